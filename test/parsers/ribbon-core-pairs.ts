import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { facts } from '../../src/fixers/facts.js';
import type { ParsedExport, Parser } from '../../src/parsers/parser.js';
import { SourceText } from '../../src/text/source-text.js';
import { root } from '../support/knowledge.js';

/** The configuration of a fixture, or another file of it, as Latin-1. */
export function fixtureText(form: string, name: string, file = /\.(set|cfg|xml|json)$/): string {
  const folder = join(root, 'test', 'fixtures', form, name, 'input');
  const found = readdirSync(folder).find((path) => file.test(path));
  return readFileSync(join(folder, found ?? ''), 'latin1');
}

export function exportFrom(parser: Parser, text: string): ParsedExport {
  const parsed = parser.parse(SourceText.of('sbc', text));
  if ('refused' in parsed) throw new Error('refused');
  return parsed;
}

/** All that an export says, without places and in no order. */
export function factsOf(parser: Parser, text: string): readonly string[] {
  const model = exportFrom(parser, text);
  const legs = model.legs.map((leg) => ({ ...leg, peer: null, cloud: null }));
  return [...facts({ ...model, id: 'sbc', key: 'sbc', vendor: parser.vendor, format: 'any', files: [], legs })].sort();
}
