import { splitPattern } from '../../src/host/pattern.js';

it.each<[string, string, ReturnType<typeof splitPattern>]>([
  ['C:\\x\\*.ini', '\\', { folder: 'C:/x', pattern: '*.ini' }],
  ['C:\\*.ini', '\\', { folder: 'C:/', pattern: '*.ini' }],
  ['C:/x/**/*.ini', '\\', { folder: 'C:/x', pattern: '**/*.ini' }],
  ['\\\\server\\share\\sbc\\*.cfg', '\\', { folder: '//server/share/sbc', pattern: '*.cfg' }],
  ['\\x\\*.ini', '\\', { folder: '/x', pattern: '*.ini' }],
  ['fleet\\*\\sbc.ini', '\\', { folder: 'fleet', pattern: '*/sbc.ini' }],
  ['*.ini', '\\', { folder: null, pattern: '*.ini' }],
  ['fleet/a\\[1\\]*.ini', '/', { folder: null, pattern: 'fleet/a\\[1\\]*.ini' }],
])('%s where folders are separated by %s', (path, separator, expected) => {
  expect(splitPattern(path, separator)).toEqual(expected);
});
