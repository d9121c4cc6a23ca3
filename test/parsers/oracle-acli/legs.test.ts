import { element, parse, problemsOf } from './parse.js';

const agent = (attributes: Readonly<Record<string, string>>) =>
  element('session-agent', {
    hostname: 'sip.example.net',
    'transport-method': 'StaticTLS',
    'realm-id': 'R',
    ...attributes,
  });
const realm = (identifier: string, more: Readonly<Record<string, string>> = {}) =>
  element('realm-config', { identifier, ...more });
const port = (address: string, transport: string, profile: string, number = '5061') =>
  [
    '        sip-port',
    row('address', address),
    row('port', number),
    row('transport-protocol', transport),
    row('tls-profile', profile),
  ]
    .filter((line) => line.trim() !== '')
    .join('\n') + '\n';
const row = (name: string, value: string) => (value === '' ? '' : `                ${name.padEnd(40)}${value}`);
const sip = (realmId: string, ...ports: readonly string[]) =>
  element('sip-interface', { 'realm-id': realmId }) + ports.join('');
const profile = (name: string, more: Readonly<Record<string, string>> = {}) =>
  element('tls-profile', { name, ...more });

/** `name direction transport context` of each leg, with what leaves it open. */
const legs = (text: string) =>
  parse(text).legs.map(({ name, direction, transport, tlsContext, unresolved }) =>
    [name, direction, transport.value, tlsContext ?? unresolved?.because ?? '-'].join(' | '),
  );

describe('legs', () => {
  it.each([
    [
      'two profiles in one realm',
      agent({}) + sip('R', port('192.0.2.1', 'TLS', 'A'), port('192.0.2.2', 'tls', 'B')) + profile('A') + profile('B'),
      [
        'sip.example.net (A) | outbound | tls | A',
        'sip.example.net (B) | outbound | tls | B',
        'R 192.0.2.1:5061 | inbound | tls | A',
        'R 192.0.2.2:5061 | inbound | tls | B',
      ],
    ],
    [
      'a parent realm with the interface',
      agent({}) +
        realm('R', { 'parent-realm': 'Top' }) +
        realm('Top') +
        sip('Top', port('192.0.2.1', 'TLS', 'A')) +
        profile('A'),
      ['sip.example.net | outbound | tls | A', 'R 192.0.2.1:5061 | inbound | tls | A'],
    ],
    [
      'parents in a circle',
      agent({}) + realm('R', { 'parent-realm': 'S' }) + realm('S', { 'parent-realm': 'R' }),
      ['sip.example.net | outbound | tls | the export has no sip-interface for realm R'],
    ],
    [
      'a realm for calls out',
      agent({ 'egress-realm-id': 'Out' }) + sip('Out', port('192.0.2.1', 'TLS', 'A')) + profile('A'),
      [
        'sip.example.net via R | outbound | tls | the export has no sip-interface for realm R',
        'sip.example.net via Out | outbound | tls | A',
        'Out 192.0.2.1:5061 | inbound | tls | A',
      ],
    ],
    [
      'no TLS port',
      agent({}) + sip('R', port('192.0.2.1', '', '', '')),
      [
        'sip.example.net | outbound | tls | no sip-port of realm R uses TLS',
        'R 192.0.2.1:5060/udp | inbound | udp | -',
      ],
    ],
    [
      'a TLS port without a profile',
      agent({}) + sip('R', port('192.0.2.1', 'TLS', '')),
      [
        'sip.example.net | outbound | tls | its sip-port names no tls-profile',
        'R 192.0.2.1:5061 | inbound | tls | its sip-port names no tls-profile',
      ],
    ],
    [
      'a realm for Microsoft Teams without agents',
      realm('R', { 'teams-fqdn': 'sbc.example.net' }) + sip('R', port('192.0.2.1', 'TLS', 'A')) + profile('A'),
      ['R 192.0.2.1:5061 | inbound | tls | A'],
    ],
    [
      'no realm',
      element('session-agent', { hostname: 'sip.example.net', 'transport-method': 'DynamicTLS' }),
      [
        'sip.example.net | outbound | tls | session-agent sip.example.net names no realm, so the sip-port it is reached from cannot be told',
      ],
    ],
    ['an interface that faces nobody', sip('R', port('192.0.2.1', 'TLS', 'A')) + profile('A'), []],
  ])('%s', (_, text, expected) => expect(legs(text)).toEqual(expected));

  it.each([
    ['StaticTLS', 'tls'],
    ['dynamictls', 'tls'],
    ['TLS+DTLS', 'tls'],
    ['UDP+TCP', 'udp'],
    ['StaticTCP', 'tcp'],
    ['StaticSCTP', 'unknown'],
  ])('transport-method %s is %s', (method, transport) =>
    expect(parse(agent({ 'transport-method': method })).legs[0]?.transport.value).toBe(transport),
  );

  it('takes UDP for granted where no transport is named', () =>
    expect(parse(element('session-agent', { hostname: 'h', 'realm-id': 'R' })).legs[0]).toMatchObject({
      transport: { value: 'udp' },
      unresolved: null,
      verifiesPeer: { answer: 'no' },
    }));

  it.each([
    ['sip.example.net', ['sip.example.net']],
    ['192.0.2.7', ['192.0.2.7', '203.0.113.9']],
    ['CARRIER', ['CARRIER', '203.0.113.9']],
  ])('the endpoints of %s', (hostname, hosts) => {
    const [leg] = parse(agent({ hostname, 'ip-address': '203.0.113.9' })).legs;
    expect(leg?.endpoints.map(({ host, port: on }) => [host.value, on?.value])).toEqual(
      hosts.map((host) => [host, 5060]),
    );
  });

  it.each([
    [{}, {}, 'yes'],
    [{ state: 'disabled' }, {}, 'no'],
    [{}, { state: 'Disabled' }, 'no'],
    [{}, { state: 'odd' }, 'unknown'],
  ])('agent %j and interface %j: enabled %s', (agentState, interfaceState, enabled) => {
    const text =
      agent(agentState) +
      element('sip-interface', { 'realm-id': 'R', ...interfaceState }) +
      port('192.0.2.1', 'TLS', 'A') +
      profile('A');
    expect(parse(text).legs[0]?.enabled.answer).toBe(enabled);
  });

  it.each([
    [{}, 'no'],
    [{ 'mutual-authenticate': 'enabled' }, 'yes'],
    [{ 'mutual-authenticate': 'disabled' }, 'no'],
    [{ 'mutual-authenticate': 'optional' }, 'unknown'],
  ])('a profile with %j asks callers for a certificate: %s', (settings, answer) => {
    const { legs: found } = parse(agent({}) + sip('R', port('192.0.2.1', 'TLS', 'A')) + profile('A', settings));
    expect(found.map(({ verifiesPeer, mutualTls }) => [verifiesPeer.answer, mutualTls.answer])).toEqual([
      ['unknown', answer],
      [answer, answer],
    ]);
  });

  it('names references to what is not there', () => {
    const text =
      agent({}) + realm('Other', { 'parent-realm': 'X' }) + sip('Y', port('192.0.2.1', 'TLS', 'B')) + profile('A');
    expect(problemsOf(parse(text)).map((problem) => problem.replace(/^\S+ /, ''))).toEqual([
      'undefined-reference undefined session-agent sip.example.net, realm-config, R',
      'undefined-reference undefined realm-config Other, realm-config, X',
      'undefined-reference undefined sip-interface Y, realm-config, Y',
      'undefined-reference undefined sip-port of sip-interface Y, tls-profile, B',
    ]);
  });
});
