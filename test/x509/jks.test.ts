import { looksLikeJks, readJks } from '../../src/x509/jks.js';

const number = (value: number) => Buffer.from([24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff));
const text = (value: string) => Buffer.concat([number(Buffer.byteLength(value)).subarray(2), Buffer.from(value)]);
const sized = (bytes: readonly number[]) => Buffer.concat([number(bytes.length), Buffer.from(bytes)]);
const SINCE = Buffer.alloc(8);
const DIGEST = Buffer.alloc(20, 0xdd);

const certificate = (type: string, der: readonly number[]) => Buffer.concat([text(type), sized(der)]);
const entry = (tag: number, alias: string, ...content: Uint8Array[]) =>
  Buffer.concat([number(tag), text(alias), SINCE, ...content]);
const trusted = (alias: string, der: readonly number[], type = 'X.509') => entry(2, alias, certificate(type, der));
const key = (alias: string, chain: readonly Uint8Array[]) =>
  entry(1, alias, sized([9, 9, 9]), number(chain.length), ...chain);

interface Store {
  readonly magic?: number;
  readonly version?: number;
  /** How many entries it says it has. */
  readonly count?: number;
  readonly end?: Uint8Array;
}

function read(
  entries: readonly Uint8Array[],
  { magic = 0xfeedfeed, version = 2, count = entries.length, end = DIGEST }: Store = {},
) {
  const bytes = Buffer.concat([number(magic), number(version), number(count), ...entries, end]);
  // Inside a larger buffer, as a file read in one piece with others would be.
  const within = Buffer.concat([Buffer.alloc(5, 0xff), bytes, Buffer.alloc(5, 0xff)]).subarray(5, 5 + bytes.length);
  const { form, certificates, keys, unread } = readJks(within);
  return {
    form,
    keys,
    certificates: certificates.map(({ alias, der, marked }) => [alias, [...der], marked]),
    unread: unread.map(({ because, range }) => [because, range.start, range.end]),
    length: bytes.length,
    places: certificates.map(({ der, range }) => Buffer.compare(der, within.subarray(range.start, range.end))),
  };
}
const JCEKS = { magic: 0xcececece };

it('is told by its first four bytes', () => {
  expect([0xfeedfeed, 0xcececece, 0xfeedfeee].map((magic) => looksLikeJks(number(magic)))).toEqual([true, true, false]);
  expect(looksLikeJks(number(0xfeedfeed).subarray(0, 3))).toBe(false);
});

it('gives its trusted certificates with their aliases and places', () => {
  const { length, ...said } = read([trusted('Root', [1, 2, 3]), trusted('Wurzel Ä', [4, 5])]);
  expect(length).toBeGreaterThan(0);
  expect(said).toEqual({
    form: 'jks',
    keys: 0,
    certificates: [
      ['Root', [1, 2, 3], true],
      ['Wurzel Ä', [4, 5], true],
    ],
    unread: [],
    places: [0, 0],
  });
  expect(read([], JCEKS)).toMatchObject({ form: 'jceks', certificates: [], unread: [] });
});

it('of the first version has no word for the kind of a certificate', () => {
  const plain = entry(2, 'Root', sized([1, 2, 3]));
  expect(read([key('own', [sized([7])]), plain], { version: 1 })).toMatchObject({
    keys: 1,
    certificates: [['Root', [1, 2, 3], true]],
    unread: [],
  });
});

it('steps over keys and their chains, and counts them', () => {
  const chain = [certificate('X.509', [7]), certificate('X.509', [8, 8])];
  const entries = [key('own', chain), key('other', []), trusted('Root', [1])];
  expect(read(entries)).toMatchObject({ keys: 2, certificates: [['Root', [1], true]], unread: [] });
});

it('with a certificate of another kind says where it is, and goes on', () => {
  const { certificates, unread } = read([trusted('Odd', [1, 2], 'PGP'), trusted('Root', [3])]);
  expect(certificates).toEqual([['Root', [3], true]]);
  expect(unread).toEqual([['it is a certificate of another kind than X.509', 38, 40]]);
});

describe('what cannot be followed leaves the rest unread, from where it stands', () => {
  const root = trusted('Root', [1]);
  const start = 12 + root.length;

  it.each([
    ['a secret key of a JCEKS', 3, JCEKS, 1, 'entry 2 of 3 is a secret key, and what follows it cannot be found'],
    [
      'a secret key of a JKS, which has none',
      3,
      {},
      0,
      'entry 2 of 3 is of a kind that is not known; the file is damaged',
    ],
    ['an entry of no known kind', 4, JCEKS, 0, 'entry 2 of 3 is of a kind that is not known; the file is damaged'],
  ])('%s', (_, tag, store, keys, because) => {
    const said = read([root, entry(tag, 'x', sized([1])), root], store);
    expect(said).toMatchObject({ keys, certificates: [['Root', [1], true]] });
    expect(said.unread).toEqual([[because, start, said.length]]);
  });

  it('an entry that is cut short', () => {
    const said = read([root, trusted('Other', [1, 2, 3]).subarray(0, -1)], { end: Buffer.alloc(0) });
    expect(said.unread).toEqual([
      ['it ends in the middle of an entry: it is cut short or damaged', start, said.length],
    ]);
    expect(said.certificates).toHaveLength(1);
  });

  it('an entry that is missing', () => {
    const said = read([root], { count: 2, end: Buffer.alloc(0) });
    expect(said.unread).toEqual([
      ['it ends in the middle of an entry: it is cut short or damaged', start, said.length],
    ]);
  });

  it.each([
    ['no digest', 0],
    ['more than a digest', 21],
  ])('%s', (_, length) => {
    const said = read([root], { end: Buffer.alloc(length) });
    const because = `${length} bytes follow the last entry where the 20 of a digest belong; the file is damaged`;
    expect(said.unread).toEqual([[because, start, said.length]]);
  });

  it.each([0, 3])('a store of version %i', (version) => {
    const said = read([root], { version });
    expect(said.unread).toEqual([[`version ${version} of the form is not known`, 0, said.length]]);
    expect(said.certificates).toEqual([]);
  });
});
