import { readPathList } from '../../src/cli/path-list.js';

it.each<[string, string, readonly string[]]>([
  ['one a line', 'a.ini\nb c.ini\n', ['a.ini', 'b c.ini']],
  ['as Windows ends lines', 'C:\\x\\a.ini\r\nb.ini\r\n', ['C:\\x\\a.ini', 'b.ini']],
  ['without a last line end', 'a.ini\nb.ini', ['a.ini', 'b.ini']],
  ['with a byte order mark', '\ufeffa.ini\nb.ini\n', ['a.ini', 'b.ini']],
  ['NUL between them, so that a name may hold a line end', 'a\nb.ini\0é.ini\0', ['a\nb.ini', 'é.ini']],
  ['NUL and a byte order mark', '\ufeffa.ini\0b.ini', ['a.ini', 'b.ini']],
  ['empty', '', []],
  ['empty lines', '\n\r\n\n', []],
  ['a path that is there twice', 'a.ini\nb.ini\na.ini\n', ['a.ini', 'b.ini']],
])('a list of paths: %s', (_, text, expected) => {
  expect(readPathList(Buffer.from(text))).toEqual(expected);
});
