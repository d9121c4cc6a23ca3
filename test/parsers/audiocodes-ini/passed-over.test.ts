import fc from 'fast-check';
import { statements, type Statement } from '../../../src/parsers/audiocodes-ini/statements.js';
import { SourceText } from '../../../src/text/source-text.js';

const LINES = [
  'Route 1 = "a", "b";',
  'Route 12 = 1;',
  'Route 2= 1;',
  'Route  3 = 1;',
  'Route 1,2 = 1;',
  'Route 1234567890 = 1;',
  'Route = 1',
  'Routes 1 = 1;',
  'route 4 = 1;',
  ' Route 5 = 1;',
  'Other 1 = 1;',
  '[ \\Route ]',
  'FORMAT Index = A, B;',
  '; Route 1 = 1;',
  'Name = value',
  '',
];

/** A row as the device writes it, from the start of its line, with another line behind it. */
function isLeftOut({ text }: SourceText, { range }: Statement): boolean {
  const startsLine = range.start === 0 || text[range.start - 1] === '\n';
  return startsLine && /^Route \d{1,9} =[^\n]*\n[^]/.test(text.slice(range.start));
}

test('of a table that nobody reads the plain rows are left out, and nothing else, nor what stands on the last line', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...LINES), { maxLength: 12 }),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      (lines, eol, ends) => {
        const source = SourceText.of('a.ini', lines.join(eol) + (ends ? eol : ''));
        const rest = [...statements(source)].filter((each) => !isLeftOut(source, each));
        expect([...statements(source, () => 'Route')]).toEqual(rest);
      },
    ),
    { numRuns: 500 },
  );
});
