import fc from 'fast-check';
import type { PathRole } from '../../src/model/path.js';
import type { PathCase } from './decide-path.js';
import type { Name, Specimen } from './hierarchy.js';

const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';
const ANY = '2.5.29.37.0';
const dns = (value: string): Name => ({ type: 'dns', value });
const ip = (value: string): Name => ({ type: 'ip', value });
const email = (value: string): Name => ({ type: 'email', value });
const directory = (value: string): Name => ({ type: 'directory', value });

/** What an end's certificate may be for, and what CAs above it may say of that. */
const NAMES: readonly (readonly Name[])[] = [
  [dns('sip.example.com')],
  [dns('a.other.example'), dns('sip.example.com')],
  [dns('sip.example.com'), ip('c0000205')],
  [ip('20010db8000000000000000000000001')],
  [email('ops@example.com'), dns('sip.example.com')],
  [directory('CN=x,O=Example'), dns('sip.example.com')],
];
const SUBTREES: readonly Name[] = [
  dns('example.com'),
  dns('.example.com'),
  dns('other.example'),
  dns('sip.example.com'),
  dns(''),
  ip('c0000200ffffff00'),
  ip('c0000300ffffff00'),
  ip('20010db8000000000000000000000000ffffffff000000000000000000000000'),
  email('example.com'),
  email('.example.com'),
  email('ops@example.com'),
  email('Ops@example.com'),
  directory('O=Example'),
  directory('O=EXAMPLE'),
  directory('O=Other'),
];

/** What can be unusual in a certificate; most are decent, so that paths get some way. */
function oddity(ca: boolean): fc.Arbitrary<Partial<Specimen>> {
  const usage = fc.constantFrom(
    [SERVER_AUTH],
    [SERVER_AUTH, CLIENT_AUTH],
    [CLIENT_AUTH],
    [ANY],
    [ANY, SERVER_AUTH],
    [],
  );
  const some = fc.subarray([...SUBTREES], { minLength: 1, maxLength: 3 });
  const odd = fc.oneof(
    fc.constantFrom('2026-01-01T00:00:00Z', '2030-06-01T00:00:00Z').map((notAfter) => ({ notAfter })),
    fc.constantFrom('2028-01-01T00:00:00Z', '2026-11-23T00:00:00Z').map((notBefore) => ({ notBefore })),
    usage.map((extKeyUsage) => ({ extKeyUsage })),
    fc.constantFrom<number | null>(null, 1, 2, 4, 16, 32, 64, 0x60, 0x20).map((keyUsage) => ({ keyUsage })),
    fc.constant({ unknownCritical: true }),
    fc.constant({ signedBy: 'Stranger' }),
    fc.constantFrom<Partial<Specimen>>({ hash: 'sha1' }, { hash: 'sha384' }, { hash: 'sha512' }),
    fc.constantFrom<Partial<Specimen>>(
      { aki: 'wrong' },
      { aki: 'wrong-serial' },
      { ski: 'wrong' },
      { strings: 'printable' },
    ),
    fc.constant({ otherAlgorithm: true }),
    ...(ca
      ? [
          fc.nat(3).map((pathLength) => ({ pathLength })),
          fc.constantFrom<Partial<Specimen>>({ ca: false }, { ca: null }, { ca: null, keyUsage: 32 }, { version: 1 }),
          some.map((permitted) => ({ permitted })),
          some.map((excluded) => ({ excluded })),
        ]
      : [fc.constantFrom(...NAMES).map((names) => ({ names })), fc.constant({ names: [] })]),
  );
  return fc.oneof({ weight: 6, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: odd });
}

const kind = fc.oneof(
  { weight: 8, arbitrary: fc.constant('p256:') },
  { weight: 4, arbitrary: fc.constantFrom('p384:', 'ed25519:', 'rsa2048:', 'rsa4096:') },
  { weight: 1, arbitrary: fc.constantFrom('rsa1024:', 'rsa2048:') },
);

/** Mostly nothing: once in so many times. */
function seldom<T>(value: fc.Arbitrary<T>, times: number): fc.Arbitrary<T | null> {
  return fc.oneof({ weight: times - 1, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value });
}

/** A root or two, up to six CAs below, cross-signs, a renewed key, another CA of the same name, and any part left out. */
export const randomCase: fc.Arbitrary<PathCase> = fc
  .record({
    depth: fc.nat(6),
    kinds: fc.array(kind, { minLength: 8, maxLength: 8 }),
    odd: fc.array(oddity(true), { minLength: 9, maxLength: 9 }),
    leaf: oddity(false),
    names: fc.constantFrom(...NAMES),
    identifiers: fc.constantFrom('all', 'all', 'none', 'some'),
    cross: fc.nat(6),
    crossFirst: fc.boolean(),
    withBridge: fc.boolean(),
    isRenewed: fc.nat(5).map((n) => n === 0),
    double: seldom(fc.record({ which: fc.nat(5), first: fc.boolean(), isAnchor: fc.boolean() }), 4),
    withFirstRoot: fc.boolean(),
    withSecondRoot: fc.boolean(),
    rootVersion: fc.constantFrom(3, 3, 3, 1),
    presentsRoot: fc.boolean(),
    leaveOut: seldom(fc.nat(5), 6),
    lowAnchor: seldom(fc.nat(5), 8),
    at: fc.constantFrom('2026-11-23T00:00:00Z', '2026-11-23T00:00:00Z', '2025-06-01T00:00:00Z', '2031-01-01T00:00:00Z'),
    role: fc.constantFrom<PathRole>('server', 'server', 'client'),
  })
  .map((given): PathCase => {
    const { depth, kinds, odd, identifiers } = given;
    // RSA keys are dear: those of one size are shared, so that CAs of several names may have one key.
    const key = (i: number) => {
      const kind = kinds[i % kinds.length] ?? '';
      return kind.startsWith('rsa') ? `${kind}${kind === 'rsa2048:' ? i % 2 : ''}` : `${kind}${i}`;
    };
    const withIds = (i: number): Partial<Specimen> =>
      identifiers === 'all' || (identifiers === 'some' && i % 2 === 0) ? { ski: 'own', aki: 'issuer' } : {};
    const of = (i: number, subject: string, issuer: string, issuerKey: string): Specimen => ({
      subject,
      issuer,
      key: key(i),
      signedBy: issuerKey,
      ca: true,
      ...withIds(i),
      ...odd[i],
    });
    const roots = [
      { ...of(0, 'Root 1', 'Root 1', key(0)), version: given.rootVersion, signedBy: key(0) },
      { ...of(7, 'Root 2', 'Root 2', key(7)), signedBy: key(7) },
    ];
    const names = ['Root 1', ...Array.from({ length: depth }, (_, i) => `CA ${i + 1}`)];
    const cas = names.slice(1).map((subject, i) => of(i + 1, subject, names[i] ?? '', key(i)));
    const crossed = Math.min(given.cross, depth);
    const bridge = { ...of(crossed, names[crossed] ?? '', 'Root 2', key(7)), ...odd[8] };
    const end: Specimen = {
      subject: 'sip.example.com',
      issuer: names.at(-1) ?? '',
      key: 'end',
      signedBy: key(depth),
      names: given.names,
      ...(identifiers === 'none' ? {} : { aki: 'issuer' as const }),
      ...given.leaf,
    };
    const chain: Specimen[] = [...cas].reverse().filter((_, i) => i !== given.leaveOut);
    const renewal = given.isRenewed ? cas.at(-1) : undefined;
    // The CA's new key, signed with its old one: the end is issued with the new.
    if (renewal) {
      chain.unshift({
        ...renewal,
        issuer: renewal.subject,
        key: 'renewed',
        signedBy: renewal.key ?? '',
        ski: 'own',
        aki: 'issuer',
      });
    }
    const twin = given.double && cas[given.double.which];
    const other: Specimen | null = twin ? { ...twin, key: 'Stranger' } : null;
    const bridges = given.withBridge ? [bridge] : [];
    const low = given.lowAnchor === null ? undefined : cas[given.lowAnchor];
    return {
      anchors: [
        ...(given.withFirstRoot || !given.withSecondRoot ? roots.slice(0, 1) : []),
        ...(given.withSecondRoot ? roots.slice(1) : []),
        ...(low ? [low] : []),
        ...(other && given.double?.isAnchor ? [other] : []),
      ],
      presented: [
        { ...end, ...(renewal ? { signedBy: 'renewed' } : {}) },
        ...(other && !given.double?.isAnchor && given.double?.first ? [other] : []),
        ...(given.crossFirst ? bridges : []),
        ...chain,
        ...(given.crossFirst ? [] : bridges),
        ...(other && !given.double?.isAnchor && !given.double?.first ? [other] : []),
        ...(given.presentsRoot ? roots.slice(0, 1) : []),
      ],
      at: given.at,
      role: given.role,
    };
  });
