import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listingFormats, formats } from '../../src/parsers/index.js';
import { SourceText } from '../../src/text/source-text.js';
import { root } from '../support/knowledge.js';

/** What every object has under these names is in no table of ours and in no model. */
const KEYS = ['constructor', '__proto__'];

const fixtures = join(root, 'test', 'fixtures');
const files = readdirSync(fixtures).flatMap((format) => {
  const input = join(fixtures, format, 'missing', 'input');
  if (!existsSync(input)) return [];
  const text = readdirSync(input).filter((name) => /\.(cfg|conf|ini|cli|xml|json|set|acli|txt)$/.test(name));
  return text.map((name) => [`${format}/${name}`, readFileSync(join(input, name), 'latin1')] as const);
});

it('has files of every form', () => {
  expect(files.length).toBeGreaterThan(15);
});

it.each(files)('no word of %s that is the key of a prototype becomes more than a word', async (_, text) => {
  const recognizing = [...formats, ...listingFormats].filter(({ detect }) => detect(SourceText.of('x', text)));
  const readers = await Promise.all(recognizing.map(({ load }) => load()));
  for (const word of new Set(text.match(/[A-Za-z_][\w-]{2,}/g))) {
    for (const key of KEYS) {
      const source = SourceText.of('x', text.replace(new RegExp(`(?<![\\w-])${word}(?![\\w-])`, 'g'), key));
      for (const reader of readers) {
        const read = reader.parse(source);
        if ('outline' in read) read.outline();
        expect([word, key, ...inherited({ ...read, outline: null })]).toEqual([word, key]);
      }
    }
  }
});

/** Where a value holds what it can only have from a prototype. */
function* inherited(value: unknown, path = '', seen = new Set<unknown>()): Generator<string> {
  if (typeof value === 'function' || value === Object.prototype) yield path;
  if (typeof value !== 'object' || value === null || seen.has(value) || value instanceof Uint8Array) return;
  seen.add(value);
  const parts = value instanceof Map || value instanceof Set ? [...value] : Object.entries(value).flat();
  for (const part of parts) yield* inherited(part, `${path}/${value.constructor?.name ?? ''}`, seen);
}
