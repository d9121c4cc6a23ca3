import fc from 'fast-check';
import { applyEdits, insertAt } from '../../src/text/edit.js';
import { decodeLatin1, encodeLatin1, readable } from '../../src/text/latin1.js';
import { SourceText } from '../../src/text/source-text.js';

const source = (text: string) => SourceText.of('a.txt', text);
const lines = (text: string) => [...source(text).lines()].map((line) => [line.text, line.start, line.end, line.next]);

describe('lines', () => {
  it.each([
    [
      'LF',
      'a\nb\n',
      [
        ['a', 0, 1, 2],
        ['b', 2, 3, 4],
      ],
    ],
    [
      'CRLF',
      'a\r\nb\r\n',
      [
        ['a', 0, 1, 3],
        ['b', 3, 4, 6],
      ],
    ],
    [
      'mixed, with CR CR LF',
      'a\nb\r\r\nc',
      [
        ['a', 0, 1, 2],
        ['b', 2, 3, 6],
        ['c', 6, 7, 7],
      ],
    ],
    [
      'no final newline',
      'a\nb',
      [
        ['a', 0, 1, 2],
        ['b', 2, 3, 3],
      ],
    ],
    ['a byte order mark', '\xef\xbb\xbfa\n', [['a', 3, 4, 5]]],
    ['nothing', '', []],
  ])('%s', (_, text, expected) => {
    expect(lines(text)).toEqual(expected);
  });

  it('cover every byte, whatever the text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', ' ', '\r', '\n', '\xe9')), (characters) => {
        const text = characters.join('');
        const found = [...source(text).lines()];
        expect(found.map(({ start, next }) => text.slice(start, next)).join('')).toBe(text);
      }),
    );
  });
});

describe('places', () => {
  const at = (text: string, start: number, end: number) => {
    const { line, column, endLine, endColumn } = source(text).at(start, end);
    return [line, column, endLine, endColumn];
  };

  it.each([
    ['the first byte', 'ab\ncd', 0, 1, [1, 1, 1, 2]],
    ['the second line', 'ab\ncd', 3, 5, [2, 1, 2, 3]],
    ['over lines', 'ab\ncd', 1, 4, [1, 2, 2, 2]],
    ['after CRLF', 'ab\r\ncd', 4, 5, [2, 1, 2, 2]],
    ['after a byte order mark, which is no column', '\xef\xbb\xbfab', 3, 4, [1, 1, 1, 2]],
    ['after UTF-8, where a column is a character', '\xc3\xa9x', 2, 3, [1, 2, 1, 3]],
    ['after Latin-1, where a column is a byte', '\xe9x', 1, 2, [1, 2, 1, 3]],
    ['the end of the file', 'ab\n', 3, 3, [2, 1, 2, 1]],
  ])('%s', (_, text, start, end, expected) => {
    expect(at(text, start, end)).toEqual(expected);
  });
});

describe('line terminators', () => {
  it.each([
    ['\n', 'a\nb\n'],
    ['\r\n', 'a\nb\r\n'],
    ['\n', 'no terminator'],
  ])('the last line decides: %j', (eol, text) => expect(source(text).eol).toBe(eol));

  it('a place takes that of its own line', () => {
    const mixed = source('a\r\nb\nc');
    expect([0, 3, 5].map((offset) => mixed.eolAt(offset))).toEqual(['\r\n', '\n', '\n']);
  });
});

describe('bytes', () => {
  it('survive decoding and encoding, all 256 of them', () => {
    const all = Uint8Array.from({ length: 70_000 }, (_, i) => i % 256);
    expect(encodeLatin1(decodeLatin1(all))).toEqual(all);
  });

  it('are read as UTF-8 where they are UTF-8, else as Latin-1', () => {
    expect([readable('Z\xc3\xbcrich'), readable('Z\xfcrich')]).toEqual(['Zürich', 'Zürich']);
  });
});

describe('edits', () => {
  it('leave every other byte, Latin-1 included', () => {
    const edited = applyEdits(source('caf\xe9\r\nx'), [insertAt(6, 'new\r\n'), insertAt(7, '!')]);
    expect(edited.text).toBe('caf\xe9\r\nnew\r\nx!');
    expect([...edited.bytes.subarray(0, 6)]).toEqual([99, 97, 102, 0xe9, 13, 10]);
  });

  it('at one place keep their order', () => {
    expect(applyEdits(source('ab'), [insertAt(1, '1'), insertAt(1, '2')]).text).toBe('a12b');
  });

  it('that overlap are a bug', () => {
    const overlapping = [
      { range: { start: 0, end: 2 }, insert: '' },
      { range: { start: 1, end: 2 }, insert: '' },
    ];
    expect(() => applyEdits(source('abc'), overlapping)).toThrow('overlapping edits at offset 1');
    expect(() => applyEdits(source('abc'), [insertAt(4, 'x')])).toThrow('overlapping');
  });
});
