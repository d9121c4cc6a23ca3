import { bits, boolean, integer, oid, sequence, text, tlv } from '../../support/der.js';
import { madeOf, ourAnswer, theirAnswer, type PathCase } from '../../support/decide-path.js';
import { generalName, type Name, type Specimen } from '../../support/hierarchy.js';

const HOST: readonly Name[] = [{ type: 'dns', value: 'sip.example.com' }];
const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';

const root: Specimen = { subject: 'Root', issuer: 'Root', ca: true };
const ca: Specimen = { subject: 'CA', issuer: 'Root', ca: true };
const end: Specimen = { subject: 'sip.example.com', issuer: 'CA', names: HOST };

/** Our answer, OpenSSL's, and the fault where the answer is not yes. `level2`: OpenSSL's answer at security level 2. */
type Corner = [
  name: string,
  ours: 'yes' | 'no' | 'unknown',
  fault: string | null,
  openssl: boolean,
  asked: PathCase,
  level2?: boolean,
];

const chain = (changes: { root?: object; ca?: object; end?: object }, more: Partial<PathCase> = {}): PathCase => {
  const [a, b, c] = [
    { ...root, ...changes.root },
    { ...ca, ...changes.ca },
    { ...end, ...changes.end },
  ];
  return { anchors: [a], presented: [c, b], ...more };
};
const usage = (...ids: string[]) => ({ extKeyUsage: ids });
const extra = (id: string, value: Uint8Array, critical = false) => ({ extensions: [{ oid: id, value, critical }] });
const constrained = (kind: 'permitted' | 'excluded', type: Name['type'], value: string, names: readonly Name[]) =>
  chain({ ca: { [kind]: [{ type, value }] }, end: { names } });
const named = (type: Name['type'], value: string): Name => ({ type, value });

const NETSCAPE = '2.16.840.1.113730.1.1';

const corners: readonly Corner[] = [
  ['a decent path', 'yes', null, true, chain({})],
  [
    'RSA 4096 above P-384 above Ed25519',
    'yes',
    null,
    true,
    {
      anchors: [{ ...root, subject: 'rsa4096:R', issuer: 'rsa4096:R' }],
      presented: [
        { ...end, issuer: 'ed25519:C', hash: 'sha256' },
        { ...ca, subject: 'ed25519:C', issuer: 'p384:B' },
        { ...ca, subject: 'p384:B', issuer: 'rsa4096:R', hash: 'sha512' },
      ],
    },
  ],

  // Dates
  ['the first second', 'yes', null, true, chain({ end: { notBefore: '2026-11-23T00:00:00Z' } })],
  ['one second before', 'no', 'not-yet-valid', false, chain({ end: { notBefore: '2026-11-23T00:00:01Z' } })],
  ['the last second but one', 'yes', null, true, chain({ ca: { notAfter: '2026-11-23T00:00:01Z' } })],
  // RFC 5280, 4.1.2.5: the validity includes notAfter. The one named difference in dates.
  [
    'the last second, which OpenSSL leaves out',
    'yes',
    null,
    false,
    chain({ ca: { notAfter: '2026-11-23T00:00:00Z' } }),
  ],
  ['one second after', 'no', 'expired', false, chain({ ca: { notAfter: '2026-11-22T23:59:59Z' } })],
  ['an anchor that is over', 'no', 'expired', false, chain({ root: { notAfter: '2026-11-22T00:00:00Z' } })],
  ['no end that is known', 'yes', null, true, chain({ root: { notAfter: '9999-12-31T23:59:59Z' } })],
  [
    'a date with a time zone',
    'unknown',
    'irregular',
    false,
    chain({ end: { rawNotAfter: text(0x17, '350101000000+0100') } }),
  ],
  ['a date without seconds', 'unknown', 'irregular', false, chain({ end: { rawNotAfter: text(0x17, '3501010000Z') } })],
  [
    'a date with fractions',
    'unknown',
    'irregular',
    false,
    chain({ end: { rawNotAfter: text(0x18, '20350101000000.5Z') } }),
  ],

  // Names
  [
    'another case and other strings',
    'yes',
    null,
    true,
    chain({
      root: {
        subject: 'CN=ROOT,O=EXAMPLE',
        issuer: 'CN=ROOT,O=EXAMPLE',
        key: 'Root',
        signedBy: 'Root',
        strings: 'printable',
      },
    }),
  ],
  [
    'repeated spaces',
    'yes',
    null,
    true,
    chain({ root: { subject: 'CN= Root  ,O=Example', issuer: 'CN=Root,O=Example', key: 'Root', signedBy: 'Root' } }),
  ],
  [
    'letters beyond ASCII keep their case',
    'no',
    'no-issuer',
    false,
    {
      anchors: [{ ...root, subject: 'CN=Ä', issuer: 'CN=Ä', key: 'Root', signedBy: 'Root' }],
      presented: [{ ...end, issuer: 'CN=ä', signedBy: 'Root' }],
    },
  ],
  [
    'one RDN of two is another name than two of one',
    'no',
    'no-issuer',
    false,
    {
      anchors: [{ ...root, subject: 'CN=a,O=b', issuer: 'CN=a,O=b', key: 'Root', signedBy: 'Root' }],
      presented: [{ ...end, issuer: 'CN=a+O=b', signedBy: 'Root' }],
    },
  ],
  [
    'the order in one RDN does not matter',
    'yes',
    null,
    true,
    {
      anchors: [{ ...root, subject: 'O=b+CN=a', issuer: 'CN=a+O=b', key: 'Root', signedBy: 'Root' }],
      presented: [{ ...end, issuer: 'CN=a+O=b', signedBy: 'Root' }],
    },
  ],
  ['an empty subject with an alternative name', 'yes', null, true, chain({ end: { subject: '', key: 'end' } })],
  [
    'a CA and a root without any name',
    'yes',
    null,
    true,
    {
      anchors: [{ ...root, subject: '', issuer: '', key: 'Root', signedBy: 'Root' }],
      presented: [{ ...end, issuer: '', signedBy: 'Root' }],
    },
  ],

  // Signatures
  [
    'another key of the same name',
    'no',
    'signature',
    false,
    chain({ root: { key: 'Stranger', signedBy: 'Stranger' } }),
  ],
  ['a key of another family', 'no', 'signature', false, chain({ root: { key: 'rsa2048:x', signedBy: 'rsa2048:x' } })],
  [
    'the same key under another name',
    'no',
    'no-issuer',
    false,
    chain({ root: { subject: 'Other', issuer: 'Other', key: 'Root', signedBy: 'Root' } }),
  ],
  [
    'an algorithm that the signed part does not name',
    'no',
    'signature',
    false,
    chain({ ca: { otherAlgorithm: true } }),
  ],
  [
    'SHA-1 with RSA',
    'unknown',
    'weak',
    true,
    chain({ ca: { hash: 'sha1', signedBy: 'rsa2048:Root' }, root: { key: 'rsa2048:Root', signedBy: 'rsa2048:Root' } }),
    false,
  ],
  ['SHA-1 with an elliptic curve', 'unknown', 'weak', true, chain({ ca: { hash: 'sha1' } }), false],
  ['SHA-1 on the anchor, which nobody checks', 'yes', null, true, chain({ root: { hash: 'sha1' } })],
  [
    'RSA 1024 as anchor',
    'unknown',
    'weak',
    true,
    chain({ root: { key: 'rsa1024:Root', signedBy: 'rsa1024:Root' }, ca: { signedBy: 'rsa1024:Root' } }),
    false,
  ],

  // CAs
  ['a CA that is none', 'no', 'not-a-ca', false, chain({ ca: { ca: false, keyUsage: 32 } })],
  ['a CA that may not sign', 'no', 'key-usage', false, chain({ ca: { keyUsage: 1 } })],
  ['an anchor that may not sign', 'no', 'key-usage', false, chain({ root: { keyUsage: 1 } })],
  ['an anchor of version 1', 'yes', null, true, chain({ root: { version: 1 } })],
  ['an intermediate of version 1', 'no', 'not-a-ca', false, chain({ ca: { version: 1 } })],
  ['an intermediate without basicConstraints', 'no', 'not-a-ca', false, chain({ ca: { ca: null, keyUsage: 32 } })],
  ['an intermediate without either', 'no', 'not-a-ca', false, chain({ ca: { ca: null, keyUsage: null } })],
  ['an anchor with keyUsage alone', 'yes', null, true, chain({ root: { ca: null, keyUsage: 32 } })],
  ['an anchor of version 3 with neither', 'unknown', 'not-a-ca', false, chain({ root: { ca: null, keyUsage: null } })],
  ['an anchor that says it is no CA', 'no', 'not-a-ca', false, chain({ root: { ca: false } })],

  // Path length
  ['a path length that is kept', 'yes', null, true, chain({ root: { pathLength: 1 }, ca: { pathLength: 0 } })],
  ['a path length that is not', 'no', 'path-length', false, chain({ root: { pathLength: 0 } })],
  [
    'a negative path length',
    'no',
    'critical-extension',
    false,
    chain({
      ca: { ca: null, keyUsage: 32, ...extra('2.5.29.19', sequence(boolean(true), integer(0xff)), true) },
    }),
  ],
  [
    'self-issued certificates do not count',
    'yes',
    null,
    true,
    {
      anchors: [{ ...root, pathLength: 0, ski: 'own' }],
      presented: [
        { ...end, issuer: 'Root', signedBy: 'Root new', aki: 'issuer' },
        { ...root, key: 'Root new', signedBy: 'Root', ski: 'own', aki: 'issuer' },
      ],
    },
  ],
  ['a path length without a CA, at the end', 'unknown', 'irregular', true, chain({ end: { pathLength: 0 } })],

  // Usage
  ['for servers', 'yes', null, true, chain({ end: usage(SERVER_AUTH) })],
  ['for clients', 'no', 'ext-key-usage', false, chain({ end: usage('1.3.6.1.5.5.7.3.2') })],
  ['for anything', 'unknown', 'ext-key-usage', false, chain({ end: usage('2.5.29.37.0') })],
  ['for nothing at all', 'no', 'ext-key-usage', false, chain({ end: usage() })],
  ['for server gated cryptography', 'unknown', 'ext-key-usage', true, chain({ ca: usage('1.3.6.1.4.1.311.10.3.3') })],
  ['a root for clients only', 'no', 'ext-key-usage', false, chain({ root: usage('1.3.6.1.5.5.7.3.2') })],
  ['a server that can sign nothing', 'no', 'key-usage', false, chain({ end: { keyUsage: 2 } })],
  ['a client that can encipher only', 'no', 'key-usage', false, chain({ end: { keyUsage: 4 } }, { role: 'client' })],
  ['a Netscape type for mail', 'unknown', 'irregular', false, chain({ end: extra(NETSCAPE, bits([0x20])) })],
  ['a Netscape type for both ends', 'yes', null, true, chain({ end: extra(NETSCAPE, bits([0xc0])) })],

  // Extensions
  ['an unknown critical extension', 'no', 'critical-extension', false, chain({ end: { unknownCritical: true } })],
  ['one in the anchor', 'no', 'critical-extension', false, chain({ root: { unknownCritical: true } })],
  [
    'critical policies',
    'yes',
    null,
    true,
    chain({ ca: extra('2.5.29.32', sequence(sequence(oid('2.5.29.32.0'))), true) }),
  ],
  [
    'a critical mapping of policies',
    'yes',
    null,
    true,
    chain({ ca: extra('2.5.29.33', sequence(sequence(oid('1.2.3'), oid('1.2.4'))), true) }),
  ],
  ['a critical inhibitAnyPolicy', 'yes', null, true, chain({ ca: extra('2.5.29.54', integer(0), true) })],
  [
    'a policy that is required',
    'unknown',
    'irregular',
    true,
    chain({ ca: extra('2.5.29.36', sequence(tlv(0x80, [0])), true) }),
  ],
  ['a mapping that is inhibited', 'yes', null, true, chain({ ca: extra('2.5.29.36', sequence(tlv(0x81, [0])), true) })],
  [
    'a key identifier that is critical',
    'no',
    'critical-extension',
    false,
    chain({ ca: extra('2.5.29.14', tlv(4, [1]), true) }),
  ],
  ['keyUsage twice', 'unknown', 'irregular', false, chain({ end: extra('2.5.29.15', bits([0x80])) })],
  [
    'alternative names that cannot be read',
    'unknown',
    'irregular',
    false,
    chain({ end: { names: undefined, ...extra('2.5.29.17', tlv(4, [1])) } }),
  ],
  [
    'constraints that cannot be read',
    'unknown',
    'irregular',
    false,
    chain({ ca: extra('2.5.29.30', sequence(tlv(0xa0, [1, 2, 3]))) }),
  ],
  [
    'a proxy certificate',
    'unknown',
    'irregular',
    false,
    chain({
      end: extra('1.3.6.1.5.5.7.1.14', sequence(sequence(oid('1.3.6.1.5.5.7.21.1')))),
    }),
  ],

  // Name constraints
  ['a permitted host', 'yes', null, true, constrained('permitted', 'dns', 'example.com', HOST)],
  ['a leading dot', 'yes', null, true, constrained('permitted', 'dns', '.example.com', HOST)],
  [
    'a leading dot leaves the host itself out',
    'no',
    'name-constraints',
    false,
    constrained('permitted', 'dns', '.sip.example.com', HOST),
  ],
  ['a host that ends alike', 'no', 'name-constraints', false, constrained('permitted', 'dns', 'p.example.com', HOST)],
  ['another case', 'yes', null, true, constrained('permitted', 'dns', 'EXAMPLE.com', HOST)],
  ['an excluded host', 'no', 'name-constraints', false, constrained('excluded', 'dns', 'example.com', HOST)],
  [
    'a common name is a host at the end',
    'no',
    'name-constraints',
    false,
    chain({ ca: { permitted: [named('dns', 'other.example')] }, end: { names: undefined } }),
  ],
  [
    'and not in a CA',
    'yes',
    null,
    true,
    {
      anchors: [{ ...root, permitted: [named('dns', 'example.com')] }],
      presented: [
        { ...end, issuer: 'ca.other.example' },
        { ...ca, subject: 'ca.other.example' },
      ],
    },
  ],
  [
    'a common name with a wildcard',
    'unknown',
    'name-constraints',
    true,
    chain({ ca: { permitted: [named('dns', 'other.example')] }, end: { subject: '*.example.com', names: undefined } }),
  ],
  [
    'a permitted network',
    'yes',
    null,
    true,
    constrained('permitted', 'ip', 'c0000200ffffff00', [named('ip', 'c0000205')]),
  ],
  [
    'another network',
    'no',
    'name-constraints',
    false,
    constrained('permitted', 'ip', 'c0000200ffffff00', [named('ip', 'c0000305')]),
  ],
  [
    'an address of the other kind',
    'no',
    'name-constraints',
    false,
    constrained('permitted', 'ip', 'c0000200ffffff00', [named('ip', '00'.repeat(16))]),
  ],
  [
    'an excluded network',
    'no',
    'name-constraints',
    false,
    constrained('excluded', 'ip', 'c0000200ffffff00', [named('ip', 'c0000205')]),
  ],
  [
    'an address that is none',
    'unknown',
    'name-constraints',
    false,
    constrained('excluded', 'ip', 'c0000200ffffff00', [named('ip', 'c00002')]),
  ],
  [
    'a network that is none',
    'unknown',
    'irregular',
    false,
    constrained('excluded', 'ip', 'c00002', [named('ip', 'c0000205')]),
  ],
  [
    'a permitted host of mail',
    'yes',
    null,
    true,
    constrained('permitted', 'email', 'example.com', [named('email', 'a@Example.com')]),
  ],
  [
    'mail of a host below',
    'no',
    'name-constraints',
    false,
    constrained('permitted', 'email', 'example.com', [named('email', 'a@b.example.com')]),
  ],
  [
    'mail below a leading dot',
    'yes',
    null,
    true,
    constrained('permitted', 'email', '.example.com', [named('email', 'a@b.example.com')]),
  ],
  [
    'a mailbox',
    'yes',
    null,
    true,
    constrained('permitted', 'email', 'a@example.com', [named('email', 'a@example.com')]),
  ],
  [
    'a mailbox keeps its case',
    'no',
    'name-constraints',
    false,
    constrained('permitted', 'email', 'A@example.com', [named('email', 'a@example.com')]),
  ],
  [
    'an excluded mailbox in another case',
    'yes',
    null,
    true,
    constrained('excluded', 'email', 'A@example.com', [named('email', 'a@example.com')]),
  ],
  [
    'a constraint of a bare host',
    'no',
    'name-constraints',
    false,
    constrained('excluded', 'email', '@example.com', [named('email', 'a@example.com')]),
  ],
  [
    'mail that is none',
    'unknown',
    'name-constraints',
    false,
    constrained('excluded', 'email', 'example.com', [named('email', 'example.com')]),
  ],
  [
    'mail in the subject',
    'no',
    'name-constraints',
    false,
    chain({ ca: { excluded: [named('email', 'example.com')] }, end: { subject: 'E=a@example.com,CN=x', key: 'end' } }),
  ],
  ['a directory', 'yes', null, true, constrained('permitted', 'directory', 'O=Example', HOST)],
  ['another directory', 'no', 'name-constraints', false, constrained('permitted', 'directory', 'O=Other', HOST)],
  [
    'part of an RDN is not the whole',
    'no',
    'name-constraints',
    false,
    chain({
      ca: { permitted: [named('directory', 'O=Example')] },
      end: { subject: 'CN=x,O=Example+OU=y', key: 'end' },
    }),
  ],
  [
    'a URI where one is constrained',
    'unknown',
    'name-constraints',
    true,
    constrained('permitted', 'uri', 'a.example.com', [...HOST, named('uri', 'sip://a.example.com')]),
  ],
  [
    'mail in the subject, in letters that OpenSSL does not read',
    'unknown',
    'irregular',
    false,
    chain({
      ca: { permitted: [named('dns', 'example.com')] },
      end: { subject: '1.2.840.113549.1.9.1=a@b.c', key: 'end' },
    }),
  ],
  ['a constraint on URIs where there is none', 'yes', null, true, constrained('permitted', 'uri', 'example.com', HOST)],
  [
    'a kind of name that nobody reads',
    'unknown',
    'name-constraints',
    false,
    constrained('excluded', 'registered', '2a03', [...HOST, named('registered', '2a03')]),
  ],
  [
    'a minimum',
    'unknown',
    'irregular',
    false,
    chain({
      ca: extra(
        '2.5.29.30',
        sequence(tlv(0xa0, sequence(generalName(named('dns', 'example.com')), tlv(0x80, [1])))),
        true,
      ),
    }),
  ],
  [
    'constraints in the anchor count',
    'no',
    'name-constraints',
    false,
    chain({ root: { permitted: [named('dns', 'other.example')] } }),
  ],
  [
    'a self-issued CA is exempt',
    'yes',
    null,
    true,
    {
      anchors: [{ ...root, ski: 'own', permitted: [named('directory', 'CN=sip.example.com,O=Example')] }],
      presented: [
        { ...end, issuer: 'Root', signedBy: 'Root new', aki: 'issuer' },
        { ...root, key: 'Root new', signedBy: 'Root', ski: 'own', aki: 'issuer' },
      ],
    },
  ],

  // Key identifiers and the choice of issuers
  [
    'identifiers that fit',
    'yes',
    null,
    true,
    chain({ root: { ski: 'own' }, ca: { ski: 'own', aki: 'issuer' }, end: { aki: 'issuer' } }),
  ],
  [
    'an identifier that does not',
    'unknown',
    'key-identifier',
    false,
    chain({ ca: { ski: 'own' }, end: { aki: 'wrong' } }),
  ],
  [
    'an identifier of a CA that is another',
    'unknown',
    'key-identifier',
    false,
    chain({ ca: { ski: 'wrong' }, end: { aki: 'issuer' } }),
  ],
  ['an identifier where the CA has none', 'yes', null, true, chain({ end: { aki: 'wrong' } })],
  ['a serial that does not fit', 'unknown', 'key-identifier', false, chain({ end: { aki: 'wrong-serial' } })],
  [
    'the identifier chooses between two CAs of one name',
    'yes',
    null,
    true,
    {
      anchors: [root],
      presented: [
        { ...end, aki: 'issuer' },
        { ...ca, key: 'Stranger', ski: 'own' },
        { ...ca, ski: 'own' },
      ],
    },
  ],
  [
    'without it the first is chosen',
    'unknown',
    'not-first-choice',
    false,
    {
      anchors: [root],
      presented: [end, { ...ca, key: 'Stranger' }, ca],
    },
  ],
  [
    'of two anchors of one name either may be met first',
    'unknown',
    'not-first-choice',
    true,
    {
      anchors: [root, { ...root, key: 'Stranger', signedBy: 'Stranger' }],
      presented: [end, ca],
    },
  ],
  [
    'an expired cross-sign is passed over',
    'yes',
    null,
    true,
    {
      anchors: [root],
      presented: [end, { ...ca, issuer: 'Old root', notAfter: '2026-01-01T00:00:00Z' }, ca],
    },
  ],
  [
    'one that is valid and leads nowhere is not',
    'unknown',
    'not-first-choice',
    false,
    {
      anchors: [root],
      presented: [end, { ...ca, issuer: 'Old root' }, ca],
    },
  ],
  [
    'an expired anchor is taken before what is presented',
    'unknown',
    'not-first-choice',
    false,
    {
      anchors: [
        { ...root, notAfter: '2026-01-01T00:00:00Z' },
        { ...root, subject: 'Root 2', issuer: 'Root 2' },
      ],
      presented: [end, ca, { ...root, issuer: 'Root 2' }],
    },
  ],

  // What ends a path
  ['an intermediate as anchor', 'unknown', 'anchor-not-self-signed', false, { anchors: [ca], presented: [end] }],
  ['with its root it is none the worse', 'yes', null, true, { anchors: [ca, root], presented: [end] }],
  [
    'with its root presented and not trusted it is',
    'unknown',
    'anchor-not-self-signed',
    false,
    { anchors: [ca], presented: [end, root] },
  ],
  [
    'above an anchor only anchors are looked for',
    'unknown',
    'not-first-choice',
    false,
    {
      anchors: [ca, { ...root, subject: 'Root 2', issuer: 'Root 2' }],
      presented: [end, { ...root, issuer: 'Root 2' }],
    },
  ],
  [
    'an expired intermediate as anchor',
    'no',
    'expired',
    false,
    { anchors: [{ ...ca, notAfter: '2026-01-01T00:00:00Z' }], presented: [end] },
  ],
  [
    'a root that is not trusted',
    'no',
    'untrusted-self-signed',
    false,
    { anchors: [{ ...root, subject: 'X', issuer: 'X' }], presented: [end, ca, root] },
  ],
  [
    'an end that signs itself and is trusted',
    'yes',
    null,
    true,
    (() => {
      const own: Specimen = { ...end, issuer: 'sip.example.com' };
      return { anchors: [own], presented: [own] };
    })(),
  ],
  [
    'an end that signs itself and is trusted in another form',
    'unknown',
    'untrusted-self-signed',
    false,
    (() => {
      const own: Specimen = { ...end, issuer: 'sip.example.com' };
      return { anchors: [own], presented: [{ ...own, notAfter: '2034-01-01T00:00:00Z' }] };
    })(),
  ],
  [
    'a self-issued anchor that another key signed',
    'unknown',
    'anchor-not-self-signed',
    false,
    chain({
      root: { signedBy: 'Old key', ski: 'own', aki: 'issuer' },
    }),
  ],
  // OpenSSL takes a certificate for self-signed by its names where no key identifier says otherwise.
  [
    'the same presented, without key identifiers',
    'unknown',
    'not-first-choice',
    false,
    {
      anchors: [root],
      presented: [
        { ...end, issuer: 'Root', signedBy: 'Root new' },
        { ...root, key: 'Root new', signedBy: 'Root' },
      ],
    },
  ],
  [
    'cross-signs in a circle',
    'no',
    'no-issuer',
    false,
    {
      anchors: [{ ...root, subject: 'X', issuer: 'X' }],
      presented: [
        { ...end, issuer: 'A' },
        { ...ca, subject: 'A', issuer: 'B' },
        { ...ca, subject: 'B', issuer: 'A' },
      ],
    },
  ],
  [
    'a path longer than any',
    'unknown',
    'too-many-paths',
    true,
    {
      anchors: [root],
      presented: [
        { ...end, issuer: 'CA 14' },
        ...Array.from({ length: 14 }, (_, i) => ({
          ...ca,
          subject: `CA ${14 - i}`,
          issuer: i === 13 ? 'Root' : `CA ${13 - i}`,
        })),
      ],
    },
  ],
];

describe('the corners of path validation, each beside openssl verify', () => {
  it.each(corners)('%s', async (_, ours, fault, openssl, asked, level2 = openssl) => {
    const made = madeOf(asked);
    const { answer, tried, path } = await ourAnswer(asked, made);
    const failure = path ? path.failure : tried.at(0)?.failure;
    const { valid, said } = theirAnswer(asked, made);
    expect([said, valid]).toEqual([said, openssl]);
    // A higher level refuses more, never less.
    if (openssl) expect(theirAnswer(asked, made, 2).valid).toBe(level2);
    expect([answer, failure?.fault ?? null]).toEqual([ours, fault]);
    // What a path is not certain for is what leaves the answer open.
    if (ours !== 'yes') expect(failure?.undecided).toBe(ours === 'unknown');
  });
});
