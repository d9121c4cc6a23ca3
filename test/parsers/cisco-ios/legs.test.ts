import { cpuSeconds, LINEAR } from '../../support/cpu.js';
import { chain, parse, problemsOf, trunk, trustpoint } from './compose.js';

const TRUST = trustpoint('ID') + chain('ID', '4F21') + trustpoint('A') + chain('A', 'ca 01');
const NO_PROFILE = ['session transport tcp tls'];
const DEFAULT = 'crypto signaling default trustpoint ID cn-san-validate server';
const NARROW = 'crypto signaling remote-addr 192.0.2.0 255.255.255.0 trustpoint ID client-vtp A';
const WIDE = 'crypto signaling remote-addr 192.0.2.0 /24 trustpoint ID';

function legsOf(parts: Parameters<typeof trunk>[0], more = '') {
  return parse(TRUST + more + trunk(parts)).legs.map((leg) => [
    leg.name,
    leg.trunk,
    leg.transport.value,
    leg.tlsContext,
    leg.endpoints.map(({ host, port }) => `${host.value}:${port?.value ?? ''}`).join(' '),
  ]);
}

const contextOf = (parts: Parameters<typeof trunk>[0]) => parse(TRUST + trunk(parts)).legs[0]?.tlsContext;

it('has both directions of a trunk, which check the other side both', () => {
  const { legs } = parse(TRUST + trunk());
  expect(legsOf({})).toEqual([
    ['dial-peer 20', 'tenant 2', 'tls', 'tls-profile 1', 'trunk.example.net:5061'],
    ['dial-peer 20 inbound', 'tenant 2', 'tls', 'tls-profile 1', 'trunk.example.net:5061'],
  ]);
  expect(legs.map(({ verifiesPeer, mutualTls }) => [verifiesPeer.answer, mutualTls.answer])).toEqual([
    ['yes', 'yes'],
    ['yes', 'yes'],
  ]);
});

it.each([
  ['an address', ['session target ipv4:192.0.2.9:5061'], [], '192.0.2.9:5061'],
  ['an IPv6 address', ['session target ipv6:[2001:db8::1]:5061'], [], '2001:db8::1:5061'],
  ['a trailing dot', ['session target dns:Trunk.example.net.'], [], 'Trunk.example.net:'],
  ['the tenant’s server', ['session target sip-server'], ['sip-server dns:a.example.net:5061'], 'a.example.net:5061'],
  ['a pattern and no target', ['destination-pattern 0T'], ['sip-server dns:a.example.net'], 'a.example.net:'],
  ['a server group', ['session server-group 7'], [], '192.0.2.1:5061 192.0.2.2:'],
])('calls %s', (_, peer, tenant, endpoints) => {
  const group = 'voice class server-group 7\n ipv4 192.0.2.1 port 5061 preference 1\n ipv4 192.0.2.2\n';
  expect(legsOf({ peer, tenant: [...NO_PROFILE, 'tls-profile 1', ...tenant] }, group)[0]?.[4]).toBe(endpoints);
});

it.each([
  [
    'its addresses',
    'ip host trunk.example.net 192.0.2.1 192.0.2.2',
    'trunk.example.net:5061 192.0.2.1:5061 192.0.2.2:5061',
  ],
  ['those of a VRF', 'ip host vrf WAN Trunk.example.net additional 192.0.2.1', 'trunk.example.net:5061 192.0.2.1:5061'],
  ['nobody else for another name', 'ip host other.example.net 192.0.2.1', 'trunk.example.net:5061'],
  [
    'no record where it has a port',
    'ip host _sips._tcp.trunk.example.net srv 1 1 5061 a.example',
    'trunk.example.net:5061',
  ],
])('calls by the table of the router %s', (_, line, endpoints) => {
  expect(legsOf({}, `${line}\n`)[0]?.[4]).toBe(endpoints);
});

it('calls the servers of the SRV records in the table of the router, and their addresses', () => {
  const table = [
    'ip host _sips._tcp.trunk.example.net srv 1 50 5061 a.example',
    'ip host _sips._tcp.trunk.example.net srv 2 50 5062 b.example.',
    'ip host a.example 10.1.1.1',
  ];
  const peer = ['session target dns:trunk.example.net'];
  expect(legsOf({ peer }, `${table.join('\n')}\n`)[0]?.[4]).toBe('a.example:5061 10.1.1.1:5061 b.example:5062');
});

it('looks at the SRV records of a name once, however many dial-peers call it', () => {
  const second = 'dial-peer voice 21 voip\n session protocol sipv2\n session target dns:Trunk.example.net\n';
  const record = 'ip host _sip._tcp.trunk.example.net srv 1 1 5061 a.example\n';
  const { legs } = parse(TRUST + record + second + trunk({ peer: ['session target dns:trunk.example.net'] }));
  const called = legs.filter(({ direction }) => direction === 'outbound').map(({ endpoints }) => endpoints);
  expect(called.map(([first]) => first?.host.value)).toEqual(['a.example', 'a.example']);
  expect(new Set(called).size).toBe(1);
});

it('leaves open whom it faces where the table of the router has an address of the outside', () => {
  const exposure = (line: string) => parse(`${TRUST}${line}\n${trunk()}`).exposure.answer;
  expect(exposure('ip host trunk.example.net 192.0.2.1')).toBe('unknown');
  expect(exposure('ip host trunk.example.net 10.1.1.1')).toBe('yes');
});

const PROXY = 'outbound-proxy dns:p.example.net:5061';
const OWN = 'voice-class sip outbound-proxy ipv4:192.0.2.7:5061';
const CALLED = 'trunk.example.net:5061';

it.each([
  ['of the tenant', {}, [PROXY], '', `p.example.net:5061 ${CALLED}`],
  ['of sip-ua', { userAgent: [PROXY] }, [], '', `p.example.net:5061 ${CALLED}`],
  [
    'of voice service voip',
    {},
    [],
    ' sip\n  outbound-proxy dns:v.example.net\n',
    `v.example.net: trunk.example.net:5061`,
  ],
  ['of its own first', { peer: [OWN] }, [PROXY], '', `192.0.2.7:5061 ${CALLED}`],
  [
    'by an IPv6 address',
    {},
    ['outbound-proxy ipv6:[2001:db8::1]:5063 reuse'],
    '',
    '2001:db8::1:5063 trunk.example.net:5063',
  ],
  [
    'of the tenant, by its own word',
    { peer: [`${OWN.replace(/ipv4.*/, 'system')}`] },
    [PROXY],
    '',
    `p.example.net:5061 ${CALLED}`,
  ],
  [
    'of sip-ua, by the tenant’s word',
    { userAgent: [PROXY] },
    ['outbound-proxy system'],
    '',
    `p.example.net:5061 ${CALLED}`,
  ],
  ['that it turned off', { peer: ['no voice-class sip outbound-proxy'] }, [PROXY], '', CALLED],
  ['that the tenant turned off', { userAgent: [PROXY] }, ['no outbound-proxy'], '', CALLED],
])(
  'calls by the outbound proxy %s',
  (_, { peer = [], userAgent = [] }: Record<string, readonly string[]>, tenant, global, endpoints) => {
    const parts = {
      peer: ['session target dns:trunk.example.net:5061', ...peer],
      tenant: [...NO_PROFILE, 'tls-profile 1', ...tenant],
      userAgent,
    };
    const more = global === '' ? '' : `voice service voip\n${global}`;
    expect(parse(TRUST + more + trunk(parts)).problems).toEqual([]);
    expect(legsOf(parts, more).map(([, , , , called]) => called)).toEqual([endpoints, endpoints]);
  },
);

it('calls the outbound proxy where the target names nobody, and nobody where it takes calls only', () => {
  const called = (...peer: readonly string[]) => legsOf({ peer, tenant: [...NO_PROFILE, PROXY] }).map((leg) => leg[4]);
  expect(called('session target sip-uri')).toEqual(['p.example.net:5061', 'p.example.net:5061']);
  expect(called('session target ipv4:192.0.2.9:5060')).toEqual(['p.example.net:5061', 'p.example.net:5061']);
  expect(called('destination-pattern 0T')).toEqual(['p.example.net:5061', 'p.example.net:5061']);
  expect(called('incoming uri to 1')).toEqual(['']);
});

it('says once that an outbound proxy is not shown, or not understood', () => {
  const peers = (tenant: readonly string[]) => {
    const text = TRUST + trunk({ tenant: ['session transport tcp tls', 'tls-profile 1', ...tenant] });
    const second =
      'dial-peer voice 21 voip\n session protocol sipv2\n voice-class sip tenant 2\n session target sip-uri\n!\nend';
    return problemsOf(parse(text.replace(/end\n$/, second)));
  };
  expect(peers([PROXY])).toEqual([]);
  for (const value of ['dhcp', 'p.example.net', 'dns:', 'dns:p:example.net', 'dns:p.example.net tcp']) {
    expect(peers([`outbound-proxy ${value}`])).toEqual([
      expect.stringContaining('unreadable-input statement outbound-proxy of tenant 2'),
    ]);
  }
});

it.each([
  ['the tenant’s profile first', { userAgent: [DEFAULT] }, 'tls-profile 1'],
  ['the default of sip-ua', { tenant: NO_PROFILE, userAgent: [DEFAULT] }, 'sip-ua:default'],
  [
    'a profile of sip-ua',
    { tenant: NO_PROFILE, userAgent: ['crypto signaling default tls-profile 1'] },
    'tls-profile 1',
  ],
  [
    'what covers the address',
    { tenant: NO_PROFILE, userAgent: [NARROW, DEFAULT], peer: ['session target ipv4:192.0.2.200'] },
    'sip-ua:remote-addr:192.0.2.0/24',
  ],
  [
    'the default for another address',
    { tenant: NO_PROFILE, userAgent: [NARROW, DEFAULT], peer: ['session target ipv4:192.0.3.1'] },
    'sip-ua:default',
  ],
  [
    'any for a name, as all trust the same',
    { tenant: NO_PROFILE, userAgent: [WIDE, DEFAULT] },
    'sip-ua:remote-addr:192.0.2.0/24',
  ],
  ['none for a name, as they do not', { tenant: NO_PROFILE, userAgent: [NARROW, DEFAULT] }, null],
  ['none where nothing is named', { tenant: NO_PROFILE }, null],
  [
    'none by a setting that nobody documents',
    { peer: ['session target dns:x.example.net', 'voice-class sip tls-profile 1'] },
    null,
  ],
])('uses %s', (_, parts, context) => expect(contextOf(parts)).toBe(context));

it('says why a context is not resolved', () => {
  const { legs } = parse(TRUST + trunk({ tenant: NO_PROFILE, userAgent: [NARROW, DEFAULT] }));
  expect(legs[0]?.unresolved).toMatchObject({ answer: 'unknown', at: { line: expect.any(Number) as number } });
});

it('knows a dial-peer that is shut down, and does not guess a transport', () => {
  const { legs } = parse(TRUST + trunk({ peer: ['session target dns:x.example.net', 'shutdown'], tenant: [] }));
  expect(legs.map(({ enabled, transport }) => [enabled.answer, transport.value])).toEqual([
    ['no', 'unknown'],
    ['no', 'unknown'],
  ]);
});

it('looks up what crypto signaling chooses for targets that are names, however many lines there are', () => {
  const many = (each: (i: number) => string) => Array.from({ length: 1500 }, (_, i) => each(i));
  const userAgent = many((i) => `crypto signaling remote-addr 10.0.${i >> 8}.${i & 255} /32 trustpoint ID`);
  const text = TRUST + trunk({ tenant: NO_PROFILE, userAgent: [...userAgent, DEFAULT] });
  const peers = many((i) => `dial-peer voice ${i + 100} voip\n session target dns:h${i}.example.net\n!\n`);
  let unresolved = 0;
  const seconds = cpuSeconds(() => {
    const { legs } = parse(text.replace(/end\n$/, `${peers.join('')}end\n`));
    unresolved = legs.filter((leg) => leg.tlsContext === null).length;
  });
  expect(unresolved).toBe(0);
  expect(seconds).toBeLessThan(LINEAR);
});
