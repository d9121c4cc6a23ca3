import { mediant } from '../support/audiocodes-text.js';
import { lineOf } from '../support/in-text.js';
import { certificateDetail, element, oracleTrunk, profileLine } from '../support/oracle-text.js';
import { core } from '../support/ribbon-text.js';
import { recalledFacts } from '../support/recalled-facts.js';
import { rootPem, type RuleCases } from '../support/rule-cases.js';

const baltimore = rootPem('baltimore-cybertrust-root');
const g2 = rootPem('digicert-global-root-g2');

/** One record that is Baltimore, and one that is the root of 2023. */
const old = oracleTrunk({ records: { OldRoot: 'Baltimore CyberTrust Root' }, trusted: ['OldRoot'] });
const both = oracleTrunk({
  records: { OldRoot: 'Baltimore CyberTrust Root', NewRoot: 'DigiCert Global Root G2' },
  trusted: ['OldRoot', 'NewRoot'],
});
const gccHigh = oracleTrunk({
  records: { OldRoot: 'Baltimore CyberTrust Root' },
  trusted: ['OldRoot'],
  hosts: ['sip.pstnhub.gov.teams.microsoft.us'],
});

const PEER = 'microsoft-teams-direct-routing';
const G2 = 'DigiCert Global Root G2';
const disabled = oracleTrunk({
  records: { OldRoot: 'Baltimore CyberTrust Root' },
  trusted: ['OldRoot'],
  sipInterface: { state: 'disabled' },
});
const oneEnabled = oracleTrunk({
  records: { OldRoot: 'Baltimore CyberTrust Root' },
  trusted: ['OldRoot'],
  agent: { state: 'disabled' },
});
const empty = oracleTrunk({ records: { OldRoot: 'Baltimore CyberTrust Root' } });
const carrier = oracleTrunk({ records: { OldRoot: 'old' }, trusted: ['OldRoot'], hosts: ['sip.carrier.example.net'] });
const clouds = oracleTrunk({
  records: { OldRoot: 'Baltimore CyberTrust Root' },
  trusted: ['OldRoot'],
  hosts: ['sip.pstnhub.microsoft.com', 'sip.pstnhub.gov.teams.microsoft.us', 'sip.pstnhub.dod.teams.microsoft.us'],
});
const twoProfiles = `${old}${oracleTrunk({ realm: 'Second', profileName: 'SecondTLS', trusted: ['OldRoot'] })}`;
const dump = `${element('certificate-record', { name: 'OldRoot' })}${element('tls-profile', {
  name: 'TeamsTLS',
  'trusted-ca-certificates': 'OldRoot',
})}`;
const withoutProfile = old.replace(/^tls-profile\n(?: .*\n)+/m, '');
const unchecked = mediant({ mutualTls: '0', parameters: [] });
const uncheckedOut = mediant({ mutualTls: '1', parameters: [] });
const uncheckedAndDisabled = core({
  entries: { OldRoot: 'enabled' },
  profile: { authClient: 'false', peerCertValidate: 'false' },
  port: { state: 'disabled' },
});
const builtIn = (release: string, contextIndex = 1) => mediant({ builtInBundle: '1', release, contextIndex });
const store = (text: string) => `sbc.ini:${lineOf(text, 'TLSContexts 1 =')}`;
const script = `configure\n${core({ entries: { OldRoot: 'enabled' } })}commit\n`;
/** What a device prints of the root of 2023. */
const g2Detail = certificateDetail('NewRoot', {
  serial: '03:3a:f1:e6:a7:11:a9:a0:bb:28:64:b1:1d:09:fa:e5',
  issuer: ['C=US', 'O=DigiCert Inc', 'OU=www.digicert.com', 'CN=DigiCert Global Root G2'],
  subject: ['C=US', 'O=DigiCert Inc', 'OU=www.digicert.com', 'CN=DigiCert Global Root G2'],
  notBefore: 'Aug  1 12:00:00 2013 GMT',
  notAfter: 'Jan 15 12:00:00 2038 GMT',
});
/** The seven roots of 2026. */
const seven = (where: string) =>
  [
    'DigiCert Global Root CA',
    G2,
    'DigiCert Global Root G3',
    'DigiCert TLS ECC P384 Root G5',
    'DigiCert TLS RSA4096 Root G5',
    'Microsoft ECC Root Certificate Authority 2017',
    'Microsoft RSA Root Certificate Authority 2017',
  ].map((root) => `error ${where} ${root}`);
/** The same where it is only inferred that six of them are required. */
const inferred = (where: string) =>
  seven(where).map((line) => (line.endsWith(G2) ? line : line.replace('error', 'warning')));

export const cases: RuleCases = {
  rule: 'missing-trust-anchor',
  pass: [
    {
      name: 'the root is there, under whatever name',
      files: { 'sbc.cfg': both, 'OldRoot.pem': baltimore, 'NewRoot.pem': g2 },
      asOf: '2023-10-04',
    },
    { name: 'the day before the requirement', files: { 'sbc.cfg': old, 'OldRoot.pem': baltimore }, asOf: '2023-10-02' },
    {
      name: 'a minute before the requirement begins',
      files: { 'sbc.cfg': old, 'OldRoot.pem': baltimore },
      asOf: '2023-10-03T09:59Z',
    },
    {
      name: 'the root is known by what the device prints of it',
      files: { 'sbc.cfg': both, 'OldRoot.pem': baltimore, 'certificates.txt': g2Detail },
      asOf: '2023-10-03',
    },
    {
      name: 'only one of seven roots is required the day before the range of 2026',
      files: { 'sbc.cfg': both, 'OldRoot.pem': baltimore, 'NewRoot.pem': g2 },
      asOf: '2026-02-28',
    },
    { name: 'a built-in list that counts', files: { 'sbc.ini': builtIn('7.40A.600') }, asOf: '2026-03-01' },
    {
      name: 'the government clouds, the day before the month of the requirement',
      files: { 'sbc.cfg': gccHigh, 'OldRoot.pem': baltimore },
      asOf: '2024-04-30',
    },
  ],
  fail: [
    {
      name: 'every entry is known, and none is the root',
      files: { 'sbc.cfg': old, 'OldRoot.pem': baltimore },
      asOf: '2023-10-03',
      findings: [`error sbc.cfg:${profileLine(old)} ${G2}`],
    },
    {
      name: 'an inferred requirement is at most a warning',
      files: { 'sbc.cfg': gccHigh, 'OldRoot.pem': baltimore },
      asOf: '2026-03-01',
      findings: inferred(`sbc.cfg:${profileLine(gccHigh)}`),
    },
    {
      name: 'from the minute on',
      files: { 'sbc.cfg': old, 'OldRoot.pem': baltimore },
      asOf: '2023-10-03T10:00Z',
      findings: [`error sbc.cfg:${profileLine(old)} ${G2}`],
    },
    {
      name: 'the government clouds, on the first day of the month',
      files: { 'sbc.cfg': gccHigh, 'OldRoot.pem': baltimore },
      asOf: '2024-05-01',
      findings: [`error sbc.cfg:${profileLine(gccHigh)} ${G2}`],
    },
    {
      name: 'seven roots on the first day of the range of 2026, each once',
      files: { 'sbc.cfg': old, 'OldRoot.pem': baltimore },
      asOf: '2026-03-01',
      findings: seven(`sbc.cfg:${profileLine(old)}`),
    },
    {
      name: 'several clouds by one context: each root once, at the strictest level',
      files: { 'sbc.cfg': clouds, 'OldRoot.pem': baltimore },
      asOf: '2026-03-01',
      findings: seven(`sbc.cfg:${profileLine(clouds)}`),
    },
    {
      name: 'each context for itself',
      files: { 'sbc.cfg': twoProfiles, 'OldRoot.pem': baltimore },
      asOf: '2023-10-03',
      findings: ['TeamsTLS', 'SecondTLS'].map((name) => `error sbc.cfg:${profileLine(twoProfiles, name)} ${G2}`),
    },
    {
      name: 'nothing is in the trust store',
      files: { 'sbc.cfg': empty },
      asOf: '2023-10-03',
      findings: [`error sbc.cfg:${profileLine(empty)} ${G2}`],
    },
    {
      name: 'a file that holds the whole trust store',
      files: { 'sbc.ini': mediant(), '1.root': baltimore },
      asOf: '2023-10-03',
      findings: [`error ${store(mediant())} ${G2}`],
    },
    {
      name: 'a warning where no leg checks its peer',
      files: { 'sbc.ini': unchecked, '1.root': baltimore },
      asOf: '2023-10-03',
      findings: [`warning ${store(unchecked)} ${G2}`],
    },
    {
      name: 'an error where one direction checks it',
      files: { 'sbc.ini': uncheckedOut, '1.root': baltimore },
      asOf: '2023-10-03',
      findings: [`error ${store(uncheckedOut)} ${G2}`],
    },
    {
      name: 'one level less where all legs are disabled',
      files: { 'sbc.cfg': disabled, 'OldRoot.pem': baltimore },
      asOf: '2023-10-03',
      findings: [`warning sbc.cfg:${profileLine(disabled)} ${G2}`],
    },
    {
      name: 'not where the listener is still open',
      files: { 'sbc.cfg': oneEnabled, 'OldRoot.pem': baltimore },
      asOf: '2023-10-03',
      findings: [`error sbc.cfg:${profileLine(oneEnabled)} ${G2}`],
    },
    {
      name: 'a note where no leg checks its peer and all are disabled',
      files: { 'sbc.set': uncheckedAndDisabled, 'OldRoot.pem': baltimore },
      asOf: '2023-10-03',
      findings: [`note sbc.set:${lineOf(uncheckedAndDisabled, 'tlsProfile')} ${G2}`],
    },
    {
      name: 'context 5 cannot use the built-in list',
      files: { 'sbc.ini': builtIn('7.40A.600', 5), '5.root': baltimore },
      asOf: '2023-10-03',
      findings: [`error sbc.ini:${lineOf(builtIn('7.40A.600', 5), 'TLSContexts 5 =')} ${G2}`],
    },
    {
      name: 'the user says whom the trunk faces',
      files: { 'sbc.cfg': carrier, 'OldRoot.pem': baltimore },
      asOf: '2023-10-03',
      peer: PEER,
      findings: [`error sbc.cfg:${profileLine(carrier)} ${G2}`],
    },
    {
      name: 'the user says it of a dump that shows no trunk',
      files: { 'sbc.cfg': dump, 'OldRoot.pem': baltimore },
      asOf: '2023-10-03',
      peer: PEER,
      findings: [`error sbc.cfg:${profileLine(dump)} ${G2}`],
    },
  ],
  open: [
    {
      name: 'an entry is a bare label',
      files: { 'sbc.cfg': both, 'OldRoot.pem': baltimore },
      asOf: '2023-10-03',
      findings: ['error sbc.cfg:34 DigiCert Global Root G2'],
    },
    {
      name: 'the trust store is not visible',
      files: { 'sbc.ini': mediant() },
      asOf: '2023-10-03',
      findings: [`error ${store(mediant())} ${G2}`],
    },
    {
      name: 'a built-in list of a release for which nobody vouches',
      files: { 'sbc.ini': builtIn('7.40A.500.357'), '1.root': baltimore },
      asOf: '2023-10-03',
      findings: [`error ${store(builtIn('7.40A.500.357'))} ${G2}`],
    },
    {
      name: 'a built-in list of an unknown release',
      files: { 'sbc.ini': builtIn('7.40A.600').replace(/^;Software.*\n/m, ''), '1.root': baltimore },
      asOf: '2023-10-03',
      findings: [`error ${store(builtIn('7.40A.600').replace(/^;Software.*\n/m, ''))} ${G2}`],
    },
    {
      name: 'the export does not show the tls-profile of the trunk',
      files: { 'sbc.cfg': withoutProfile, 'OldRoot.pem': baltimore },
      asOf: '2023-10-03',
      findings: [`error sbc.cfg:${lineOf(withoutProfile, 'TeamsTLS')} ${G2}`],
    },
    {
      name: 'a script shows what it adds, not what is there',
      files: { 'sbc.cli': script, 'OldRoot.pem': baltimore },
      asOf: '2023-10-03',
      findings: [`error sbc.cli:${lineOf(script, 'tlsProfile')} ${G2}`],
    },
    {
      name: 'nobody has verified what the peer demands',
      files: { 'sbc.cfg': old, 'OldRoot.pem': baltimore },
      asOf: '2023-10-03',
      knowledge: recalledFacts,
      findings: [`warning sbc.cfg:${profileLine(old)} ${G2}`],
    },
  ],
  notApplicable: [
    {
      name: 'the trunk calls nobody that sbclint knows',
      files: { 'sbc.cfg': oracleTrunk({ hosts: ['sip.carrier.example.net'] }) },
    },
  ],
};
