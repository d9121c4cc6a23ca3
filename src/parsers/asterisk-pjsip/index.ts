import type { SourceText } from '../../text/source-text.js';
import { interpret } from '../asterisk/interpret.js';
import type { Parser } from '../parser.js';
import { bindByPath } from '../pem-bundle/bind.js';
import { scan } from './scan.js';
import { asteriskPjsipFormat } from './format.js';

export const asteriskPjsip: Parser = {
  ...asteriskPjsipFormat,
  parse: (source) => ({ ...interpret(scan(source)), outline: () => outline(source) }),
  bind: bindByPath,
};

function outline(source: SourceText): readonly string[] {
  const { sections, includes, faults } = scan(source);
  const unread = ({ at }: { readonly at: { readonly range: { readonly start: number; readonly end: number } } }) =>
    source.slice(at.range.start, at.range.end).trim();
  return [
    ...includes.map(({ value }) => value),
    ...sections.flatMap((section) => [
      `[${section.name.value}] ${section.parents.map(({ value }) => value).join(',')}`,
      ...section.settings.map(({ name, value }) => `${section.name.value} ${name} = ${value.value}`),
      ...section.faults.map(unread),
    ]),
    ...faults.map(unread),
  ];
}
