import type { Problem } from '../../model/trust.js';
import { statement } from '../problem.js';
import type { OracleElement } from './element.js';
import { isPlaceholder } from './template.js';
import { LIST_ATTRIBUTES } from './vocabulary.js';

/** The attributes that are read and whose value may have blanks in it; of a list each entry has a value of its own. */
const MAY_HOLD_BLANKS = new Set(['common-name', ...LIST_ATTRIBUTES]);

/** Names, addresses and settings with blanks in them: something stands there that belongs to another line. */
export function blanksInside({ type, attributes, children }: OracleElement): readonly Problem[] {
  const odd = [...attributes.values()].flatMap(({ name, values }) =>
    MAY_HOLD_BLANKS.has(name)
      ? []
      : values.filter(({ value }) => /[ \t]/.test(value) && !isPlaceholder(value)).map(({ at }) => ({ name, at })),
  );
  return [
    ...odd.map(({ name, at }) => statement(`${name} of ${type}`, `no ${name} has blanks in it`, at)),
    ...children.flatMap(blanksInside),
  ];
}
