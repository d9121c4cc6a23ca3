import type { Leg } from '../../../src/model/trust.js';
import { audiocodesIni } from '../../../src/parsers/audiocodes-ini/index.js';
import { BANNER, compose, facts, parse, problemsOf, table, type Parts } from './compose.js';

const PS_COLUMNS =
  'ProxyName, TLSContextName, GWIPv4SIPInterfaceName, SBCIPv4SIPInterfaceName, SBCIPv6SIPInterfaceName';
const SIF_COLUMNS = 'InterfaceName, UDPPort, TCPPort, TLSPort, TLSContext, TLSMutualAuthentication';
const IP_COLUMNS = 'ProxySetId, ProxyIpIndex, IpAddress, TransportType';
const proxySet = (...rows: string[]) => table('ProxySet', PS_COLUMNS, ...rows);
const sipInterface = (...rows: string[]) => table('SIPInterface', SIF_COLUMNS, ...rows);
const address = (...rows: string[]) => table('ProxyIp', IP_COLUMNS, ...rows);
const group = (...rows: string[]) => table('IPGroup', 'Name, ProxySetName, ClassifyByProxySet', ...rows);
const PARTIAL = { head: '' } as const;

const legs = (parts: Parts) => parse(compose(parts)).legs;
const contextsOf = (parts: Parts) => legs(parts).map(({ name, tlsContext }) => `${name}: ${tlsContext}`);

describe('which TLS context a leg uses', () => {
  it.each<[string, Parts, string[]]>([
    ['the proxy set names it', {}, ['PS-CLOUD (out, tls): CTX-CLOUD', 'PS-CLOUD (in, tls): CTX-CLOUD']],
    [
      'the SIP interface names it',
      { proxySets: proxySet('7 = "PS-CLOUD", "", "", "SIF-CLOUD", ""') },
      ['PS-CLOUD (out, tls): CTX-CLOUD', 'PS-CLOUD (in, tls): CTX-CLOUD'],
    ],
    [
      'nobody names one',
      {
        proxySets: proxySet('7 = "PS-CLOUD", "", "", "SIF-CLOUD", ""'),
        interfaces: sipInterface('0 = "SIF-CLOUD", 0, 0, 5061, "", 1'),
      },
      ['PS-CLOUD (out, tls): default', 'PS-CLOUD (in, tls): default'],
    ],
    [
      'two contexts for one trunk',
      { proxySets: proxySet('7 = "PS-CLOUD", "default", "", "SIF-CLOUD", ""') },
      ['PS-CLOUD (out, tls): default', 'PS-CLOUD (in, tls): CTX-CLOUD'],
    ],
    [
      'classified by proxy set',
      {
        proxySets: proxySet('7 = "PS-CLOUD", "default", "", "SIF-CLOUD", ""'),
        groups: group('1 = "A", "PS-CLOUD", 1'),
      },
      ['PS-CLOUD (out, tls): default', 'PS-CLOUD (in, tls): default'],
    ],
    [
      'classified in both ways',
      {
        proxySets: proxySet('7 = "PS-CLOUD", "default", "", "SIF-CLOUD", ""'),
        groups: group('1 = "A", "PS-CLOUD", 1', '2 = "B", "PS-CLOUD", 0'),
      },
      [
        'PS-CLOUD (out, tls): default',
        'PS-CLOUD (in, tls, by proxy set): default',
        'PS-CLOUD (in, tls, by SIP interface): CTX-CLOUD',
      ],
    ],
    [
      'classification not shown',
      {
        proxySets: proxySet('7 = "PS-CLOUD", "default", "", "SIF-CLOUD", ""'),
        groups: table('IPGroup', 'Name, ProxySetName', '1 = "A", "PS-CLOUD"'),
      },
      ['PS-CLOUD (out, tls): default', 'PS-CLOUD (in, tls): null'],
    ],
    [
      'UDP and TCP use none, even if one is named',
      { addresses: address('0 = "7", 0, "192.0.2.1", 0', '1 = "7", 1, "192.0.2.2", 1') },
      [
        'PS-CLOUD (out, udp): null',
        'PS-CLOUD (in, udp): null',
        'PS-CLOUD (out, tcp): null',
        'PS-CLOUD (in, tcp): null',
      ],
    ],
    [
      'the gateway interface where the SBC has none, names in another case',
      { proxySets: proxySet('7 = "", "", "sif-cloud", "", ""'), groups: '' },
      ['ProxySet 7 (out, tls): CTX-CLOUD', 'ProxySet 7 (in, tls): CTX-CLOUD'],
    ],
    [
      'one interface for IPv4 and another for IPv6',
      {
        proxySets: proxySet('7 = "P", "", "", "A", "B"'),
        groups: '',
        interfaces: sipInterface('0 = "A", 0, 0, 5061, "default", 1', '1 = "B", 0, 0, 5061, "CTX-CLOUD", 0'),
      },
      [
        'P (out, tls, A): default',
        'P (in, tls, A): default',
        'P (out, tls, B): CTX-CLOUD',
        'P (in, tls, B): CTX-CLOUD',
      ],
    ],
  ])('%s', (_, parts, expected) => {
    expect(contextsOf(parts)).toEqual(expected);
    expect(problemsOf(compose(parts))).toEqual([]);
  });

  it('finds addresses before and after their proxy set, with the id quoted or bare', () => {
    const text = compose({
      addresses: address('0 = 7, 0, "SIP.Example.NET", 2', '1 = "7", 1, "[2001:db8::1]:5062", 2'),
    });
    const [before, after] = [
      text,
      text.replace(/(\[ ProxySet \][^]*?\[ \\ProxySet \]\n)/, '') +
        /(\[ ProxySet \][^]*?\[ \\ProxySet \]\n)/.exec(text)?.[1],
    ];
    for (const variant of [before, after]) {
      const [out] = parse(variant).legs;
      expect(out?.endpoints.map(({ host, port }) => [host.value, port?.value ?? null])).toEqual([
        ['SIP.Example.NET', null],
        ['2001:db8::1', 5062],
      ]);
      expect(out?.port).toBeNull();
    }
  });

  it.each<[string, Parts, string[]]>([
    ['explicit', { addresses: address('0 = "7", 0, "h", 2'), scalars: 'SIPTransportType = 1\n' }, ['tls', 'tls']],
    [
      '-1 with the global one',
      { addresses: address('0 = "7", 0, "h", -1'), scalars: 'SIPTRANSPORTTYPE = 2\n' },
      ['tls', 'tls'],
    ],
    ['-1 with the default', { addresses: address('0 = "7", 0, "h", -1') }, ['udp', 'udp']],
    ['-1 in a partial file', { addresses: address('0 = "7", 0, "h", -1'), ...PARTIAL }, ['unknown', 'unknown']],
    ['not written', { addresses: table('ProxyIp', 'ProxySetId, IpAddress', '0 = "7", "h"') }, ['unknown', 'unknown']],
  ])('transport: %s', (_, parts, expected) => {
    expect(legs(parts).map(({ transport }) => transport.value)).toEqual(expected);
  });
});

describe('who is verified', () => {
  const answers = (parts: Parts) =>
    legs(parts).map(({ direction, mutualTls, verifiesPeer }) =>
      [direction, mutualTls.answer, verifiesPeer.answer].join(' '),
    );
  const flag = (value: string): Parts => ({ interfaces: sipInterface(`0 = "SIF-CLOUD", 0, 0, 5061, "", ${value}`) });

  it.each<[string, Parts, string[]]>([
    ['1', flag('1'), ['outbound yes unknown', 'inbound yes yes']],
    ['0', flag('0'), ['outbound no no', 'inbound no no']],
    ['-1, global absent', flag('-1'), ['outbound no no', 'inbound no no']],
    [
      '-1, global 0',
      { ...flag('-1'), scalars: 'SIPSRequireClientCertificate = 0\n' },
      ['outbound no no', 'inbound no no'],
    ],
    [
      '-1, global 1',
      { ...flag('-1'), scalars: 'SIPSREQUIRECLIENTCERTIFICATE = 1\n' },
      ['outbound yes yes', 'inbound yes yes'],
    ],
    [
      '0, global 1',
      { ...flag('0'), scalars: 'SIPSRequireClientCertificate = 1\n' },
      ['outbound no yes', 'inbound no no'],
    ],
    [
      '0, server verified',
      { ...flag('0'), scalars: 'VerifyServerCertificate = 1\n' },
      ['outbound no yes', 'inbound no no'],
    ],
    ['-1 in a partial file', { ...flag('-1'), ...PARTIAL }, ['outbound unknown unknown', 'inbound unknown unknown']],
    ['0 in a partial file', { ...flag('0'), ...PARTIAL }, ['outbound no unknown', 'inbound no no']],
  ])('TLSMutualAuthentication %s', (_, parts, expected) => {
    expect(answers(parts)).toEqual(expected);
  });

  it.each([
    ['VerifyServerCertificate 1\n'],
    ["VerifyServerCertificate = '1\n"],
    [';VerifyServerCertificate is hidden but has non-default value\n'],
  ])('is unknown after %j, never the default', (scalars) => {
    expect(answers({ ...flag('0'), scalars })).toEqual(['outbound no unknown', 'inbound no no']);
  });

  it('is unknown where the parameter may have stood behind the cut', () => {
    const text = compose(flag('0'));
    const [out] = parse(text.slice(0, text.indexOf('[ \\ProxyIp ]'))).legs;
    expect(out?.verifiesPeer.answer).toBe('unknown');
  });

  it('points to the setting that decides', () => {
    const [out, inbound] = legs({ ...flag('-1'), scalars: 'SIPSRequireClientCertificate = 1\n' });
    expect(out?.verifiesPeer.at.line).toBe(8);
    expect(inbound?.verifiesPeer.at.line).toBe(8);
    expect(inbound?.verifiesPeer.because).toContain('TLSMutualAuthentication of SIPInterface 0 is -1');
  });

  it('does not listen on port 0', () => {
    const inbound = (port: string) =>
      legs({ interfaces: sipInterface(`0 = "SIF-CLOUD", 0, 0, ${port}, "", 1`) }).find(
        ({ direction }) => direction === 'inbound',
      );
    expect(inbound('0')).toMatchObject({ port: null, enabled: { answer: 'no' } });
    expect(inbound('5061')).toMatchObject({ port: 5061, enabled: { answer: 'yes' } });
  });
});

describe('trust stores', () => {
  const store = (index: string, cell: string, columns = 'Name, UseDefaultCABundle') =>
    parse(compose({ contexts: table('TLSContexts', columns, `${index} = ${cell}`) })).trustStores.find(
      ({ id }) => id === index,
    );

  it.each([
    ['1 on context 4', store('4', '"C", 1'), 'yes'],
    ['1 on context 10', store('10', '"C", 1'), 'no'],
    ['0', store('4', '"C", 0'), 'no'],
    ['no such column', store('4', '"C"', 'Name'), 'no'],
    ['$$ asks for the default', store('4', '"C", $$'), 'no'],
  ])('built-in list: %s', (_, found, answer) => {
    expect(found?.builtInBundle?.answer).toBe(answer);
  });

  it('never holds anything that the INI could show', () => {
    expect(store('0', '"default", 0')).toMatchObject({ id: '0', scope: 'context', entries: null, complete: false });
  });

  it('names an unnamed context by its index', () => {
    const { tlsContexts } = parse(compose({ contexts: table('TLSContexts', 'Name, TLSVersion', '5 = "", 4') }));
    expect(tlsContexts.map(({ name, key }) => [name.value, key])).toEqual([
      ['5', '5'],
      ['default', '0'],
    ]);
  });

  it('says that a root file was loaded where the export hides which', () => {
    const hint = ';HTTPSRootFileName is hidden but has non-default value\n';
    const { trustStores } = parse(compose({ scalars: hint }));
    expect(trustStores.find(({ id }) => id === '0')?.incompleteBecause).toContain('HTTPSRootFileName');
    expect(trustStores.find(({ id }) => id === '3')?.incompleteBecause).not.toContain('HTTPSRootFileName');
  });

  it('6.6 has one store for everything', () => {
    const text = `${BANNER};Software Version: 6.60A.204.003
[SIP Params]
TLSVersion = 1
SIPSREQUIRECLIENTCERTIFICATE = 1
;HTTPSRootFileName is hidden but has non-default value
[ SIPInterface ]
FORMAT SIPInterface_Index = SIPInterface_NetworkInterface, SIPInterface_TLSPort;
SIPInterface 0 = "Voice", 5061;
[ \\SIPInterface ]
[ ProxyIp ]
FORMAT ProxyIp_Index = ProxyIp_IpAddress, ProxyIp_TransportType, ProxyIp_ProxySetId;
ProxyIp 0 = "sip.example.net:5061", 2, 1;
[ \\ProxyIp ]
[ ProxySet ]
FORMAT ProxySet_Index = ProxySet_EnableProxyKeepAlive;
ProxySet 1 = 1;
[ \\ProxySet ]
`;
    const parsed = parse(text);
    expect(parsed.problems).toEqual([]);
    expect(parsed.trustStores).toMatchObject([{ id: '0', builtInBundle: { answer: 'no' }, at: { line: 8 } }]);
    expect(parsed.legs.map(({ name, tlsContext, verifiesPeer }) => [name, tlsContext, verifiesPeer.answer])).toEqual([
      ['ProxySet 1 (out, tls)', 'default', 'yes'],
      ['ProxySet 1 (in, tls)', 'default', 'yes'],
    ]);
  });

  it.each([
    ['3.root', { kind: 'store', store: '3' }],
    ['3.PEM', { kind: 'store', store: '3' }],
    ['tls-0-trusted-root.pem', { kind: 'store', store: '0' }],
    ['3.crt', { kind: 'end-entity', label: '3' }],
    ['3.pkey', null],
    ['9.root', null],
    ['9.crt', null],
    ['root.pem', null],
  ])('binds %s', (name, target) => {
    expect(audiocodesIni.bind(name, parse(compose()))).toEqual(target);
  });
});

describe('problems', () => {
  it.each<[string, Parts, string[]]>([
    [
      'a SIP interface that does not exist',
      { proxySets: proxySet('7 = "PS-CLOUD", "", "", "SIF-GONE", ""') },
      ['undefined-reference undefined'],
    ],
    [
      'a TLS context that does not exist',
      { interfaces: sipInterface('0 = "SIF-CLOUD", 0, 0, 5061, "CTX-GONE", 1') },
      ['undefined-reference undefined'],
    ],
    [
      'a proxy set that does not exist',
      { addresses: address('0 = "9", 0, "h", 2') },
      ['undefined-reference undefined'],
    ],
    [
      'a row twice',
      { contexts: table('TLSContexts', 'Name', '3 = "CTX-CLOUD"', '3 = "B"') },
      ['duplicate-label duplicate'],
    ],
    [
      'a name twice',
      { contexts: table('TLSContexts', 'Name', '3 = "CTX-CLOUD"', '4 = "CTX-CLOUD"') },
      ['duplicate-label duplicate'],
    ],
    [
      'a parameter twice',
      { scalars: 'VerifyServerCertificate = 0\nVerifyServerCertificate = 1\n' },
      ['duplicate-label duplicate'],
    ],
    [
      'a value that decides and is not understood',
      { addresses: address('0 = "7", 0, "h", 9') },
      ['unreadable-input statement'],
    ],
    [
      'a parameter that is not understood',
      { scalars: 'VerifyServerCertificate = maybe\n' },
      ['unreadable-input statement'],
    ],
    ['a template', { addresses: address('0 = "${id}", 0, "{{host}}", 2') }, ['unfilled-template placeholder']],
    [
      'a template in place of a whole row',
      { addresses: '[ ProxyIp ]\nFORMAT Index = A;\n${rows}\n[ \\ProxyIp ]\n' },
      ['unfilled-template placeholder'],
    ],
    [
      'a template of a shell',
      { proxySets: proxySet('7 = "$name", "CTX-CLOUD", "", "SIF-CLOUD", ""'), groups: '' },
      ['unfilled-template placeholder'],
    ],
    ['an instruction to people is no template', { addresses: address('0 = "7", 0, "SIP.TRUNK.IP.HERE", 2') }, []],
    [
      'regular expressions, secrets and $$ are no templates',
      { groups: table('IPGroup', 'Name, Rule, Key', `1 = "$1+'x'+$2", $$, "$2$aGVsbG8"`) },
      [],
    ],
    [
      'a hidden table',
      { groups: '[ IPGroup ]\n;*** TABLE IPGroup ***\n;This table contains hidden elements\n[ \\IPGroup ]\n' },
      [],
    ],
    ['nothing wrong', {}, []],
  ])('%s', (_, parts, expected) => {
    expect(parse(compose(parts)).problems.map(({ ruleId, messageId }) => `${ruleId} ${messageId}`)).toEqual(expected);
  });

  it('an unreadable row is no reason to call its name undefined', () => {
    const contexts = table('TLSContexts', 'Name, TLSVersion', '0 = "default", 7', '3 = "CTX-CLOUD, 12');
    const parsed = parse(compose({ contexts }));
    expect(parsed.problems.map(({ ruleId }) => ruleId)).toEqual(['unreadable-input']);
    expect(parsed.legs.map(({ tlsContext, unresolved }) => [tlsContext, unresolved?.answer])).toEqual([
      [null, 'unknown'],
      [null, 'unknown'],
    ]);
  });

  it('points to the name, and to the first of two', () => {
    const contexts = table('TLSContexts', 'Name', '3 = "CTX-CLOUD"', '4 = "CTX-CLOUD"');
    const [problem] = parse(compose({ contexts })).problems;
    expect(problem).toMatchObject({
      data: { kind: 'TLS context', name: 'CTX-CLOUD', first: '12' },
      at: { line: 13, column: 18 },
    });
  });

  it('repeats no secret', () => {
    const secrets = ['hunter2', '$1$c2VjcmV0', 'Pa$$word', '$secretpart'];
    const groups = table(
      'IPGroup',
      'Name, Username, Password',
      ...secrets.map((secret, i) => `${i} = "IPG${i}", "u$ser", "${secret}`),
    );
    const said = JSON.stringify(parse(compose({ groups })), (key, value: unknown) =>
      key === 'at' ? undefined : value,
    );
    for (const secret of secrets) expect(said).not.toContain(secret);
  });
});

describe('partial files', () => {
  it('do not call undefined what they do not show', () => {
    const parsed = parse(`${proxySet('7 = "P", "CTX", "", "SIF", ""')}${address('0 = "7", 0, "h", 2')}`);
    expect(parsed.problems).toEqual([]);
    expect(parsed.exposure.answer).toBe('unknown');
    expect(parsed.legs.map(({ tlsContext, verifiesPeer }: Leg) => [tlsContext, verifiesPeer.answer])).toEqual([
      [null, 'unknown'],
      [null, 'unknown'],
    ]);
  });

  it('keep it open whom the device faces where no addresses are shown', () => {
    const { exposure, legs: none } = parse(compose({ addresses: '' }));
    expect(exposure).toMatchObject({
      answer: 'unknown',
      settledBy: expect.stringContaining('/api/v1/files/ini') as string,
    });
    expect(none).toEqual([]);
  });
});

describe('layout', () => {
  const text = compose({ scalars: 'VerifyServerCertificate = 1\n' });

  it.each([
    ['CRLF', text.replaceAll('\n', '\r\n')],
    ['tabs', text.replaceAll(' = ', '\t=\t').replaceAll(', ', ',\t')],
    ['no blank lines', text.replace(/\n{2,}/g, '\n')],
    ['no final newline', text.trimEnd()],
    ['a byte order mark', `\xef\xbb\xbf${text}`],
  ])('%s says the same', (_, variant) => {
    expect(facts(parse(variant))).toEqual(facts(parse(text)));
  });

  it('is read wherever it is cut', () => {
    for (let end = 0; end <= text.length; end += 1) {
      const cut = parse(text.slice(0, end));
      for (const { at } of cut.problems) expect(at.range.end).toBeLessThanOrEqual(end);
    }
  });

  it('a cut inside a table is said', () => {
    const cut = text.slice(0, text.indexOf('[ \\ProxyIp ]'));
    expect(parse(cut).problems.map(({ messageId }) => messageId)).toEqual(['truncated']);
  });
});

describe('exposure', () => {
  it.each<[string, Parts, string]>([
    ['every address is shown', {}, 'yes'],
    ['no address at all', { addresses: address() }, 'unknown'],
    ['a row with an empty address', { addresses: address('0 = "7", 0, "", 2') }, 'unknown'],
    ['a row that cannot be read', { addresses: address('0 = "7", 0, "sip.example.net", 2', '1 = "7", 0') }, 'unknown'],
    ['no column of addresses', { addresses: table('ProxyIp', 'ProxySetId, TransportType', '0 = "7", 2') }, 'unknown'],
    ['no table', { addresses: '' }, 'unknown'],
    ['a name that only a table inside can resolve', { addresses: address('0 = "7", 0, "teams.local", 2') }, 'unknown'],
    ['such a name with a port', { addresses: address('0 = "7", 0, "teams.local:5061", 2') }, 'yes'],
    ['a partial file', PARTIAL, 'unknown'],
  ])('%s', (_, parts, answer) => expect(parse(compose(parts)).exposure.answer).toBe(answer));
});

describe('a proxy address whose name is in the Internal DNS table', () => {
  const names = (...rows: string[]) =>
    table('Dns2Ip', 'DomainName, FirstIpAddress, SecondIpAddress, ThirdIpAddress', ...rows);
  const facing = (proxy: string, rows: string) => {
    const [leg] = legs({ addresses: rows + address(`0 = "7", 0, "${proxy}", 2`) });
    return leg?.endpoints.map(({ host, port, isResolvedInside }) =>
      [host.value, port?.value ?? null, ...(isResolvedInside ? ['inside'] : [])].join(' '),
    );
  };
  const row = '0 = "Cloud.internal", 198.51.100.1, "198.51.100.2", 0.0.0.0';

  it('stands for the addresses there as well, with its own port', () => {
    const addresses = ['198.51.100.1 5061', '198.51.100.2 5061'];
    expect(facing('cloud.INTERNAL:5061', names(row))).toEqual(['cloud.INTERNAL 5061 inside', ...addresses]);
    expect(facing('cloud.internal:5061', names(row).replaceAll('Dns2Ip', 'DNS2IP'))).toHaveLength(3);
    expect(facing('cloud.internal', names(row))).toEqual(['cloud.internal  inside', '198.51.100.1 ', '198.51.100.2 ']);
  });

  it('stands for itself under another name and without addresses', () => {
    expect(facing('sip.example.net:5061', names(row))).toEqual(['sip.example.net 5061']);
    expect(facing('empty:5061', names('0 = "empty", 0.0.0.0, "", ::'))).toEqual(['empty 5061']);
  });

  it('may be a host of the Internal SRV table', () => {
    const hosts = table('Srv2Ip', 'InternalDomain, Dns1, Port1', '0 = "srv", "cloud.internal", 5067');
    const all = ['cloud.internal 5067 inside', '198.51.100.1 5067', '198.51.100.2 5067'];
    expect(facing('srv', hosts + names(row))).toEqual(all);
  });

  it.each([
    ['teams.local', row, 'unknown'],
    ['cloud.internal', row, 'yes'],
    ['cloud.internal', '0 = "cloud.internal", 0.0.0.0, "", ""', 'unknown'],
  ])('of the name %s with %s: whether its trunk is shown is %s', (name, rows, answer) => {
    const addresses = names(rows) + address(`0 = "7", 0, "${name}", 2`);
    expect(parse(compose({ addresses })).exposure.answer).toBe(answer);
  });

  it('is not known to be no other one where the table cannot be read', () => {
    const text = compose({ addresses: names('0 = "cloud", 2') + address('0 = "7", 0, "cloud", 2') });
    expect(problemsOf(text)).toEqual([expect.stringContaining('unreadable-input')]);
  });
});

describe('a proxy address that is a domain of the Internal SRV table', () => {
  const domains = (...rows: string[]) =>
    table(
      'Srv2Ip',
      'InternalDomain, TransportType, Dns1, Priority1, Weight1, Port1, Dns2, Priority2, Weight2, Port2',
      ...rows,
    );
  const facing = (proxy: string, rows: string) => {
    const [leg] = legs({ addresses: rows + address(`0 = "7", 0, "${proxy}", 2`) });
    return leg?.endpoints.map(({ host, port }) => `${host.value}:${port?.value}@${host.at.line}`);
  };
  const row = '0 = "Cloud.internal", 2, "a.example.net", 1, 1, 5061, "b.example.net", 2, 1, 0';

  it('stands for the hosts there, with their ports', () => {
    expect(facing('cloud.INTERNAL', domains(row))).toEqual(['a.example.net:5061@45', 'b.example.net:undefined@45']);
  });

  it('is never shown with a user or a password before the host', () => {
    expect(facing('sip:voice:planted@sip.example.net:5061', domains(row))).toEqual(['sip.example.net:5061@53']);
  });

  it('stands for itself with a port, under another name and without hosts', () => {
    expect(facing('cloud.internal:5067', domains(row))).toEqual(['cloud.internal:5067@53']);
    expect(facing('sip.example.net', domains(row))).toEqual(['sip.example.net:undefined@53']);
    expect(facing('empty', domains('0 = "empty", 2, "", 0, 0, 0, "", 0, 0, 0'))).toEqual(['empty:undefined@53']);
  });

  it('is not known to be no other one where the table cannot be read', () => {
    const text = compose({ addresses: domains('0 = "cloud", 2') + address('0 = "7", 0, "cloud", 2') });
    expect(problemsOf(text)).toEqual([expect.stringContaining('unreadable-input')]);
  });
});

describe('of two rows with one index nobody knows which counts', () => {
  const told = (parts: Parts) =>
    parse(compose(parts)).legs.map(({ tlsContext, mutualTls }) => `${tlsContext} ${mutualTls.answer}`);
  const sets = (...rows: string[]) => table('ProxySet', 'ProxyName, TLSContextName, SBCIPv4SIPInterfaceName', ...rows);
  const faces = (...rows: string[]) =>
    table('SIPInterface', 'InterfaceName, TLSPort, TLSContext, TLSMutualAuthentication', ...rows);
  const SET = '7 = "PS-CLOUD", "CTX-CLOUD", "SIF-CLOUD"';
  const FACE = '0 = "SIF-CLOUD", 5061, "CTX-CLOUD", 1';

  it.each<[string, Parts, string[]]>([
    ['that say the same', { proxySets: sets(SET, SET) }, ['CTX-CLOUD yes', 'CTX-CLOUD yes']],
    ['of a proxy set', { proxySets: sets(SET, SET.replace('CTX-CLOUD', '')) }, ['null yes', 'CTX-CLOUD yes']],
    [
      'of a SIP interface',
      { interfaces: faces(FACE, FACE.replace('"CTX-CLOUD", 1', '"default", 0')) },
      ['CTX-CLOUD unknown', 'null unknown'],
    ],
  ])('%s', (_, parts, expected) => {
    expect(told(parts)).toEqual(expected);
  });

  it('of a TLS context: whether it uses the built-in list', () => {
    const contexts = table('TLSContexts', 'Name, UseDefaultCABundle', '0 = "default", 1', '0 = "default", 0');
    expect(parse(compose({ contexts })).trustStores.map(({ builtInBundle }) => builtInBundle?.answer)).toEqual([
      'unknown',
    ]);
  });
});
