import { chain, parse, problemsOf, trunk, trustpoint } from './compose.js';

const TRUST = trustpoint('ID') + chain('ID', '4F21') + trustpoint('A') + chain('A', 'ca 01');
const HEAD = 'version 17.9\nhostname sbc1\n!\n';
const WHOLE = HEAD + TRUST + trunk();

it('takes one configuration for one', () => {
  expect(problemsOf(parse(WHOLE))).toEqual([]);
  expect(problemsOf(parse(`${WHOLE}router rip\n version 2\n`))).toEqual([]);
  expect(problemsOf(parse(WHOLE.replace('hostname sbc1\n!\n', 'router rip\n version 2\n!\nhostname sbc1\n')))).toEqual(
    [],
  );
});

it.each([
  ['behind its end', WHOLE + WHOLE],
  ['behind its end, or something that is no text', `${WHOLE}\xfe\xed\xfe\xed\0\0\0\x02`],
  ['behind a cut', WHOLE.slice(0, -40) + WHOLE],
  ['behind a cut, without a head of its own before', (TRUST + trunk()).slice(0, -40) + WHOLE],
  ['behind a cut, with its size', `${TRUST}Current configuration : 4711 bytes\n${trunk()}`],
  [
    'behind a cut in its banner',
    `${HEAD}${TRUST}banner motd ^C\nhello\n${HEAD}${TRUST}banner motd ^C\nhello\n^C\n${trunk()}`,
  ],
])('says that another configuration stands %s', (_, text) => {
  expect(problemsOf(parse(text)).filter((problem) => problem.includes('what follows'))).toHaveLength(1);
});

it.each([
  ['a header', 'dial-peer voice 20 voip', 'dhal-peer voice 20 voip'],
  ['a header with two letters swapped', 'dial-peer voice 20 voip', 'dail-peer voice 20 voip'],
  ['the end of a header', 'dial-peer voice 20 voip', 'dial-peer voice 20 voiq'],
  ['a header of a tenant', 'voice class tenant 2', 'voice class tenan 2'],
  ['a header behind a comment', '!\ndial-peer voice 20 voip', '!Jdial-peer voice 20 voip'],
  ['a target', 'session target dns:', 'session tarfet dns:'],
  ['a target with two letters swapped', 'session target dns:', 'session tagret dns:'],
  ['what a target names', 'session target dns:', 'session target dnr:'],
  ['the blank before what a target names', 'session target dns:', 'session target0dns:'],
  ['a blank', ' session target', ' session!target'],
  ['the end of a line', ':5061\n', ':5061\x0b'],
  ['the end of a line before a target', 'sip tenant 2\n', 'sip tenant 2J'],
  ['a protocol', 'sipv2', 'sipv3'],
  ['a tenant', 'voice-class sip tenant', 'voice-class sip tenbnt'],
  ['the end of a line before a client-vtp', 'trustpoint ID\n client', 'trustpoint ID\x1a client'],
  ['the end of a line before a match', 'revocation-check none\n match', 'revocation-check noneJ match'],
  ['a client-vtp', ' client-vtp A', ' client-vtq A'],
  ['a client-vtp behind a trustpoint', 'trustpoint ID client-vtp A', 'trustpoint ID client-vtq A'],
  ['a range', 'remote-addr', 'remote-addq'],
  ['a match', ' match eku', ' maych eku'],
  ['a line of a chain', '\tquit', '\tquiu'],
  ['a line of a chain that is longer than any', '\tquit', `\t4F${'<'.repeat(5000)}\n\tquit`],
])('says that %s is spoilt', (_, right, wrong) => {
  const parts = trunk({
    profile: ['trustpoint ID', 'client-vtp A'],
    userAgent: ['crypto signaling remote-addr 192.0.2.0 /24 trustpoint ID client-vtp A'],
  });
  const text = `${HEAD}${TRUST}${trustpoint('B')} match eku client-auth\n${parts}`;
  expect(text).toContain(right);
  expect(problemsOf(parse(text))).toEqual([]);
  const problems = problemsOf(parse(text.replace(right, wrong)));
  expect(problems.filter((problem) => problem.includes('unreadable-input statement'))).toHaveLength(1);
});

it.each([
  ['a header', 'dial-peer voice 20 voip', 'dial-p v 20 voip'],
  ['a header to its end', 'dial-peer voice 20 voip', 'dial-peer voice 20 voi'],
  ['a tenant', 'voice class tenant 2', 'voice cl ten 2'],
  ['a tls-profile', 'voice class tls-profile 1', 'voi cl tls-p 1'],
  ['a server group', 'voice class server-group 7', 'voice class server 7'],
  ['a voice service', 'voice service voip', 'voi serv voip'],
  ['a user agent', 'sip-ua', 'sip-u'],
  ['a trustpoint', 'crypto pki trustpoint A', 'cry pki trustp A'],
  ['a trustpoint in the old spelling', 'crypto pki trustpoint A', 'crypto ca trust A'],
  ['a chain', 'crypto pki certificate chain A', 'crypto pki cert ch A'],
  ['a target', 'session target', 'sess targ'],
  ['a transport', 'session transport', 'session tr'],
  ['a protocol', 'session protocol', 'ses prot'],
  ['the tenant of a dial-peer', 'voice-class sip tenant', 'voice-cl sip ten'],
  ['a destination', 'destination-pattern', 'dest'],
  ['what takes calls', 'incoming uri', 'inc uri'],
  ['an outbound proxy', 'outbound-proxy', 'outb'],
  ['a profile', 'tls-profile 1\n!\ndial', 'tls-p 1\n!\ndial'],
  ['a server', 'sip-server', 'sip-s'],
  ['a client-vtp', ' client-vtp A\n', ' client-v A\n'],
  ['the word before the own certificate', ' trustpoint ID\n client', ' trust ID\n client'],
  ['a line of crypto signaling', 'crypto signaling remote-addr', 'crypto sig rem'],
  ['the end of a line of crypto signaling', 'trustpoint ID client-vtp A', 'trustp ID client-v A'],
  ['a match', ' match eku', ' mat eku'],
])('says that the keywords of %s are shortened', (_, right, wrong) => {
  const parts = trunk({
    peer: ['session target dns:x.example.net', 'destination-pattern 0T', 'incoming uri to 1'],
    tenant: [
      'session transport tcp tls',
      'outbound-proxy dns:y.example.net',
      'sip-server dns:z.example.net',
      'tls-profile 1',
    ],
    profile: ['trustpoint ID', 'client-vtp A'],
    userAgent: ['crypto signaling remote-addr 192.0.2.0 /24 trustpoint ID client-vtp A'],
  });
  const more = `${trustpoint('B')} match eku client-auth\nvoice class server-group 7\n ipv4 192.0.2.1\n`;
  const text = HEAD + TRUST + more + parts;
  expect(text).toContain(right);
  expect(problemsOf(parse(text))).toEqual([]);
  const { problems } = parse(text.replace(right, wrong));
  const line = text.slice(0, text.indexOf(right)).split('\n').length;
  const said = problems.filter(({ ruleId, at }) => ruleId === 'unreadable-input' && at.line === line);
  expect(said).toHaveLength(1);
});

it('takes no other command for a shortened one', () => {
  const top = [
    'voice class codec 1',
    'voice class uri 1 sip',
    'voice class sip-profiles 1',
    'voice class srtp-crypto 1',
    'voice class e164-pattern-map 1',
    'voice class dpg 1',
    'voice-card 0/1',
    'voice translation-rule 1',
    'voice service pots',
    'voice register global',
    'dial-peer cor custom',
    'dial-peer hunt 1',
    'dialer-list 1 protocol ip permit',
    'crypto map M 10 ipsec-isakmp',
    'crypto key pubkey-chain rsa',
    'crypto isakmp policy 1',
    'crypto ikev2 profile P',
    'crypto pki certificate map M 10',
    'crypto pki server S',
    'crypto pki trustpool policy',
    'crypto pki profile enrollment P',
    'signaling forward none',
    'dial-p v 1 pots',
  ];
  const userAgent = [
    'transport tcp tls v1.2',
    'registrar dns:x.example.net',
    'timers connect 100',
    'crypto signaling default tls-profile 1',
  ];
  const tenant = [
    'session refresh',
    'sip-profiles 1',
    'srtp-crypto 1',
    'session transport tcp tls',
    'no session transport',
    'no outbound-proxy',
  ];
  const profile = [
    'description d',
    'trustpoint ID',
    'cn-san validate server',
    'cn-san 1 x.example.net',
    'cipher 1',
    'sni send',
  ];
  const peer = [
    'session target dns:x.example.net',
    'destination uri 1',
    'destination e164-pattern-map 1',
    'voice-class codec 1',
    'voice-class sip bind all',
    'srtp',
    'incoming uri to 1',
    'no voice-class sip outbound-proxy',
    'no incoming port',
  ];
  const more =
    'voice service voip\n sip\n  session refresh\n  srtp negotiate\nvoice class server-group 7\n ipv4 192.0.2.1\n hunt-scheme round-robin\n';
  expect(
    problemsOf(parse(HEAD + TRUST + more + `${top.join('\n')}\n` + trunk({ peer, tenant, profile, userAgent }))),
  ).toEqual([]);
});

it('knows settings that are like those that matter, and none of them', () => {
  const peer = [
    'session target sip-uri',
    'destination dpg 100',
    'dtmf-relay rtp-nte',
    'description session targer',
    'ip qos dscp cs3',
  ];
  const text = trunk({
    peer,
    tenant: ['session refresh', 'session transport udp'],
    profile: ['cn-san validate server'],
  });
  const other = 'dial-peer voice 1 pots\n port 0/1/0:23\ncrypto pki trustpool policy\n chain-validation\n';
  expect(problemsOf(parse(other + TRUST + text))).toEqual([]);
});

it.each([
  [['session target ipv4:203.0.113.5'], 'unknown'],
  [['session target ipv4:10.1.2.3'], 'yes'],
  [['session target sip-uri', 'incoming uri to 1'], 'unknown'],
  [['session target dns:a.example.net'], 'yes'],
  [['incoming uri to 1'], 'unknown'],
  [['session target ipv4:203.0.113.5', 'session transport udp'], 'yes'],
])('knows whom it faces with %j: %s', (peer, answer) => {
  expect(parse(TRUST + trunk({ peer })).exposure.answer).toBe(answer);
});

it('leaves open which of two ranges of one address counts, and what a line says that stands twice', () => {
  const narrow = 'crypto signaling remote-addr 192.0.2.0 /25 trustpoint ID client-vtp A';
  const wide = 'crypto signaling remote-addr 192.0.2.0 /24 trustpoint ID';
  const legs = (userAgent: readonly string[]) =>
    parse(
      TRUST + trunk({ peer: ['session target ipv4:192.0.2.9'], tenant: ['session transport tcp tls'], userAgent }),
    ).legs.map(({ tlsContext }) => tlsContext);
  expect(legs([wide, narrow])).toEqual([null, null]);
  expect(legs([wide, `${wide} client-vtp A`])).toEqual([null, null]);
});
