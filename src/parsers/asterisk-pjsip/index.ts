import type { SourceText } from '../../text/source-text.js';
import { interpret } from '../asterisk/interpret.js';
import type { Parser } from '../parser.js';
import { bindByPath } from '../pem-bundle/bind.js';
import { scan } from './scan.js';

/** Types that no other file of Asterisk, and no other product, gives its sections. */
const TYPE = /^[ \t]*type[ \t]*=>?[ \t]*(?:transport|endpoint|aor)[ \t]*(?:;.*)?$/i;

/** pjsip.conf, or one of the files that FreePBX splits it into. */
export const asteriskPjsip: Parser = {
  format: 'asterisk-pjsip',
  vendor: 'asterisk',
  detect,
  parse: (source) => ({ ...interpret(scan(source)), outline: () => outline(source) }),
  bind: bindByPath,
};

function detect(source: SourceText): boolean {
  if (!source.text.includes('[')) return false;
  let inSection = false;
  for (const { text } of source.linesThatBegin('[tT')) {
    if (/^[ \t]*\[[^\]\r\n]+\]/.test(text)) inSection = true;
    else if (inSection && TYPE.test(text)) return true;
  }
  return false;
}

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
