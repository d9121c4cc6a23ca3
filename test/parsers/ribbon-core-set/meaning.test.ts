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
    ['peer name of any host', `${ZONE} sipTrunkGroup G signaling tlsPeerName *.example.net\n`, 'example.net:?'],
    [
      'peer name beside a name',
      `${PEER}${ZONE} sipTrunkGroup G signaling tlsPeerName *.example.net\n`,
      'sip.example.net:?',
    ],
    [
      'peer name beside an address',
      `${ZONE} ipPeer P ipAddress 192.0.2.1\n${ZONE} sipTrunkGroup G signaling tlsPeerName c.example.net\n`,
      '192.0.2.1:? c.example.net:?',
    ],
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
  const OTHER = `${ZONE} ipPeer Q ipAddress 192.0.2.2\n`;
  const TRUNK = `${ZONE} sipTrunkGroup G`;
  const GROUP = `${TRUNK} policy ipSignalingPeerGroup PG\n`;
  const SHOWN = 'set profiles ipSignalingPeerGroup PG ipSignalingPeerGroupData 1';
  /** Another zone whose peers are shown: it must not speak for the first. */
  const elsewhere = (text: string) => text.replace(/zone T/g, 'zone PBX');
  const CARRIER = elsewhere(TLS + PEER);
  const UDP = elsewhere(`${ZONE} sipSigPort 2 state enabled\n`);

  it.each([
    ['no policy block, whatever the zone is called', (TLS + ADDRESS).replace(/zone T/g, 'zone TEAMS'), 'unknown 1'],
    ['a policy block', TLS + ADDRESS + PEER, 'yes 3'],
    ['a policy block without a name', `${ZONE} ipPeer P policy packetServiceProfile PSP\n`, 'unknown 1'],
    ['names, and no port shown', PEER, 'yes 1'],
    ['a peer group that is not shown', TLS + PEER + GROUP, 'unknown 3'],
    [
      'a peer group that is not shown, and others are',
      `${TLS}${PEER}${GROUP}${SHOWN.replace('PG', 'X')} fqdn a.example.net\n`,
      'unknown 3',
    ],
    ['a peer group that is shown', `${TLS}${PEER}${GROUP}${SHOWN} fqdn a.example.net\n`, 'yes 2'],
    ['a peer group of addresses', `${TLS}${PEER}${GROUP}${SHOWN} ipAddress 192.0.2.7\n`, 'unknown 4'],
    ['a script', `configure\n${PEER}commit\n`, 'unknown 2'],
    ['a TLS zone without a peer', CARRIER + TLS, 'unknown 3'],
    ['a TLS zone without a peer, its port disabled', CARRIER + TLS.replace('enabled', 'disabled'), 'yes 2'],
    ['a TLS zone of addresses', CARRIER + TLS + ADDRESS, 'unknown 4'],
    ['a TLS zone of an address and a name', TLS + PEER + OTHER, 'unknown 3'],
    ['an address in the place of a name', CARRIER + TLS + PEER.replace('sip.example.net', '192.0.2.1'), 'unknown 4'],
    [
      'a TLS zone that is called from addresses',
      `${CARRIER}${TLS}${TRUNK} ingressIpPrefix 192.0.2.0 24\n`,
      'unknown 4',
    ],
    ['a carrier that calls from addresses', `${TLS}${PEER}${TRUNK} ingressIpPrefix 192.0.2.0 24\n`, 'yes 2'],
    [
      'a name to check behind an address',
      `${CARRIER}${TLS}${ADDRESS}${TRUNK} signaling tlsPeerName c.example.net\n`,
      'yes 2',
    ],
    [
      'a name to check, and a trunk group without one',
      `${CARRIER}${TLS}${ADDRESS}${TRUNK} signaling tlsPeerName c.example.net\n${TRUNK}2 state enabled\n`,
      'unknown 4',
    ],
    ['a name to check, of the peer', `${TLS}${PEER}${TRUNK} signaling tlsPeerName *.example.net\n`, 'yes 2'],
    [
      'a name to check, of nobody else in the zone',
      `${TLS}${PEER}${TRUNK} signaling tlsPeerName sip.other.test\n`,
      'unknown 3',
    ],
    ['a zone without TLS', CARRIER + UDP.replace('PBX', 'T') + ADDRESS, 'yes 2'],
    ['no zone with TLS, and no policy block', UDP + elsewhere(ADDRESS), 'yes 1'],
    ['a transport that is not recognized', CARRIER + TLS.replace('sip-tls-tcp', 'sip-new'), 'unknown 3'],
  ])('%s', (_name, text, expected) => {
    const { answer, at } = parse(text).exposure;
    expect(`${answer} ${at.line}`).toBe(expected);
  });

  it('says that an address does not tell whose it is', () => {
    expect(parse(CARRIER + TLS + ADDRESS).exposure).toMatchObject({
      because: expect.stringContaining('192.0.2.1, and an address does not tell whose it is'),
      settledBy: 'find out whose address 192.0.2.1 is',
    });
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

  describe('verbs that are not read', () => {
    const ENTRY = 'system security pki certificate RootG2';

    it.each([
      ['typed short', `del ${ENTRY}\n`],
      ['typed shorter, path and all', 'de sys sec pki cert RootG2\n'],
      ['set typed short', `se ${ENTRY} state disabled\n`],
      ['behind a prompt', `admin@sbc1% dele ${ENTRY}\n`],
      ...['deactivate', 'activate', 'rename', 'copy', 'move', 'unset', 'annotate', 'insert', 'deact'].map(
        (verb): [string, string] => [verb, `${verb} ${ENTRY} X\n`],
      ),
      ['all of the configuration: load', 'load merge other.cfg\n'],
      ['all of the configuration: rollback', 'rollback 1\n'],
      ['all of the configuration: rollback, typed short', 'roll configuration 1\n'],
      ['all of the configuration: revert', 'revert\n'],
      ['below a path', 'edit system security pki\ndel certificate RootG2\n', 32],
      ['edit typed short', 'ed system security pki\n'],
      ['behind top', `top delete ${ENTRY}\n`],
    ])('%s', (_name, lines, line = 31) => {
      const parsed = parse(ONE_A_LINE + lines);
      expect(parsed.problems.map(({ messageId, at }) => [messageId, at.line])).toEqual([['statement', line]]);
      expect(parsed.trustStores[0]?.complete).toBe(false);
    });

    it('do not mislead what comes after them', () => {
      const moved = `${ONE_A_LINE}edit addressContext default zone TEAMS\nto\nset system security pki certificate N type remote\n`;
      expect(of(moved)).toEqual([['unreadable-input', 33, 1]]);
      expect(parse(moved).trustStores[0]?.complete).toBe(false);
    });

    it.each([
      ['elsewhere', 'del system ntp\nrename global callRouting route x y\ndeactivate system admin\n'],
      [
        'prose',
        'up to date\ntop to bottom\nto a system\nload balancing\ncopy of 3 May\nrollback is by hand\nin system mode\nde novo\nex\nset addressContext default zone Z id 1\n',
      ],
      ['longer words', 'setup addressContext\ndeletes system security pki\n'],
    ])('say nothing: %s', (_name, lines) => {
      expect(of(ONE_A_LINE + lines)).toEqual([]);
      expect(parse(ONE_A_LINE + lines).trustStores[0]?.complete).toBe(true);
    });

    it.each([
      ['configure', 'conf\n', ''],
      ['commit', '', 'comm\n'],
    ])('make a script of %s typed short', (_name, before, after) => {
      expect(parse(before + ONE_A_LINE + after).trustStores[0]?.complete).toBe(false);
    });

    it('take show typed short for what was asked', () => {
      const text = `admin@sbc1> sh configuration | display set | match Root\n${ONE_A_LINE}admin@sbc1>\n`;
      expect(parse(text).trustStores[0]?.complete).toBe(false);
    });
  });

  it('names that lead nowhere, where the export would show where', () => {
    const text = `${ONE_A_LINE}${PROFILE} serverCertName gone clientCertName gone\nset addressContext default zone TEAMS sipSigPort 11 ipInterfaceGroupName LIF2 tlsProfileName NONE transportProtocolsAllowed sip-tls-tcp\n`;
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
  const model = parse(`${ONE_A_LINE}set system security pki certificate Bare type remote\n`);

  it.each([
    ['DigiCertGlobalRootG2.der', { kind: 'label', label: 'RootG2' }],
    ['digicertglobalrootg2.DER', null],
    ['RootG2.der', null],
    ['old.cer', { kind: 'label', label: 'OldRoot' }],
    ['OldRoot.pem', { kind: 'label', label: 'OldRoot' }],
    ['oldroot.txt', null],
    ['sbc_example.crt', { kind: 'end-entity', label: 'sbc_example' }],
    ['SBC_example.crt', null],
    ['sbc_example.p12', null],
    ['OldRoot.pfx', null],
    ['OldRoot.key', null],
    ['OldRoot', null],
    ['other.der', null],
    ['Bare.der', { kind: 'label', label: 'Bare' }],
    ['bare.der', null],
  ])('%s', (name, target) => {
    expect(ribbonCoreSet.bind(name, model)).toEqual(target);
  });
});
