import { mediant } from '../support/audiocodes-text.js';
import { crossSignedG2 } from '../support/certificates.js';
import { lineOf } from '../support/in-text.js';
import { oracleTrunk, profileLine } from '../support/oracle-text.js';
import { recalledFacts } from '../support/recalled-facts.js';
import { rootPem, type RuleCases } from '../support/rule-cases.js';

const G2 = 'DigiCert Global Root G2';
const baltimore = rootPem('baltimore-cybertrust-root');
const g2 = rootPem('digicert-global-root-g2');

const old = oracleTrunk({ records: { OldRoot: 'Baltimore CyberTrust Root' }, trusted: ['OldRoot'] });
const both = oracleTrunk({
  records: { OldRoot: 'Baltimore CyberTrust Root', NewRoot: G2 },
  trusted: ['OldRoot', 'NewRoot'],
});
const gov = oracleTrunk({
  records: { NewRoot: G2 },
  trusted: ['NewRoot'],
  hosts: ['sip.pstnhub.gov.teams.microsoft.us'],
});
const clouds = oracleTrunk({
  records: { NewRoot: G2 },
  trusted: ['NewRoot'],
  hosts: ['sip.pstnhub.microsoft.com', 'sip.pstnhub.gov.teams.microsoft.us'],
});
const disabled = oracleTrunk({
  records: { OldRoot: 'Baltimore CyberTrust Root' },
  trusted: ['OldRoot'],
  sipInterface: { state: 'disabled' },
});
const carrier = oracleTrunk({ records: { OldRoot: 'old' }, trusted: ['OldRoot'], hosts: ['sip.carrier.example.net'] });
const unchecked = mediant({ mutualTls: '0', parameters: [] });
const place = `sbc.cfg:${profileLine(old)}`;

/** The roots of 2026 but DigiCert Global Root G2. */
const six = (where: string) =>
  [
    'DigiCert Global Root CA',
    'DigiCert Global Root G3',
    'DigiCert TLS ECC P384 Root G5',
    'DigiCert TLS RSA4096 Root G5',
    'Microsoft ECC Root Certificate Authority 2017',
    'Microsoft RSA Root Certificate Authority 2017',
  ].map((root) => `warning ${where} ${root}`);

export const cases: RuleCases = {
  rule: 'upcoming-trust-anchor',
  pass: [
    {
      name: 'the root is there before the date',
      files: { 'sbc.cfg': both, 'OldRoot.pem': baltimore, 'NewRoot.pem': g2 },
      asOf: '2023-09-01',
    },
    { name: 'nothing is announced yet', files: { 'sbc.cfg': old, 'OldRoot.pem': baltimore }, asOf: '2023-07-31' },
    { name: 'the date has come', files: { 'sbc.cfg': old, 'OldRoot.pem': baltimore }, asOf: '2023-10-03' },
    {
      name: 'the day before the announcement of 2025',
      files: { 'sbc.cfg': both, 'OldRoot.pem': baltimore, 'NewRoot.pem': g2 },
      asOf: '2025-12-11',
    },
    {
      name: 'the first day of the range of 2026',
      files: { 'sbc.cfg': both, 'OldRoot.pem': baltimore, 'NewRoot.pem': g2 },
      asOf: '2026-03-01',
    },
  ],
  fail: [
    {
      name: 'a root that is announced is not there',
      files: { 'sbc.cfg': old, 'OldRoot.pem': baltimore },
      asOf: '2023-09-01',
      findings: [`warning ${place} ${G2}`],
    },
    {
      name: 'on the first day of the month of the announcement',
      files: { 'sbc.cfg': old, 'OldRoot.pem': baltimore },
      asOf: '2023-08-01',
      findings: [`warning ${place} ${G2}`],
    },
    {
      name: 'a minute before the requirement begins',
      files: { 'sbc.cfg': old, 'OldRoot.pem': baltimore },
      asOf: '2023-10-03T09:59Z',
      findings: [`warning ${place} ${G2}`],
    },
    {
      name: 'on the day of the announcement, all but the root that is required already',
      files: { 'sbc.cfg': old, 'OldRoot.pem': baltimore },
      asOf: '2025-12-12',
      findings: six(place),
    },
    {
      name: 'on the last day before the range of 2026, in two clouds: once each',
      files: { 'sbc.cfg': clouds, 'NewRoot.pem': g2 },
      asOf: '2026-02-28',
      findings: six(`sbc.cfg:${profileLine(clouds)}`),
    },
    {
      name: 'an inferred requirement',
      files: { 'sbc.cfg': gov, 'NewRoot.pem': g2 },
      asOf: '2026-02-28',
      findings: six(`sbc.cfg:${profileLine(gov)}`),
    },
    {
      name: 'only a cross-sign is there',
      files: { 'sbc.cfg': old, 'OldRoot.pem': crossSignedG2 },
      asOf: '2023-09-01',
      findings: [`warning ${place} ${G2}`],
    },
    {
      name: 'one level less where all legs are disabled',
      files: { 'sbc.cfg': disabled, 'OldRoot.pem': baltimore },
      asOf: '2023-09-01',
      findings: [`note sbc.cfg:${profileLine(disabled)} ${G2}`],
    },
    {
      name: 'a warning also where no leg checks its peer',
      files: { 'sbc.ini': unchecked, '1.root': baltimore },
      asOf: '2023-09-01',
      findings: [`warning sbc.ini:${lineOf(unchecked, 'TLSContexts 1 =')} ${G2}`],
    },
    {
      name: 'the user says whom the trunk faces',
      files: { 'sbc.cfg': carrier, 'OldRoot.pem': baltimore },
      asOf: '2023-09-01',
      peer: 'microsoft-teams-direct-routing',
      findings: [`warning sbc.cfg:${profileLine(carrier)} ${G2}`],
    },
  ],
  open: [
    {
      name: 'an entry is a bare label',
      files: { 'sbc.cfg': old },
      asOf: '2023-09-01',
      findings: [`warning sbc.cfg:${lineOf(old, 'trusted-ca-certificates')} ${G2}`],
    },
    {
      name: 'nobody has verified what the peer demands',
      files: { 'sbc.cfg': old, 'OldRoot.pem': baltimore },
      asOf: '2023-10-02',
      knowledge: recalledFacts,
      findings: [`warning ${place} ${G2}`],
    },
  ],
  notApplicable: [
    { name: 'the trunk faces nobody that sbclint knows', files: { 'sbc.cfg': carrier }, asOf: '2023-09-01' },
    { name: 'a cloud for which nothing is announced', files: { 'sbc.cfg': gov }, asOf: '2023-09-01' },
  ],
};
