import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { saysNothing, trustElements } from '../../../src/parsers/oracle-acli/elements.js';
import { scan } from '../../../src/parsers/oracle-acli/scan.js';
import { SourceText } from '../../../src/text/source-text.js';

const FIXTURES = ['fine', 'broken', 'odd-layout', 'global-store', 'secrets'].map((name) =>
  readFileSync(join(__dirname, `../../fixtures/oracle-acli/${name}/input/edge1.cfg`), 'latin1'),
);

const LINES = [
  'local-policy',
  'local-poliy',
  'new-thing',
  'sip-manipulation',
  'tls-profile',
  'certificate-record',
  'media-manager',
  '        name                                    A',
  '        from-address                            *',
  '                                                +49',
  '        header-rule',
  '                name                                    B',
  '        trusted-ca-certificates                 Root',
  '        global-trusted-ca-list                  Root',
  '\ttabbed\tvalue',
  '    --More--',
  '    press any key',
  '        password                                x',
  'sbc1# show running-config',
  'some words that stand nowhere',
  '! a comment',
  'certificate-record: Root',
  '        \x08\x08        to-address     *',
  '        to-address\rx  *',
  '',
];

/** What is said with and without the content of elements that say nothing, with the same elements in the same order. */
function bothWays(text: string): void {
  const source = SourceText.of('edge1.cfg', text);
  const [whole, short] = [scan(source), scan(source, saysNothing)];
  expect(trustElements(source, short)).toEqual(trustElements(source, whole));
  expect(short.elements.map(({ type, at }) => [type, at])).toEqual(whole.elements.map(({ type, at }) => [type, at]));
  expect([short.trivia, short.listing, short.mayLackLastLine]).toEqual([
    whole.trivia,
    whole.listing,
    whole.mayLackLastLine,
  ]);
}

test('what is passed over changes nothing of what a configuration says', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...LINES), { maxLength: 20 }),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      (lines, eol, ends) => bothWays(lines.join(eol) + (ends ? eol : '')),
    ),
    { numRuns: 2000 },
  );
});

test('nor of a real one, wherever it is cut', () => {
  for (const text of FIXTURES) {
    for (let cut = text.length; cut > 0; cut -= 97) bothWays(text.slice(0, cut));
  }
});

test('the content of an element that says nothing is not read', () => {
  const text = 'sip-manipulation\n        name                                    A\nmedia-manager\n';
  const [first] = scan(SourceText.of('a.cfg', text), saysNothing).elements;
  expect(first).toMatchObject({ type: 'sip-manipulation', content: [] });
});
