import { existsSync, readFileSync } from 'node:fs';
import { oracleAcli } from '../../../src/parsers/oracle-acli/index.js';
import { SourceText } from '../../../src/text/source-text.js';
import { element, factsOf, parse, problemsOf, TRUNK } from './parse.js';

const DANGLING = '33:49 dangling-trust-anchor-reference dangling ToCloudPBX, RootThatDoesNotExist';

describe('a trunk in the short form', () => {
  const parsed = parse(TRUNK);

  it('says whom the device trusts and faces', () => {
    expect(factsOf(parsed)).toEqual({
      held: [
        ['EdgeCert', ['EdgeCert', 'sbc1.voice.example.net'], 'yes'],
        ['OldCyberRoot', ['OldCyberRoot', 'Baltimore CyberTrust Root'], 'yes'],
      ],
      stores: [['ToCloudPBX', ['OldCyberRoot'], true]],
      contexts: [['ToCloudPBX', 'EdgeCert', 'tlsv12']],
      legs: [
        [
          'sip.cloud.example.net',
          'CloudPBX',
          'outbound',
          'tls',
          'ToCloudPBX',
          5061,
          ['sip.cloud.example.net'],
          ['yes', 'unknown', 'yes'],
        ],
        [
          'CloudPBX 192.0.2.20:5061',
          'CloudPBX',
          'inbound',
          'tls',
          'ToCloudPBX',
          5061,
          ['sip.cloud.example.net'],
          ['yes', 'yes', 'yes'],
        ],
      ],
      exposure: 'yes',
    });
    expect(parsed.endEntityCertificates.map(({ label }) => label.value)).toEqual(['EdgeCert']);
  });

  it('points at the lines that say so', () => {
    expect(problemsOf(parsed)).toEqual([DANGLING]);
    const [store] = parsed.trustStores;
    expect(store?.at).toMatchObject({ line: 32, column: 9 });
    expect(store?.entries?.[0]?.label.at).toMatchObject({ line: 32, column: 49, endColumn: 61 });
    expect(parsed.legs.map(({ at, mutualTls }) => [at.line, mutualTls.at.line])).toEqual([
      [15, 34],
      [26, 34],
    ]);
  });

  it.each([
    ['CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['tabs', (text: string) => text.replaceAll(' '.repeat(8), '\t')],
    ['trailing blanks', (text: string) => text.replaceAll('\n', ' \t \n')],
    ['no final newline', (text: string) => text.trimEnd()],
    ['a byte order mark', (text: string) => `\xef\xbb\xbf${text}`],
    ['blank lines', (text: string) => text.replaceAll('\ntls-profile', '\n\n\ntls-profile')],
    ['a narrow grid', narrow],
    ['pager text in the list', (text: string) => text.replace(/\n( +RootThat)/, '\nPress any key to continue\n$1')],
    ['pager text overwritten', (text: string) => text.replace(/\n( +RootThat)/, '\n--More--\r        \r$1')],
    ['prompts and echo', (text: string) => `*SBC01# show running-config short\n${text}task done\n*SBC01#`],
    ['the first line cut off', (text: string) => text.slice(text.indexOf('\n') + 1)],
  ])('says the same with %s', (_, change) => {
    const changed = parse(change(TRUNK));
    expect(factsOf(changed)).toEqual(factsOf(parsed));
    expect(changed.problems.map(({ ruleId, data }) => [ruleId, data])).toEqual(
      parsed.problems.map(({ ruleId, data }) => [ruleId, data]),
    );
  });

  it('never throws, wherever the file is cut', () => {
    for (let length = 0; length <= TRUNK.length; length += 1) {
      const source = SourceText.of('edge1.cfg', TRUNK.slice(0, length));
      oracleAcli.detect(source);
      const cut = oracleAcli.parse(source);
      if (!('refused' in cut)) cut.outline();
    }
  });
});

/** Four blanks a level and values 28 columns further. */
function narrow(text: string): string {
  return text.replace(/^( {8,})(\S+)(?: {2,}(\S.*))?$/gm, (_, { length }: string, name: string, value?: string) => {
    if (length > 40) return ' '.repeat(length === 48 ? 32 : 36) + name;
    const lead = ' '.repeat(length / 2);
    return value === undefined ? lead + name : lead + name.padEnd(28) + value;
  });
}

describe('forms', () => {
  it.each([
    ['an element', element('tls-profile', { name: 'A' }), true],
    ['commands', 'conf t\nsecurity\ntls-profile\nname A\ndone\n', false],
    [
      'commands behind prompts',
      'SBC# configure terminal\nSBC(configure)# security\nSBC(tls-profile)# tls-profile\nSBC(x)# done\n',
      false,
    ],
    ['a certificate listing', 'certificate-record:Root\nCertificate:\n    Data:\n        Version: 3\n', false],
    ['a Cisco configuration', 'voice class tls-profile 1\n trustpoint A\nsip-ua\n  crypto signaling default\n', false],
    ['an INI file', '[ TLSContexts ]\nFORMAT Index = Name;\nTLSContexts 0 = "default";\n', false],
    ['YAML', 'system-config:\n  name: edge\n', false],
    ['a bare word', 'tls-profile\n', false],
    ['nothing', '', false],
  ])('%s', (_, text, expected) => expect(oracleAcli.detect(SourceText.of('x', text))).toBe(expected));

  it('leaves what one element type alone cannot tell unknown', () => {
    const { held, trustStores, exposure, problems } = parse(
      element('tls-profile', { name: 'A', 'end-entity-certificate': 'Own', 'trusted-ca-certificates': ['R1', 'R2'] }),
    );
    expect({ held, problems, exposure: exposure.answer }).toEqual({ held: null, problems: [], exposure: 'unknown' });
    expect(trustStores[0]).toMatchObject({ complete: true, entries: [{ usable: { answer: 'unknown' } }, {}] });
  });

  it.each([
    ['a host name alone', {}, 'yes'],
    ['a host name beside an address, which may be any', { 'ip-address': '203.0.113.30' }, 'unknown'],
  ])('says whom a realm for Microsoft Teams faces by %s', (_, address, expected) => {
    const { exposure } = parse(
      element('realm-config', { identifier: 'R', 'teams-fqdn': 'sbc1.example.net' }) +
        element('session-agent', { hostname: 'teams.example.net', ...address, 'realm-id': 'R' }) +
        element('sip-interface', { 'realm-id': 'R' }),
    );
    expect(exposure.answer).toBe(expected);
  });

  describe('in a capture of commands that ask for elements by their names', () => {
    const record = element('certificate-record', { name: 'R1' });
    const profile = element('tls-profile', {
      name: 'A',
      'end-entity-certificate': 'Own',
      'trusted-ca-certificates': ['R1', 'R2'],
      'global-trusted-ca-list': 'G',
    });
    const facing = (agents: string, interfaces: string) =>
      `SBC1# show running-config ${agents}\n${element('session-agent', { hostname: 'h', 'realm-id': 'R' })}` +
      `SBC1# show running-config ${interfaces}\n${element('sip-interface', { 'realm-id': 'R' })}SBC1#\n`;

    it.each([
      ['SBC1# show running-config certificate-record R1 short', 0],
      ['*SBC1# sh run certificate-record R1', 0],
      ['SBC1(certificate-record)# show', 0],
      ['! COMMAND: show running-config certificate-record R1', 0],
      ['SBC1# show running-config certificate-record short', 3],
      ['SBC1# show running-config', 3],
      [`SBC1# show running-config certificate-record R1\n${record}SBC1# show configuration short`, 3],
    ])('%s', (command, missing) => {
      const { problems, trustStores } = parse(
        `${command}\n${record}\nSBC1# show running-config tls-profile\n${profile}SBC1#\n`,
      );
      expect(problems.filter(({ ruleId }) => ruleId !== 'duplicate-label')).toHaveLength(missing);
      const entries = trustStores[0]?.entries?.map(({ label }) => label.value);
      expect(entries).toEqual(missing > 0 ? ['R1'] : ['R1', 'R2']);
    });

    it.each([
      ['session-agent', 'sip-interface', 'yes'],
      ['session-agent short', 'sip-interface', 'yes'],
      ['session-agent h', 'sip-interface', 'unknown'],
      ['session-agent', 'sip-interface R', 'unknown'],
    ])('%s and %s', (agents, interfaces, expected) =>
      expect(parse(facing(agents, interfaces)).exposure.answer).toBe(expected),
    );
  });

  it('reads release and host name where they are told', () => {
    const text = `! COMMAND: show version\n! Example SCZ9.2.0 Patch 3 (Build 1)\n${element('system-config', { hostname: 'edge1' })}`;
    expect(parse(text)).toMatchObject({ hostName: 'edge1', release: { value: 'SCZ9.2.0 Patch 3', at: { line: 2 } } });
  });

  it('asks for a listing in the same file to be saved apart', () => {
    const parsed = parse(`${TRUNK}certificate-record:EdgeCert\nCertificate:\n    Data:\n        Version: 3 (0x2)\n`);
    expect(factsOf(parsed)).toEqual(factsOf(parse(TRUNK)));
    expect(problemsOf(parsed)).toEqual([
      DANGLING,
      '36:1 unreadable-input statement output of show security certificates in the same file',
    ]);
  });

  const corpus = '../shared/corpus/oracle/show-running-config-short.txt';
  (existsSync(corpus) ? it : it.skip)('reads a real export without a problem', () => {
    const parsed = parse(readFileSync(corpus, 'latin1'));
    expect(parsed.problems).toEqual([]);
    expect(factsOf(parsed)).toMatchObject({ stores: [['HTTPS', [], true]], contexts: [['HTTPS', 'Mgmt', undefined]] });
    expect(parsed.legs.map(({ name, transport }) => [name, transport.value])).toEqual([
      ['cucm.local.com', 'udp'],
      ['cucm02.local.com', 'udp'],
      ['Inside 1.1.1.1:5060/tcp', 'tcp'],
      ['provider.local.com', 'udp'],
      ['Outside 4.4.4.1:5060/udp', 'udp'],
    ]);
  });
});

describe('binding certificate files', () => {
  const { bind } = oracleAcli;
  const model = parse(
    TRUNK + element('certificate-record', { name: 'Root.v2' }) + element('certificate-record', { name: 'ROOT.V2' }),
  );
  it.each([
    ['OldCyberRoot.pem', { kind: 'label', label: 'OldCyberRoot' }],
    ['oldcyberroot.CRT', { kind: 'label', label: 'OldCyberRoot' }],
    ['EdgeCert.der', { kind: 'end-entity', label: 'EdgeCert' }],
    ['Root.v2.cer', { kind: 'label', label: 'Root.v2' }],
    ['root.v2.cer', null], // two names differ in case only
    ['RootThatDoesNotExist.pem', null],
    ['OldCyberRoot.key', null],
  ])('%s', (name, target) => expect(bind(name, model)).toEqual(target));
});

it('reads as many lines that belong nowhere as a file can hold', () => {
  const strange = 'x(y) z\n'.repeat(200_000);
  const problems = problemsOf(parse(TRUNK.replace('        tls-version', `${strange}        tls-version`)));
  expect(problems.filter((problem) => problem.includes('a line in or below tls-profile'))).toHaveLength(200_000);
});
