import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ribbonEdgeXml } from '../../../src/parsers/ribbon-edge-xml/index.js';
import { readSerial } from '../../../src/parsers/ribbon-edge/certificates.js';
import { SourceText } from '../../../src/text/source-text.js';
import { cpuSeconds, LINEAR } from '../../support/cpu.js';
import { checkFolder } from '../../support/folder.js';
import { root } from '../../support/knowledge.js';

const fine = readFileSync(join(root, 'test/fixtures/ribbon-edge-xml/fine/input/symphonyconfig.xml'), 'latin1');

function parse(text: string) {
  const parsed = ribbonEdgeXml.parse(SourceText.of('symphonyconfig.xml', text));
  if ('refused' in parsed) throw new Error(parsed.refused.because);
  return parsed;
}

async function findings(text: string) {
  const files = new Map([['symphonyconfig.xml', Buffer.from(text, 'latin1')]]);
  const { result } = await checkFolder(files, { asOf: '2026-11-22' });
  return result.findings;
}

it('reads device, TLS profile, servers, groups and ports', () => {
  const { product, release, hostName, tlsContexts, legs, endEntityCertificates } = parse(fine);
  expect([product, release?.value, hostName]).toEqual(['SBC 2000', '12.1.0v100', 'sbc1']);
  expect(tlsContexts.map(({ name, key, endEntity }) => [name.value, key, endEntity?.value])).toEqual([
    ['Teams TLS', '1', 'sbc1.example.net'],
  ]);
  expect(endEntityCertificates.map(({ label }) => label.value)).toEqual(['sbc1.example.net']);
  expect(
    legs.map(({ name, transport, tlsContext, port, verifiesPeer, enabled }) => [
      name,
      transport.value,
      tlsContext,
      port,
      verifiesPeer.answer,
      enabled.answer,
    ]),
  ).toEqual([
    ['Teams Direct Routing outbound Teams TLS', 'tls', 'Teams TLS', 5061, 'yes', 'yes'],
    ['Teams Direct Routing inbound listen port 1', 'tls', 'Teams TLS', 5061, 'yes', 'yes'],
    ['Carrier outbound udp', 'udp', null, 5060, 'no', 'yes'],
    ['Carrier inbound listen port 2', 'udp', null, 5060, 'no', 'yes'],
  ]);
});

describe('what decides whether the peer is checked', () => {
  it.each([
    ['mutual authentication', '<MutualAuth>1</MutualAuth>', ['yes', 'yes']],
    ['the server alone', '<MutualAuth>0</MutualAuth>', ['yes', 'no']],
    ['not shown', '', ['unknown', 'unknown']],
    ['neither 0 nor 1', '<MutualAuth>x</MutualAuth>', ['unknown', 'unknown']],
  ])('%s', (_, setting, expected) => {
    const { legs } = parse(fine.replace('<MutualAuth>1</MutualAuth>', setting));
    expect(legs.slice(0, 2).map(({ verifiesPeer }) => verifiesPeer.answer)).toEqual(expected);
  });
});

describe('one id twice, of which nobody knows which counts', () => {
  const told = (text: string) =>
    parse(text)
      .legs.slice(0, 3)
      .map(({ name, tlsContext, verifiesPeer }) => `${name} ${tlsContext} ${verifiesPeer.answer}`);

  it.each([
    ['that says the same', '<MutualAuth>1</MutualAuth>', 'yes'],
    ['that does not check', '<MutualAuth>0</MutualAuth>', 'unknown'],
    ['that does not say', '', 'unknown'],
  ])('a TLS profile %s', (_, setting, answer) => {
    const [row = ''] = /<ID value="1">\s*<IE classname="TLS_PROFILE_IE">[^]*?<\/ID>/.exec(fine) ?? [];
    const twin = row.replace('<MutualAuth>1</MutualAuth>', setting);
    expect(told(fine.replace(row, twin + row)).slice(0, 2)).toEqual([
      `Teams Direct Routing outbound Teams TLS Teams TLS ${answer}`,
      `Teams Direct Routing inbound listen port 1 Teams TLS ${answer}`,
    ]);
  });

  it('a listen port', () => {
    const [row = ''] = /<ID value="1">\s*<IE classname="LISTEN_PROTOCOL_PORT_LIST_IE">[^]*?<\/ID>/.exec(fine) ?? [];
    const twin = row.replace('<ListenProtocol>4', '<ListenProtocol>1');
    expect(told(fine.replace(row, twin + row)).slice(1)).toEqual([
      'Teams Direct Routing inbound listen port 1 null no',
      'Teams Direct Routing inbound listen port 1 (2) Teams TLS yes',
    ]);
  });
});

it('gives each of thousands of certificates of one name and number a label of its own, in no time', () => {
  const [record = ''] = /<ID value="2">\s*<IE classname="CERTIFICATE[^]*?<\/ID>/.exec(fine) ?? [];
  let labels: readonly string[] = [];
  const seconds = cpuSeconds(() => {
    const parsed = parse(fine.replace(record, () => record.repeat(12_000)));
    labels = parsed.trustStores.flatMap(({ entries }) => entries?.map(({ label }) => label.value) ?? []);
  });
  const [, name = ''] = /<CertCommonName>(.*?)</.exec(record) ?? [];
  const alike = labels.filter((label) => label.startsWith(name));
  expect(alike.slice(0, 2)).toEqual([`${name} (record 2)`, `${name} (record 2, 2)`]);
  expect([alike.length, new Set(alike).size]).toEqual([12_000, 12_000]);
  expect(seconds).toBeLessThan(LINEAR);
});

it.each([
  ['03:3A:f1', '33af1'],
  ['0x033AF1', '33af1'],
  [BigInt('0x083be056904246b1a1756ac95991c74a').toString(), '83be056904246b1a1756ac95991c74a'],
  ['020000B9', '20000b9'],
  ['12', '12'],
  ['unreadable', null],
])('reads the serial number %s', (text, expected) => {
  expect(readSerial(text)).toEqual(expected);
});

it('an empty common name falls back to the subject, and one name on two records bears their ids', () => {
  const text = fine
    .replace('<CertCommonName>DigiCert Global Root CA</CertCommonName>', '<CertCommonName/>')
    .replaceAll('Baltimore CyberTrust Root', 'DigiCert Global Root G2');
  const labels = parse(text).trustStores[0]?.entries?.map(({ label }) => label.value);
  expect(labels?.slice(0, 3)).toEqual([
    'DigiCert Global Root G2 (record 2)',
    'DigiCert Global Root CA',
    'DigiCert Global Root G2 (record 4)',
  ]);
});

it('the same id twice is reported, and both are kept', () => {
  const { problems, trustStores } = parse(fine.replace('<ID value="3">', '<ID value="2">'));
  expect(problems.map(({ ruleId, data }) => [ruleId, data['name']])).toEqual([['duplicate-label', '2']]);
  expect(trustStores[0]?.entries).toHaveLength(9);
});

it('a type that is not known is neither trusted nor missing', async () => {
  const type = /<CertFileType>3(<\/CertFileType>\s*<CertCommonName>DigiCert Global Root G2)/;
  const found = await findings(fine.replace(type, '<CertFileType>2$1'));
  expect(found.filter(({ level }) => level === 'error').map(({ ruleId, kind }) => [ruleId, kind])).toEqual([
    ['missing-trust-anchor', 'open'],
  ]);
});

it.each([
  ['the certificates', /<Token name="Certificates">[\s\S]*?<\/Token>/],
  ['the signaling groups', /<Token name="SignalingGroups">[\s\S]*?<\/Token>\s*<\/Token>/],
  ['the server tables', /<Token name="SIPServers">[\s\S]*?<\/Token>/],
  ['the TLS profiles', /<Token name="TLSProfile">[\s\S]*?<\/Token>/],
  ['a serial number', /<CertSerialNumber>083BE056904246B1A1756AC95991C74A<\/CertSerialNumber>/],
  ['a date', /<CertEndDateEpoch>1952035200<\/CertEndDateEpoch>/],
])('a file without %s is not fine and calls nothing missing', async (_, part) => {
  const text = fine.replace(part, '');
  expect(text).not.toBe(fine);
  const errors = (await findings(text)).filter(({ level }) => level === 'error');
  expect(errors.length).toBeGreaterThan(0);
  expect(errors.filter(({ kind }) => kind !== 'open')).toEqual([]);
});

it('a group that only admits hosts faces them inbound', async () => {
  const ingress = fine.replace('<ServerClusterID>1</ServerClusterID>', '');
  const { legs } = parse(ingress);
  const [leg] = legs;
  expect([leg?.direction, leg?.endpoints.map(({ host }) => host.value)]).toEqual([
    'inbound',
    ['sip.pstnhub.microsoft.com', 'sip2.pstnhub.microsoft.com', 'sip3.pstnhub.microsoft.com', '52.112.0.0'],
  ]);
  const errors = (await findings(ingress)).filter(({ level }) => level === 'error');
  expect(errors).toEqual([]);
});

it('a file that is cut, or is two files in one, is refused', () => {
  for (let at = 0; at < fine.length - 1; at += 97) {
    const source = SourceText.of('symphonyconfig.xml', fine.slice(0, at));
    const parsed = ribbonEdgeXml.parse(source);
    expect('refused' in parsed).toBe(true);
  }
  expect('refused' in ribbonEdgeXml.parse(SourceText.of('x', fine + fine))).toBe(true);
});

it('a placeholder makes it a template', () => {
  const { problems } = parse(fine.replace('sip.pstnhub.microsoft.com</Host>', '{{TEAMS}}</Host>'));
  expect(problems.map(({ ruleId }) => ruleId)).toEqual(['unfilled-template']);
});

describe('binds by name', () => {
  it.each([
    ['trusted-ca.pem', { kind: 'store', store: 'device' }],
    ['DigiCert_Global_Root_G2.cer', { kind: 'label', label: 'DigiCert Global Root G2' }],
    ['sbc1.example.net.pem', { kind: 'end-entity', label: 'sbc1.example.net' }],
    ['other.pem', null],
  ])('%s', (name, target) => expect(ribbonEdgeXml.bind(name, parse(fine))).toEqual(target));
});

it.each([
  [
    'a file without a signaling group',
    /(<Token name="SignalingGroups">\s*<Token name="SIP">)[\s\S]*?(<\/Token>)/,
    '$1$2',
  ],
  ['an address among the names that a group calls in TLS', /<Host>sip2\.pstnhub[^<]*/, '<Host>203.0.113.9'],
  ['an address with a damaged digit', /<Host>sip2\.pstnhub[^<]*/, '<Host>q03.0.113.9'],
  ['an address with another damaged digit', /<Host>sip2\.pstnhub[^<]*/, '<Host>203.0.113.w'],
])('does not show whom the device faces: %s', (_, what, instead) => {
  expect(fine).toMatch(what);
  expect(parse(fine).exposure.answer).toBe('yes');
  expect(parse(fine.replace(what, instead)).exposure.answer).toBe('unknown');
});
