import * as fc from 'fast-check';
import { Word, WordFilter } from '../../src/text/word-filter.js';

const bytesOf = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const letters = fc.string({ unit: fc.constantFrom(...'abcXYZ -<>:/.09\n\r\t\xe9'), maxLength: 40 });
const word = fc.string({ unit: fc.constantFrom(...'abcXYZ -<>:/.09'), minLength: 1, maxLength: 24 });

test('a word is never missed, wherever it stands and in whatever case', () => {
  fc.assert(
    fc.property(letters, word, letters, fc.nat(3), (before, asked, after, offset) => {
      for (const written of [asked, asked.toUpperCase(), asked.toLowerCase()]) {
        const bytes = bytesOf(' '.repeat(offset) + before + written + after);
        expect(new WordFilter(bytes.subarray(offset)).mayHold(new Word(asked))).toBe(true);
      }
    }),
  );
});

test('what a text does not hold it denies', () => {
  const filter = new WordFilter(bytesOf('[ TLSContexts ]\nFORMAT Index = Name, TLSVersion;\n'));
  expect(filter.mayHold(new Word('tlscontexts'))).toBe(true);
  for (const absent of ['certificate-record', 'tls_mgm', 'Trustpoint:']) {
    expect(filter.mayHold(new Word(absent))).toBe(false);
  }
});

test('a word too short to tell is never denied', () => {
  expect(new WordFilter(bytesOf('something else')).mayHold(new Word('done'))).toBe(true);
});
