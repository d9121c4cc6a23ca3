import fc from 'fast-check';
import { decodeCertificate, verifiesWith } from '../../src/x509/decode.js';
import { decodeWithLibrary, verifiesWithLibrary } from '../../src/x509/library-decoder.js';
import { plainCertificate } from '../../src/x509/plain-certificate.js';
import { madeOf } from '../support/decide-path.js';
import { integer, oid, sequence, set, tlv } from '../support/der.js';
import { anyMutation, bytesOf, mutated, treeOf, type Element } from '../support/der-mutation.js';
import { everyCertificate, type AnyCertificate } from '../support/every-certificate.js';
import { sha256 } from '../support/knowledge.js';
import { randomCase } from '../support/random-hierarchy.js';

/** How many changed certificates are tried, and where the dice start. */
const RUNS = Number(process.env['DECODE_RUNS'] ?? 3000);
const SEED = Number(process.env['DECODE_SEED'] ?? 1);

const outcome = (decoding: Promise<unknown>) => decoding.catch(() => 'refused');

/** What the two decoders say of the same bytes. What is not plain goes to the library anyhow. */
async function compared(der: Uint8Array): Promise<{ readonly isPlain: boolean; readonly said: unknown[] }> {
  if (!plainCertificate(der)) return { isPlain: false, said: [] };
  const said = [await outcome(decodeCertificate(der, sha256)), await outcome(decodeWithLibrary(der, sha256))];
  return { isPlain: true, said: said.map((one) => JSON.stringify(one)) };
}

/** How many of them were plain, and those of which the two decoders differ. */
async function compareAll(ders: Iterable<Uint8Array>): Promise<{ readonly plain: number; readonly wrong: unknown[] }> {
  let plain = 0;
  const wrong: unknown[] = [];
  for (const der of ders) {
    const { isPlain, said } = await compared(der);
    if (isPlain) plain += 1;
    if (said[0] !== said[1]) wrong.push([Buffer.from(der).toString('hex'), ...said]);
  }
  return { plain, wrong };
}

let every: readonly AnyCertificate[];
beforeAll(async () => {
  every = await everyCertificate();
});

/** The part of a certificate's tree that holds its fields, counted as in version 3. */
function fieldsOf(tree: Element): Element[] {
  const [tbs] = tree.content as Element[];
  return tbs?.content as Element[];
}

describe('the decoder beside the library', () => {
  it('says the same of every certificate at hand, and takes nearly all of them itself', async () => {
    const wrong: unknown[] = [];
    const passedOn: string[] = [];
    for (const { from, der } of every) {
      const said = [await outcome(decodeCertificate(der, sha256)), await outcome(decodeWithLibrary(der, sha256))];
      if (JSON.stringify(said[0]) !== JSON.stringify(said[1])) wrong.push([from, ...said]);
      if (!plainCertificate(der)) passedOn.push(from);
      expect(said[0]).toEqual(said[1]);
    }
    expect(wrong).toEqual([]);
    expect(every.length).toBeGreaterThan(150);
    expect(passedOn.filter((from) => from === 'node:tls')).toEqual([]);
    expect(passedOn.length).toBeLessThan(every.length / 50);
  }, 600_000);

  it(`says the same of ${RUNS} changed certificates (DECODE_SEED=${SEED})`, async () => {
    const change = fc.tuple(fc.constantFrom(...every), anyMutation);
    const changed = fc.sample(change, { seed: SEED, numRuns: RUNS }).map(([{ der }, how]) => mutated(der, how));
    const { plain, wrong } = await compareAll(changed);
    expect(wrong).toEqual([]);
    // Neither all nor none may be plain, or the agreement means nothing.
    expect(plain).toBeGreaterThan(RUNS / 10);
    expect(plain).toBeLessThan((RUNS * 9) / 10);
  }, 3_600_000);

  it(`says the same of ${RUNS / 10} names (DECODE_SEED=${SEED})`, async () => {
    const template = every.find(({ from }) => from === 'node:tls');
    const names = fc.sample(fc.tuple(anyName, anyName, fc.boolean()), { seed: SEED, numRuns: RUNS / 10 });
    const { plain, wrong } = await compareAll(
      names.map(([subject, other, isSelfIssued]) => {
        const tree = treeOf(template?.der ?? new Uint8Array());
        const fields = fieldsOf(tree);
        fields[3] = treeOf(isSelfIssued ? subject : other);
        fields[5] = treeOf(subject);
        return Uint8Array.from(bytesOf(tree));
      }),
    );
    expect(wrong).toEqual([]);
    expect(plain).toBeGreaterThan(RUNS / 10 / 4);
  }, 3_600_000);

  it(`says the same of ${RUNS / 5} versions, serial numbers, dates and keys (DECODE_SEED=${SEED})`, async () => {
    const template = every.find(({ from }) => from === 'node:tls');
    const replaced = fc.sample(anyField, { seed: SEED, numRuns: RUNS / 5 });
    const { plain, wrong } = await compareAll(
      replaced.map(([index, field]) => {
        const tree = treeOf(template?.der ?? new Uint8Array());
        fieldsOf(tree)[index] = treeOf(field);
        return Uint8Array.from(bytesOf(tree));
      }),
    );
    expect(wrong).toEqual([]);
    expect(plain).toBeGreaterThan(RUNS / 5 / 4);
  }, 3_600_000);

  it('says the same of hierarchies with every oddity that paths are tried with', async () => {
    const cases = fc.sample(randomCase, { seed: SEED, numRuns: 60 });
    const ders = cases.flatMap((one) => [...madeOf(one).values()].map(({ der }) => Uint8Array.from(der)));
    const { plain, wrong } = await compareAll(ders);
    expect(wrong).toEqual([]);
    expect(plain).toBeGreaterThan(ders.length * 0.8);
  }, 600_000);

  it('checks signatures as the library does, right ones, wrong ones and those of another key', async () => {
    const families = fc.sample(randomCase, { seed: SEED, numRuns: 20 }).map((one) => [...madeOf(one).values()]);
    const seen = new Map<unknown, number>();
    const wrong: unknown[] = [];
    const check = async (der: Uint8Array, issuer: Uint8Array) => {
      const said = [await verifiesWith(der, issuer), await verifiesWithLibrary(der, issuer)];
      seen.set(said[0], (seen.get(said[0]) ?? 0) + 1);
      if (said[0] !== said[1])
        wrong.push([said, Buffer.from(der).toString('hex'), Buffer.from(issuer).toString('hex')]);
    };
    for (const made of families) for (const one of made) for (const issuer of made) await check(one.der, issuer.der);
    const atHand = fc.sample(fc.tuple(fc.constantFrom(...every), fc.nat(60), fc.nat(7)), { seed: SEED, numRuns: 300 });
    for (const [{ der }, back, bit] of atHand) {
      await check(der, der);
      const changed = Uint8Array.from(der);
      const at = changed.length - 1 - back; // in the signature
      changed[at] = (changed[at] ?? 0) ^ (1 << bit);
      await check(changed, der);
    }
    expect(wrong).toEqual([]);
    for (const answer of [true, false]) expect(seen.get(answer)).toBeGreaterThan(100);
  }, 600_000);

  it('checks ECDSA signatures that are written in other ways as the library does', async () => {
    const isEc = ({ der }: AnyCertificate) => plainCertificate(der)?.key.words.startsWith('EC ');
    const der = every.filter(({ from }) => from === 'node:tls').find(isEc)?.der ?? new Uint8Array();
    const [, , bitString] = treeOf(der).content as Element[];
    const [r, s] = (treeOf((bitString?.content as Uint8Array).slice(1)).content as Element[]).map(
      ({ content }) => content as Uint8Array,
    ) as [Uint8Array, Uint8Array];
    const number = (...content: (Uint8Array | readonly number[])[]) => tlv(0x02, ...content);
    const bare = (bytes: Uint8Array) => bytes.subarray(bytes[0] === 0 ? 1 : 0);
    const written = [
      sequence(number(r), number(s)),
      sequence(number(s), number(r)),
      sequence(number(bare(r)), number(bare(s))),
      sequence(number([0, 0], r), number(s)),
      sequence(number([0x80], r), number(s)),
      sequence(number(r), number([1], s)),
      sequence(number([0]), number(s)),
      sequence(number([]), number(s)),
      sequence(number(r), number(s), number(s)),
      sequence(number(r)),
      Buffer.concat([sequence(number(r), number(s)), Buffer.from([0])]),
      bytesOf({ tag: 0x30, content: [number(r), number(s)].map(treeOf), needless: 1 }),
      bytesOf({ tag: 0x31, content: [number(r), number(s)].map(treeOf) }),
      Buffer.from([0]),
    ];
    const said = await Promise.all(
      written.map(async (signature) => {
        const tree = treeOf(der);
        (tree.content as Element[])[2] = treeOf(tlv(0x03, [0], signature));
        const changed = Uint8Array.from(bytesOf(tree));
        return [await verifiesWith(changed, der), await verifiesWithLibrary(changed, der)];
      }),
    );
    expect(said.map(([ours]) => ours)).toEqual(said.map(([, library]) => library));
    expect(said.slice(0, 2)).toEqual([
      [true, true],
      [false, false],
    ]);
  });
});

const CHARACTERS = [
  '',
  'a',
  'Z',
  ' ',
  '  ',
  ',',
  '+',
  '"',
  '\\',
  '<',
  '>',
  ';',
  '#',
  '=',
  '\0',
  '\n',
  '\r',
  '\t',
  '\x7f',
];
const WIDE = ['é', 'ß', '€', '漢', '😀', '\ufeff', '\ufffe', '\u2028', '\u202e'];
const TYPES = [
  '2.5.4.3',
  '2.5.4.10',
  '2.5.4.11',
  '2.5.4.6',
  '2.5.4.5',
  '1.2.840.113549.1.9.1',
  '0.9.2342.19200300.100.1.25',
];
const ODD_TYPES = ['1.3.6.1.4.1.311.60.2.1.3', '2.5.4.97', '2.999.1', '1.2.3.99999999999', '0.0', '2.5.4.3.1'];

const narrow = fc.array(fc.constantFrom(...CHARACTERS), { maxLength: 8 }).map((parts) => parts.join(''));
const wide = fc.array(fc.constantFrom(...CHARACTERS, ...WIDE), { maxLength: 8 }).map((parts) => parts.join(''));
const utf16 = (text: string) => Buffer.from(text, 'utf16le').swap16();

/** A value of a name, in every type of string, and sometimes not as it should be. */
const anyValue = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(fc.constantFrom(0x13, 0x14, 0x16), narrow).map(([tag, text]) => tlv(tag, Buffer.from(text))),
  },
  { weight: 6, arbitrary: wide.map((text) => tlv(0x0c, Buffer.from(text))) },
  { weight: 3, arbitrary: wide.map((text) => tlv(0x1e, utf16(text))) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 8 }).map((octets) => tlv(0x14, octets)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(0x0c, 0x1e, 0x1c, 0x12, 0x1a, 0x03, 0x05), fc.uint8Array({ maxLength: 8 }))
      .map(([tag, octets]) => tlv(tag, octets)),
  },
);

const anyAttribute = fc
  .tuple(
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...TYPES) },
      { weight: 1, arbitrary: fc.constantFrom(...ODD_TYPES) },
    ),
    anyValue,
  )
  .map(([type, value]) => sequence(oid(type), value));
const anyRdn = fc
  .oneof({ weight: 5, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.integer({ min: 0, max: 4 }) })
  .chain((length) => fc.array(anyAttribute, { minLength: length, maxLength: length }))
  .map((attributes) => set(...attributes));
const anyName = fc.array(anyRdn, { maxLength: 4 }).map((rdns) => sequence(...rdns));

/** A number of so many digits, at times beyond what it should be. */
const upTo = (most: number, digits = 2) =>
  fc
    .oneof({ weight: 12, arbitrary: fc.nat(most) }, { weight: 1, arbitrary: fc.nat(10 ** digits - 1) })
    .map((number) => String(number).padStart(digits, '0'));

const anyTime = fc
  .constantFrom(2, 4)
  .chain((digits) =>
    fc.tuple(
      fc.constant(digits === 2 ? 0x17 : 0x18),
      fc.tuple(upTo(9999 % 10 ** digits, digits), upTo(12), upTo(31), upTo(23), upTo(59), upTo(59)),
      fc.oneof({ weight: 20, arbitrary: fc.constant('Z') }, { weight: 1, arbitrary: fc.constantFrom('', 'z', '.5Z') }),
    ),
  )
  .map(([tag, numbers, end]) => tlv(tag, Buffer.from(numbers.join('') + end)));

const anyNumber = fc
  .tuple(fc.constantFrom([], [0], [0, 0], [0x7f], [0x80], [0, 0x80]), fc.uint8Array({ maxLength: 5 }))
  .map(([start, rest]) => tlv(0x02, start, rest));

const RSA = '1.2.840.113549.1.1.1';
const EC = '1.2.840.10045.2.1';
const CURVES = ['1.2.840.10045.3.1.7', '1.3.132.0.34', '1.3.132.0.35', '1.3.132.0.10', '1.3.132.0.33', '1.2.3'];
const mostly = <T>(usual: T, ...others: T[]) =>
  fc.oneof({ weight: 12, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) });
const keyInfo = (algorithm: Uint8Array[], unused: number, key: Uint8Array) =>
  sequence(sequence(...algorithm), tlv(0x03, [unused], key));

const anyKey = fc.oneof(
  fc
    .tuple(mostly([tlv(0x05)], [], [tlv(0x05, [0])], [tlv(0x04)]), mostly(0, 1, 8), anyNumber, anyNumber)
    .map(([parameters, unused, modulus, exponent]) =>
      keyInfo([oid(RSA), ...parameters], unused, sequence(modulus, exponent)),
    ),
  fc
    .tuple(fc.constantFrom(...CURVES), mostly(0, 1, 8), fc.uint8Array({ maxLength: 6 }))
    .map(([curve, unused, point]) => keyInfo([oid(EC), oid(curve)], unused, point)),
  fc
    .tuple(fc.constantFrom('1.3.101.112', '1.3.101.110', '1.3.101.113', EC, RSA), fc.uint8Array({ maxLength: 6 }))
    .map(([algorithm, key]) => keyInfo([oid(algorithm)], 0, key)),
);

/** Another field for a certificate, and where it stands. */
const anyField = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.tuple(
      fc.constant(0),
      fc.nat(4).map((number) => tlv(0xa0, integer(number))),
    ),
  },
  { weight: 3, arbitrary: fc.tuple(fc.constant(1), anyNumber) },
  {
    weight: 8,
    arbitrary: fc.tuple(
      fc.constant(4),
      fc.tuple(anyTime, anyTime).map((times) => sequence(...times)),
    ),
  },
  { weight: 8, arbitrary: fc.tuple(fc.constant(6), anyKey) },
);

describe('DER that wants to cost much', () => {
  const template = async () =>
    (await everyCertificate()).find(({ from }) => from === 'node:tls')?.der ?? new Uint8Array();

  /** Elements inside one another, as many as fit into some bytes. */
  function nested(tag: number, size: number): Buffer {
    const bytes = Buffer.alloc(size + 5);
    let start = bytes.length;
    while (bytes.length - start < size) {
      const length = bytes.length - start;
      const octets = length < 0x80 ? 0 : length < 0x100 ? 1 : length < 0x10000 ? 2 : 3;
      start -= Math.max(1, octets);
      bytes.writeUIntBE(length, start, Math.max(1, octets));
      if (octets > 0) bytes[(start -= 1)] = 0x80 + octets;
      bytes[(start -= 1)] = tag;
    }
    return bytes.subarray(start);
  }

  async function secondsToRefuse(der: Uint8Array): Promise<number> {
    const before = process.cpuUsage();
    const error: unknown = await decodeCertificate(der, sha256).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(RangeError); // a stack that ran over
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  }

  it('is refused wherever it is cut, quickly', async () => {
    const der = await template();
    for (let at = 0; at < der.length; at += 7) expect(await secondsToRefuse(der.slice(0, at))).toBeLessThan(1);
  });

  it.each([0x30, 0x31, 0xa0, 0xa3])('is refused where elements %i nest without end', async (tag) => {
    expect(await secondsToRefuse(nested(tag, 1_000_000))).toBeLessThan(2);
    const tree = treeOf(await template());
    for (const size of [12_000, 1_000_000]) {
      fieldsOf(tree)[5] = { tag, content: nested(tag, size) };
      expect(await secondsToRefuse(Uint8Array.from(bytesOf(tree)))).toBeLessThan(2);
    }
  });

  it('is refused where it is a list of a hundred thousand nothings', async () => {
    const tree = treeOf(await template());
    fieldsOf(tree)[5] = { tag: 0x30, content: Buffer.alloc(300_000, integer(0)) };
    expect(await secondsToRefuse(Uint8Array.from(bytesOf(tree)))).toBeLessThan(2);
  });
});
