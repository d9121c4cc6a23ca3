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
