import { readExtensions } from '../../src/x509/extensions.js';
import { bits, boolean, integer, octets, oid, sequence, text, tlv } from '../support/der.js';

const OID = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  authorityKeyIdentifier: '2.5.29.35',
  policyConstraints: '2.5.29.36',
  extKeyUsage: '2.5.29.37',
  'the Netscape certificate type': '2.16.840.1.113730.1.1',
} as const;

type Name = keyof typeof OID;
type Written = readonly [oid: string, value: Uint8Array, critical?: boolean];

const readAll = (...extensions: readonly Written[]) =>
  readExtensions(
    extensions.map(([oid, value, critical = false]) => ({ oid, critical, value })),
    (name) => `a name of ${name.length} octets`,
  );
const read = (name: Name, value: Uint8Array, critical = false) => readAll([OID[name], value, critical]);

const host = text(0x82, 'sip.example.com');
const directory = tlv(0xa4, sequence());

const WELL_FORMED: Readonly<Record<Name, Uint8Array>> = {
  subjectKeyIdentifier: octets(Buffer.from([0xab, 0x01])),
  keyUsage: bits([0x80]),
  subjectAltName: sequence(host),
  basicConstraints: sequence(boolean(true)),
  nameConstraints: sequence(tlv(0xa0, sequence(host))),
  authorityKeyIdentifier: sequence(tlv(0x80, [0xab, 0x01])),
  policyConstraints: sequence(tlv(0x81, [0])),
  extKeyUsage: sequence(oid('1.3.6.1.5.5.7.3.1')),
  'the Netscape certificate type': bits([0xc0]),
};

describe.each(Object.entries(WELL_FORMED) as [Name, Uint8Array][])('%s', (name, value) => {
  it('as it should be leaves nothing open', () => {
    expect(read(name, value)).toMatchObject({ irregular: [], unknownCritical: [] });
  });

  it.each<[string, Uint8Array]>([
    ['of another type', tlv(0x0c, value.subarray(2))],
    ['of no type', Buffer.alloc(0)],
    ['cut short', value.subarray(0, -1)],
    ['with something behind it', Buffer.concat([value, integer(0)])],
  ])('%s cannot be read', (_, changed) => {
    expect(read(name, changed)).toMatchObject({ irregular: [`its ${name} cannot be read`], unknownCritical: [] });
  });

  it('that cannot be followed to its end cannot be read', () => {
    const changed = sequence(value, Buffer.from([0x30]));
    expect(read(name, changed).irregular).toEqual([`its ${name} cannot be read`]);
  });

  it('that cannot be read is one that nobody knows where it is critical', () => {
    const isHarmless = name === 'policyConstraints';
    expect(read(name, Buffer.alloc(0), true)).toMatchObject({
      irregular: isHarmless ? [`its ${name} cannot be read`] : [],
      unknownCritical: isHarmless ? [] : [OID[name]],
    });
  });

  it('is not to be there twice', () => {
    expect(readAll([OID[name], value], [OID[name], value]).irregular).toEqual([`it has the extension ${name} twice`]);
  });

  it.each(['subjectKeyIdentifier', 'authorityKeyIdentifier'].includes(name) ? [[OID[name]]] : [[]])(
    'when it is critical leaves unknown: %s',
    (...unknownCritical) => {
      expect(read(name, value, true)).toMatchObject({ irregular: [], unknownCritical });
    },
  );
});

describe('an extension without a meaning for paths', () => {
  it.each(['2.5.29.31', '2.5.29.32', '2.5.29.33', '2.5.29.54'])('%s may be critical', (id) => {
    expect(readAll([id, sequence(), true])).toMatchObject({ unknownCritical: [], irregular: [] });
  });

  it('that nobody knows may not', () => {
    expect(readAll(['1.2.3', sequence(), true])).toMatchObject({ unknownCritical: ['1.2.3'], irregular: [] });
    expect(readAll(['1.2.3', sequence()])).toMatchObject({ unknownCritical: [], irregular: [] });
    expect(readAll(['1.2.3', sequence()], ['1.2.3', sequence()]).irregular).toEqual([
      'it has the extension 1.2.3 twice',
    ]);
  });

  it.each([
    ['1.3.6.1.5.5.7.1.7', 'it is bound to IP addresses (RFC 3779)'],
    ['1.3.6.1.5.5.7.1.8', 'it is bound to autonomous systems (RFC 3779)'],
    ['1.3.6.1.5.5.7.1.14', 'it is a proxy certificate (RFC 3820)'],
  ])('%s leaves a path open, critical or not', (id, irregular) => {
    for (const critical of [true, false]) {
      expect(readAll([id, sequence(), critical])).toMatchObject({ unknownCritical: [], irregular: [irregular] });
    }
  });
});

describe('key usage', () => {
  // RFC 5280, 4.2.1.3: bit 0 is the first of the first octet.
  it.each([
    [7, [0x80], ['digitalSignature']],
    [6, [0x40], ['nonRepudiation']],
    [5, [0x20], ['keyEncipherment']],
    [4, [0x10], ['dataEncipherment']],
    [3, [0x08], ['keyAgreement']],
    [2, [0x04], ['keyCertSign']],
    [1, [0x02], ['cRLSign']],
    [0, [0x01], ['encipherOnly']],
    [7, [0x00, 0x80], ['decipherOnly']],
    [1, [0x06], ['keyCertSign', 'cRLSign']],
  ])('with %i bits unused in %j is %j', (unused, content, names) => {
    expect(read('keyUsage', tlv(0x03, [unused, ...content]), true).keyUsage).toEqual(names);
  });
});

it('the purposes of a certificate go by their names, and by their numbers where they have none here', () => {
  const ids = ['2.5.29.37.0', '1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2', '1.3.6.1.5.5.7.3.9', '1.3.6.1.5.5.7.3.4'];
  expect(read('extKeyUsage', sequence(...ids.map(oid))).extKeyUsage).toEqual([
    'anyExtendedKeyUsage',
    'serverAuth',
    'clientAuth',
    'OCSPSigning',
    '1.3.6.1.5.5.7.3.4',
  ]);
});

it('a purpose that is no identifier is none that is known', () => {
  expect(read('extKeyUsage', sequence(integer(1), oid('1.3.6.1.5.5.7.3.1'))).extKeyUsage).toEqual(['', 'serverAuth']);
});

describe('basic constraints', () => {
  const NO_CA = 'it has a path length and is no CA, which some products refuse';

  it.each<[string, Uint8Array[], boolean | null, number | null, string[]]>([
    ['nothing said', [], false, null, []],
    ['no CA', [boolean(false)], false, null, []],
    ['a CA', [boolean(true)], true, null, []],
    ['a length of none', [boolean(true), integer(0)], true, 0, []],
    ['a length of two octets', [boolean(true), integer(0x01, 0x02)], true, 258, []],
    ['the largest of one octet', [boolean(true), integer(0x7f)], true, 127, []],
    ['a length without a CA', [integer(3)], false, 3, [NO_CA]],
    ['a length that is negative', [boolean(true), integer(0x80)], true, null, ['its basicConstraints cannot be read']],
    ['a length without a number', [boolean(true), integer()], true, null, ['its basicConstraints cannot be read']],
    ['something else', [boolean(true), octets(Buffer.of(1))], true, null, ['its basicConstraints cannot be read']],
  ])('with %s', (_, content, isCa, pathLength, irregular) => {
    expect(read('basicConstraints', sequence(...content))).toMatchObject({ isCa, pathLength, irregular });
  });
});

describe('name constraints', () => {
  const ODD = 'its nameConstraints are of a kind that RFC 5280 does not allow';
  const UNREAD = 'its nameConstraints cannot be read';
  const network = (size: number) => tlv(0x87, Buffer.alloc(size, 0xff));
  const dns = { type: 'dns', value: 'sip.example.com' };

  it('are read from both lists', () => {
    const value = sequence(tlv(0xa0, sequence(host), sequence(directory)), tlv(0xa1, sequence(host)));
    expect(read('nameConstraints', value)).toMatchObject({
      nameConstraints: { permitted: [dns, { type: 'directory', value: 'a name of 2 octets' }], excluded: [dns] },
      irregular: [],
    });
  });

  it.each<[string, Uint8Array, string[]]>([
    ['a network of IPv4', sequence(tlv(0xa1, sequence(network(8)))), []],
    ['a network of IPv6', sequence(tlv(0xa1, sequence(network(32)))), []],
    ['an address without its mask', sequence(tlv(0xa1, sequence(network(4)))), [ODD]],
    ['a minimum', sequence(tlv(0xa0, sequence(host, tlv(0x80, [0])))), [ODD]],
    ['a third list', sequence(tlv(0xa2, sequence(host))), [UNREAD]],
    ['a subtree without a name', sequence(tlv(0xa0, sequence())), [UNREAD]],
    ['a list that cannot be followed', sequence(tlv(0xa0, [0x30])), [UNREAD]],
    ['a subtree that cannot be followed', sequence(tlv(0xa0, tlv(0x30, [0x82]))), [UNREAD]],
  ])('with %s', (_, value, irregular) => {
    expect(read('nameConstraints', value).irregular).toEqual(irregular);
  });
});

describe('identifiers of keys', () => {
  it('are hexadecimal', () => {
    const own = WELL_FORMED.subjectKeyIdentifier;
    expect(read('subjectKeyIdentifier', own).subjectKeyIdentifier).toBe('ab01');
  });

  it.each<[string, Uint8Array[], object]>([
    ['nothing', [], { keyIdentifier: null, issuer: null, serial: null }],
    ['a key', [tlv(0x80, [0xab, 0x01])], { keyIdentifier: 'ab01', issuer: null, serial: null }],
    ['a serial number', [tlv(0x82, [0x00, 0x0a])], { keyIdentifier: null, issuer: null, serial: 'a' }],
    ['an issuer', [tlv(0xa1, host, directory)], { keyIdentifier: null, issuer: 'a name of 2 octets', serial: null }],
    ['an issuer that is no name', [tlv(0xa1, host)], { keyIdentifier: null, issuer: null, serial: null }],
  ])('of the issuer may be %s', (_, parts, expected) => {
    expect(read('authorityKeyIdentifier', sequence(...parts))).toMatchObject({
      authorityKeyIdentifier: expected,
      irregular: [],
    });
  });

  it('of an issuer that cannot be followed cannot be read', () => {
    expect(read('authorityKeyIdentifier', sequence(tlv(0xa1, [0x82])))).toMatchObject({
      authorityKeyIdentifier: null,
      irregular: ['its authorityKeyIdentifier cannot be read'],
    });
  });
});

it('the names of a certificate keep their order and their types', () => {
  const names = sequence(
    host,
    text(0x81, 'a@example.com'),
    text(0x86, 'sip:example.com'),
    tlv(0x87, [192, 0, 2, 5]),
    directory,
    tlv(0x88, [0x2a, 0x03]),
  );
  expect(read('subjectAltName', names).subjectAltName).toEqual([
    { type: 'dns', value: 'sip.example.com' },
    { type: 'email', value: 'a@example.com' },
    { type: 'uri', value: 'sip:example.com' },
    { type: 'ip', value: 'c0000205' },
    { type: 'directory', value: 'a name of 2 octets' },
    { type: 'other', value: '' },
  ]);
});

it('policies that are required leave a path open, mappings that are inhibited do not', () => {
  const required = 'it wants a path of certain policies, which most products do not look at';
  const [demand, inhibition] = [tlv(0x80, [0]), tlv(0x81, [0])];
  expect(read('policyConstraints', sequence(demand, inhibition)).irregular).toEqual([required]);
  expect(read('policyConstraints', sequence(inhibition)).irregular).toEqual([]);
});

// Bit 0 is a TLS client, bit 1 a TLS server, bit 5 a CA for TLS.
it.each([
  [0xc0, true],
  [0x04, true],
  [0xc4, true],
  [0x80, false],
  [0x40, false],
  [0x20, false],
  [0x00, false],
])('a Netscape type of %i is for both ends of TLS: %s', (octet, isForTls) => {
  const odd = 'its Netscape certificate type is not for both ends of TLS, and products differ in whether they look';
  expect(read('the Netscape certificate type', bits([octet])).irregular).toEqual(isForTls ? [] : [odd]);
});
