import type { Problem } from '../../model/trust.js';
import { statement } from '../problem.js';
import type { OracleElement } from './element.js';
import { isPlaceholder } from './template.js';
import { LIST_ATTRIBUTES } from './vocabulary.js';

/** The attributes that are read and whose value may have blanks in it; of a list each entry has a value of its own. */
const MAY_HOLD_BLANKS = new Set(['common-name', ...LIST_ATTRIBUTES]);

/** Names, addresses and settings with blanks in them: something stands there that belongs to another line. */
export function blanksInside({ type, attributes, children }: OracleElement): readonly Problem[] {
  const problems: Problem[] = [];
  for (const { name, values } of attributes.values()) {
    if (MAY_HOLD_BLANKS.has(name)) continue;
    for (const { value, at } of values) {
      if (!(value.includes(' ') || value.includes('\t')) || isPlaceholder(value)) continue;
      problems.push(statement(`${name} of ${type}`, `no ${name} has blanks in it`, at));
    }
  }
  for (const child of children) for (const problem of blanksInside(child)) problems.push(problem);
  return problems;
}
