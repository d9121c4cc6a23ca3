import { ribbonCoreSet } from '../../../src/parsers/ribbon-core-set/index.js';
import { SourceText } from '../../../src/text/source-text.js';
import { facts, ONE_A_LINE, parse, QUOTED, SEVERAL_A_LINE } from './samples.js';
import { cpuSeconds, LINEAR } from '../../support/cpu.js';

const EXPECTED = {
  stores: [
    {
      complete: true,
      entries: [
        ['RootG2', 'DigiCertGlobalRootG2.der', 'yes'],
        ['OldRoot', 'old.cer', 'no'],
      ],
    },
  ],
  contexts: [
    ['TEAMS_TLS', 'device', 'v1_0 disabled, v1_2 enabled', ['tls_ecdhe_rsa_with_aes_256_cbc_sha384'], 'sbc_example'],
  ],
  legs: [
    'TEAMS outbound TEAMS_TLS | tls | TEAMS_TLS | 5061 | sip.pstnhub.microsoft.com:5061 | enabled yes | verifies unknown | mutual yes',
    'TEAMS inbound sipSigPort 10 | tls | TEAMS_TLS | 5061 | sip.pstnhub.microsoft.com:5061 | enabled yes | verifies yes | mutual yes',
    'PBX outbound udp | udp |  | 5060 | 192.0.2.10:5060 | enabled yes | verifies no | mutual no',
    'PBX inbound sipSigPort 1 udp | udp |  | 5070 | 192.0.2.10:5060 | enabled yes | verifies no | mutual no',
  ],
  own: ['sbc_example'],
  exposure: 'yes',
  problems: [],
};

const SHARED_PEER_GROUP = [
  'set addressContext default zone Z sipSigPort 1 ipInterfaceGroupName L state enabled transportProtocolsAllowed sip-tls-tcp',
  'set addressContext default zone Z ipPeer P policy sip fqdn sip.example.net',
  ...Array.from({ length: 4000 }, (_, i) => [
    `set profiles ipSignalingPeerGroup G ipSignalingPeerGroupData ${i} fqdn sip${i}.example.net`,
    `set addressContext default zone Z sipTrunkGroup T${i} policy ipSignalingPeerGroup G`,
  ]).flat(),
].join('\n');

const SESSION = `admin@sbc1> show configuration | display set
${ONE_A_LINE.split('\n').slice(0, 12).join('\n')}
--More--\x08\x08\x08\x08\x08\x08\x08\x08        \x08\x08${ONE_A_LINE.split('\n').slice(12).join('\n')}[ok][2026-01-01 10:00:00]
admin@sbc1>
`;

describe('one device in each layout', () => {
  it.each([
    ['one setting a line', ONE_A_LINE],
    ['several settings a line', SEVERAL_A_LINE],
    ['quoted dump', QUOTED],
    ['CRLF', ONE_A_LINE.replace(/\n/g, '\r\n')],
    ['tabs', SEVERAL_A_LINE.replace(/ (?=[^"]*(?:"[^"]*"[^"]*)*$)/gm, '\t')],
    ['no final newline, and a last line that is complete', QUOTED.trimEnd()],
    ['byte order mark and trailing blanks', `\xef\xbb\xbf${ONE_A_LINE.replace(/\n/g, '  \n')}`],
    ['joined lines', ONE_A_LINE.replace(/ type remote/g, ' \\\n    type remote')],
    ['captured session with pager', SESSION],
    [
      'comments and banners',
      `# saved\n! by hand\n/* a\nset system security pki certificate X type remote\n*/\n/****\n${ONE_A_LINE}`,
    ],
    [
      'comments before and between statements of a line',
      ONE_A_LINE.replace(/^set/, '/* see */ set').replace(/\nset/g, '\n/* a *//* b*/set') + '/* see */ top\n',
    ],
    ['a comment that shares lines', `/* see\nset system security pki certificate X type remote\n*/ ${ONE_A_LINE}`],
    [
      'a comment with an Accept header in it',
      `/* Accept: */*;q=0.8\nset system security pki certificate X type remote */ ${ONE_A_LINE}`,
    ],
    ['session options in system mode', `admin@sbc1> set screen width 512\nadmin@sbc1> set paginate false\n${SESSION}`],
    ['machine path of the PKI tree', ONE_A_LINE.replace(/set system security pki/g, 'set security pki')],
  ])('%s', (_name, text) => {
    expect(facts(text)).toEqual(EXPECTED);
    expect(ribbonCoreSet.detect(SourceText.of('x', text))).toBe(true);
  });

  it('knows the host name from prompts, where they agree', () => {
    expect(parse(SESSION).hostName).toBe('sbc1');
    expect(parse(`${SESSION}admin@sbc2>\nadmin@sbc2> show configuration\n`).hostName).toBeNull();
    expect(parse(ONE_A_LINE).hostName).toBeNull();
  });
});

describe('scripts', () => {
  const asScript = `configure\nedit system security pki\nset certificate RootG2 type remote state enabled\nedit certificate OldRoot\nset type remote\nset state disabled\nup\nset certificate Third type remote state enabled\nexit\ntop\nset addressContext default zone T ipPeer P policy sip fqdn sbc.example.net\ncommit\nexit\n`;

  it('a comment does not hide the lines behind it', () => {
    const text =
      '/* see */ top\nset system security pki certificate A type remote\nset system security pki certificate B type remote /* x */\n';
    expect(parse(text).held?.map(({ label }) => label.value)).toEqual(['A', 'B']);
  });

  it.each([
    ['a session option in system mode', 'admin@sbc1> set screen width 512', true],
    ['a setting in configure mode', 'admin@sbc1% set system ntp x', false],
  ])('what is typed: %s', (_name, line, complete) => {
    expect(facts(`${line}\n${SESSION}`).stores[0]?.complete).toBe(complete);
  });

  it('follows edit, up, exit and top', () => {
    const { stores, problems, exposure } = facts(asScript);
    expect(stores).toEqual([
      {
        complete: false,
        entries: [
          ['RootG2', 'yes'],
          ['OldRoot', 'no'],
          ['Third', 'yes'],
        ],
      },
    ]);
    expect(problems).toEqual([]);
    expect(exposure).toBe('unknown');
  });

  it('respects delete, of a leaf and of an entry', () => {
    const deleted = `${ONE_A_LINE}delete system security pki certificate OldRoot\ndelete system security pki certificate RootG2 state\n`;
    expect(facts(deleted).stores).toEqual([
      { complete: false, entries: [['RootG2', 'DigiCertGlobalRootG2.der', 'no']] },
    ]);
  });

  it('says so where up leaves the path unclear', () => {
    const unclear = `edit addressContext default zone T media something\nup\nset state enabled\n`;
    expect(facts(unclear).problems).toEqual(['3 statement']);
  });

  it('says so where edit leads deeper than any path', () => {
    const deep = `${'edit system security pki\n'.repeat(100_000)}set certificate RootG2 type remote\n`;
    expect(facts(deep).problems).toEqual(['100001 statement']);
  });
});

describe('detection', () => {
  it.each([
    ['Junos', 'set system host-name edge1\nset security pki ca-profile example ca-identity example\n'],
    ['Junos certificates', 'set security certificates local edge1\nset system login user admin class super-user\n'],
    ['curly form', 'system {\n    security {\n        pki {\n            certificate RootG2 {\n'],
    ['INI', '[ TLSContexts ]\nFORMAT TLSContexts_Index = TLSContexts_Name;\n'],
    ['prose', 'Please set the tlsProfile of the port.\n'],
    ['empty', ''],
  ])('does not claim %s', (_name, text) => {
    expect(ribbonCoreSet.detect(SourceText.of('x', text))).toBe(false);
  });
});

describe('outline', () => {
  it('does not depend on layout and holds every statement', () => {
    const sorted = (text: string) => [...parse(text).outline()].sort();
    expect(sorted(SEVERAL_A_LINE)).toEqual(sorted(ONE_A_LINE));
    expect(sorted(ONE_A_LINE.replace(/\n/g, '\r\n'))).toEqual(sorted(ONE_A_LINE));
    expect(sorted(ONE_A_LINE)).toHaveLength(ONE_A_LINE.trimEnd().split('\n').length);
  });
});

describe('whatever the input', () => {
  it.each([
    ['one setting a line', ONE_A_LINE],
    ['several settings a line', SEVERAL_A_LINE],
    ['quoted dump', QUOTED],
  ])('never throws on %s cut at any byte', (_name, text) => {
    for (let end = 0; end <= text.length; end += 1) {
      const source = SourceText.of('x', text.slice(0, end));
      ribbonCoreSet.detect(source);
      expect(() => ribbonCoreSet.parse(source)).not.toThrow();
    }
  });

  it.each([
    ['a huge line', `set system security pki certificate ${'x'.repeat(300_000)} ${'y '.repeat(300_000)}\n`],
    ['quotes without end', 'set system security pki certificate "A\n'.repeat(20_000)],
    ['joined lines without end', 'set addressContext a \\\n'.repeat(20_000)],
    ['comments without end', '/* x\n'.repeat(20_000)],
    ['media ranges in comments', '/* "*/* a*/b\n'.repeat(20_000)],
    ['ends of comments on one line', `/*\n${'a*/a'.repeat(100_000)}`],
    ['pager residue', '--More--'.repeat(50_000)],
    ['trunk groups that share a large peer group', SHARED_PEER_GROUP],
    ['blanks', `set${' '.repeat(500_000)}`],
    ['bytes', String.fromCharCode(...Array.from({ length: 2048 }, (_, i) => (i * 7) % 256))],
  ])('takes %s in its stride', (_name, text) => {
    const source = SourceText.of('x', text);
    const seconds = cpuSeconds(() => {
      ribbonCoreSet.detect(source);
      ribbonCoreSet.parse(source);
    });
    expect(seconds).toBeLessThan(LINEAR);
  });
});
