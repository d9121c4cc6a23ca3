import { ribbonCoreSet } from '../../../src/parsers/ribbon-core-set/index.js';
import { facts, ONE_A_LINE, parse } from './samples.js';

const ZONE = 'set addressContext default zone T';
const PEER = `${ZONE} ipPeer P policy sip fqdn sip.example.net\n`;
const TLS = `${ZONE} sipSigPort 1 state enabled transportProtocolsAllowed sip-tls-tcp\n`;
const PROFILE = 'set profiles security tlsProfile X';

describe('PKI entries', () => {
  const usable = (settings: string) =>
    parse(`set system security pki certificate R ${settings}\n`).held?.map((entry) => entry.usable.answer);

  it.each([
    ['type remote state enabled', 'yes', 0],
    ['type remote state disabled', 'no', 0],
    ['type remote', 'no', 0],
    ['state enabled', 'unknown', 1],
    ['type remotely state enabled', 'unknown', 1],
    ['type remote state on', 'unknown', 1],
  ])('%s: %s', (settings, answer, problems) => {
    expect(usable(settings)).toEqual([answer]);
    expect(parse(`set system security pki certificate R ${settings}\n`).problems).toHaveLength(problems);
  });

  it('shows nothing of the store where no line is about it', () => {
    const { held, trustStores } = parse(TLS + PEER);
    expect(held).toBeNull();
    expect(trustStores[0]).toMatchObject({ id: 'device', entries: null, complete: false });
    expect(trustStores[0]?.incompleteBecause).not.toBeNull();
  });

  it('takes a later line for an earlier one, and points to it', () => {
    const { held } = parse(`${ONE_A_LINE}set system security pki certificate RootG2 state disabled\n`);
    expect(held?.[0]?.usable).toMatchObject({ answer: 'no', at: { line: 31, column: 50 } });
  });

  it.each([
    ['a filter', 'show configuration | display set | match Root', false],
    ['one entry', 'show configuration system security pki certificate RootG2 | display set', false],
    ['another part', 'show configuration profiles | display set', false],
    ['the part', 'show configuration system security pki | display set | nomore', true],
    ['everything', 'show configuration | display set', true],
  ])('is complete as far as the command asked: %s', (_name, command, complete) => {
    const text = `admin@sbc1> ${command}\nset system security pki certificate RootG2 type remote state enabled\nadmin@sbc1>\n`;
    expect(parse(text).trustStores[0]?.complete).toBe(complete);
  });
});

describe('legs', () => {
  const legs = (text: string) => facts(text).legs.map((leg) => leg.split(' | '));

  it.each([
    ['absent', '', '5061'],
    ['5061', 'portNumber 5061', '5062'],
    ['nonsense', 'portNumber many', ''],
  ])('listens one above portNumber: %s', (_name, setting, port) => {
    expect(legs(`${TLS}${setting === '' ? '' : `${ZONE} sipSigPort 1 ${setting}\n`}${PEER}`)[1]?.[3]).toBe(port);
  });

  it.each([
    ['fqdnPort', `${PEER}${ZONE} ipPeer P policy sip fqdnPort 5070\n`, 'sip.example.net:5071'],
    ['fqdnPort 5061', `${PEER}${ZONE} ipPeer P policy sip fqdnPort 5061\n`, 'sip.example.net:5061'],
    ['fqdnPort 0', `${PEER}${ZONE} ipPeer P policy sip fqdnPort 0\n`, 'sip.example.net:?'],
    ['path check', `${ZONE} ipPeer P pathCheck hostName a.example.net hostPort 5061\n`, 'a.example.net:5061'],
    [
      'path check, port not sure',
      `${ZONE} ipPeer P pathCheck hostName a.example.net hostPort 5060\n`,
      'a.example.net:?',
    ],
    [
      'peer group',
      `${ZONE} sipTrunkGroup G policy ipSignalingPeerGroup PG\nset profiles ipSignalingPeerGroup PG ipSignalingPeerGroupData 1 fqdn b.example.net fqdnPort 5060\n`,
      'b.example.net:5061',
    ],
    ['peer name', `${ZONE} sipTrunkGroup G signaling tlsPeerName c.example.net\n`, 'c.example.net:?'],
    ['unspecified address', `${PEER}${ZONE} ipPeer P ipAddress 0.0.0.0 ipPort 0\n`, 'sip.example.net:?'],
    [
      'one name twice',
      `${PEER}${ZONE} ipPeer P pathCheck hostName SIP.example.net hostPort 5061\n`,
      'sip.example.net:5061',
    ],
  ])('finds whom a zone talks to: %s', (_name, text, endpoints) => {
    expect(legs(TLS + text)[0]?.[4]).toBe(endpoints);
  });

  it.each([
    ['"sip-udp sip-tls-tcp "', ['tls', 'tls']],
    ['sip-udp,sip-tls-tcp', ['tls', 'tls']],
    ['[ sip-tcp sip-tls-tcp ]', ['tls', 'tls']],
    ['sip-tcp sip-udp', ['tcp', 'udp', 'tcp', 'udp']],
    ['sip-sctp', ['unknown', 'unknown']],
  ])('reads transports %s', (value, transports) => {
    expect(legs(`${PEER}${ZONE} sipSigPort 1 transportProtocolsAllowed ${value}\n`).map((leg) => leg[1])).toEqual(
      transports,
    );
  });

  it.each([
    ['state enabled', 'yes'],
    ['state disabled', 'no'],
    ['portNumber 5060', 'no'],
    ['state enabled mode outOfService', 'no'],
    ['state maybe', 'unknown'],
  ])('port with %s is enabled: %s', (setting, answer) => {
    const text = `${PEER}${ZONE} sipSigPort 1 transportProtocolsAllowed sip-tls-tcp ${setting}\n`;
    expect(parse(text).legs.map(({ enabled }) => enabled.answer)).toEqual([answer, answer]);
  });

  it.each([
    ['the default profile', `${PROFILE} hashType sha256\n`, 'defaultTlsProfile', 'yes', 'unknown'],
    ['the default profile of a file without profiles', '', 'defaultTlsProfile', 'unknown', 'unknown'],
    [
      'a shown profile',
      `${PROFILE} authClient false peerCertValidate true\n${ZONE} sipSigPort 1 tlsProfileName X\n`,
      'X',
      'no',
      'yes',
    ],
    ['a profile that is not shown', `${ZONE} sipSigPort 1 tlsProfileName X\n`, 'X', 'unknown', 'unknown'],
    [
      'a value nobody knows',
      `${PROFILE} authClient 1\n${ZONE} sipSigPort 1 tlsProfileName X\n`,
      'X',
      'unknown',
      'unknown',
    ],
  ])('verifies by %s', (_name, text, context, inbound, outbound) => {
    const parsed = parse(TLS + PEER + text);
    expect(parsed.legs.map((leg) => [leg.direction, leg.tlsContext, leg.verifiesPeer.answer])).toEqual([
      ['outbound', context, outbound],
      ['inbound', context, inbound],
    ]);
    expect(parsed.tlsContexts.map(({ key }) => key)).toContain(context);
  });

  it('has one leg of unknown transport for a zone whose ports are not shown', () => {
    expect(parse(PEER).legs).toMatchObject([
      { direction: 'outbound', tlsContext: null, unresolved: { answer: 'unknown' }, transport: { value: 'unknown' } },
    ]);
  });

  it('names trunks of other address contexts with their context', () => {
    expect(parse(TLS.replace('default', 'AC2') + PEER.replace('default', 'AC2')).legs[0]?.trunk).toBe('AC2/T');
  });
});

describe('exposure', () => {
  const ADDRESS = `${ZONE} ipPeer P ipAddress 192.0.2.1\n`;
  const GROUP = `${ZONE} sipTrunkGroup G policy ipSignalingPeerGroup PG\n`;

  it.each([
    ['no policy block, whatever the zone is called', (TLS + ADDRESS).replace(/zone T/g, 'zone TEAMS'), 'unknown'],
    ['a policy block', TLS + ADDRESS + PEER, 'yes'],
    ['an empty policy block counts', `${ZONE} ipPeer P policy packetServiceProfile PSP\n`, 'yes'],
    ['a peer group that is not shown', PEER + GROUP, 'unknown'],
    ['a script', `configure\n${PEER}commit\n`, 'unknown'],
  ])('%s', (_name, text, answer) => {
    expect(parse(text).exposure.answer).toBe(answer);
  });
});

describe('problems', () => {
  const of = (text: string) => parse(text).problems.map(({ ruleId, at }) => [ruleId, at.line, at.column]);

  it.each([
    ['an abbreviated keyword', 'set sys sec pki cert R type remote\n', 5],
    ['an abbreviated keyword further down', 'set system security pki certificate R stat enabled\n', 39],
    ['another case', 'set addresscontext default zone T id 1\n', 5],
    ['a missing value', 'set system security pki certificate R state\n', 39],
    ['a missing name', 'set system security pki certificate\n', 25],
    ['an unknown setting of an entry', 'set system security pki certificate R purpose all\n', 39],
    ['an open quote', 'set system security pki certificate "R type remote\n', 37],
  ])('%s', (_name, line, column) => {
    const text = `set system security pki certificate A type remote state enabled\n${line}${TLS}`;
    expect(of(text)).toContainEqual(['unreadable-input', 2, column]);
  });

  it.each([
    ['short words elsewhere', 'set sys ntp server 192.0.2.1\nset system ntp "open\nset global callRouting route x\n'],
    [
      'what the schema does not know',
      `${ZONE} dnsGroup D1\n${ZONE} sipTrunkGroup G media foo bar\n${PROFILE} newSetting 1\n`,
    ],
  ])('says nothing of %s', (_name, text) => {
    expect(of(`${ONE_A_LINE}${text}`)).toEqual([]);
  });

  it.each([
    ['inside a quote', 'set system security pki certificate "Roo', 'truncated'],
    ['before a value', 'set system security pki certificate R state', 'truncated'],
    ['inside a keyword', 'set system security pki certificate R typ', 'truncated'],
    ['behind a backslash', 'set system security pki certificate R \\', 'truncated'],
    ['at the pager', '--More--', 'truncated'],
  ])('a file that ends %s', (_name, end, messageId) => {
    const parsed = parse(ONE_A_LINE + end);
    expect(parsed.problems.map((problem) => problem.messageId)).toEqual([messageId]);
    expect(parsed.trustStores[0]?.complete).toBe(false);
  });

  it('a line that may be about the store leaves it incomplete', () => {
    expect(parse(`${ONE_A_LINE}set sys sec pki cert R type remote\n`).trustStores[0]?.complete).toBe(false);
  });

  it('names that lead nowhere, where the export would show where', () => {
    const text = `${ONE_A_LINE}${PROFILE} serverCertName gone clientCertName gone\nset addressContext default zone TEAMS sipSigPort 11 tlsProfileName NONE transportProtocolsAllowed sip-tls-tcp\n`;
    expect(parse(text).problems.map(({ ruleId, data }) => [ruleId, data])).toEqual([
      ['undefined-reference', { from: 'TLS profile X', kind: 'PKI entry', name: 'gone' }],
      ['undefined-reference', { from: 'sipSigPort 11 of zone TEAMS', kind: 'TLS profile', name: 'NONE' }],
    ]);
    expect(of(`configure\n${text}commit\n`)).toEqual([]);
  });

  it.each([
    ['<ZONE>', 'set addressContext default zone <ZONE> sipSigPort 1 state enabled\n', 33],
    ['{{ fqdn }}', `${ZONE} ipPeer P policy sip fqdn {{ fqdn }}\n`, 60],
    ['${CERT}', `${PROFILE} serverCertName \${CERT}\n`, 51],
    ['<your zone>', 'set addressContext default zone <your zone> sipSigPort 1 state enabled\n', 33],
  ])('a template that was not filled in: %s', (placeholder, line, column) => {
    const found = parse(`${line}${line}`).problems.filter(({ ruleId }) => ruleId === 'unfilled-template');
    expect(found).toMatchObject([{ kind: 'open', data: { placeholder }, at: { line: 1, column } }]);
  });

  it('never shows a passphrase or what may be one', () => {
    const secret = 'hunter2';
    const text = [
      `set system security pki certificate A type local passPhrase <${secret}>`,
      `set system security pki certificate B type local passPhrase one ${secret} two`,
      `set system security pki certificate C passPhrase "${secret}`,
      `set system security pki certificate D passPhrase x ${secret}`,
    ].join('\n');
    for (const end of [text.length, text.length - 2]) {
      const { outline, ...shown } = parse(text.slice(0, end));
      expect(outline).toBeDefined();
      expect(JSON.stringify(shown)).not.toContain('hunter');
    }
  });
});

describe('certificate files', () => {
  const model = parse(ONE_A_LINE);

  it.each([
    ['DigiCertGlobalRootG2.der', { kind: 'label', label: 'RootG2' }],
    ['digicertglobalrootg2.DER', { kind: 'label', label: 'RootG2' }],
    ['old.cer', { kind: 'label', label: 'OldRoot' }],
    ['OldRoot.pem', { kind: 'label', label: 'OldRoot' }],
    ['oldroot.txt', { kind: 'label', label: 'OldRoot' }],
    ['sbc_example.crt', { kind: 'end-entity', label: 'sbc_example' }],
    ['sbc_example.p12', null],
    ['OldRoot.pfx', null],
    ['OldRoot.key', null],
    ['OldRoot', null],
    ['other.der', null],
  ])('%s', (name, target) => {
    expect(ribbonCoreSet.bind(name, model)).toEqual(target);
  });
});
