import { mediant } from '../support/audiocodes-text.js';
import { lineOf } from '../support/in-text.js';
import { oracleTrunk, profileLine } from '../support/oracle-text.js';
import { recalledFacts } from '../support/recalled-facts.js';
import { rootPem, type RuleCases } from '../support/rule-cases.js';

const BALTIMORE = 'Baltimore CyberTrust Root';
const baltimore = rootPem('baltimore-cybertrust-root');
const g2 = rootPem('digicert-global-root-g2');

const records = { NewRoot: 'DigiCert Global Root G2', OldRoot: BALTIMORE };
const swapped = oracleTrunk({ records, trusted: ['NewRoot'] });
const both = oracleTrunk({ records, trusted: ['NewRoot', 'OldRoot'] });
const disabled = oracleTrunk({ records, trusted: ['NewRoot'], sipInterface: { state: 'disabled' } });
const empty = oracleTrunk({ records });
const carrier = oracleTrunk({ records, trusted: ['NewRoot'], hosts: ['sip.carrier.example.net'] });
const gov = oracleTrunk({ records, trusted: ['NewRoot'], hosts: ['sip.pstnhub.gov.teams.microsoft.us'] });
const unchecked = mediant({ mutualTls: '0', parameters: [] });
const hidden = mediant();
const withoutProfile = oracleTrunk().replace(/^tls-profile\n(?: .*\n)+/m, '');
const place = `sbc.cfg:${profileLine(swapped)}`;

export const cases: RuleCases = {
  rule: 'retired-too-early',
  pass: [
    {
      name: 'the old root is still there beside the new one',
      files: { 'sbc.cfg': both, 'NewRoot.pem': g2, 'OldRoot.pem': baltimore },
      asOf: '2023-09-01',
    },
    {
      name: 'the day before the announcement',
      files: { 'sbc.cfg': swapped, 'NewRoot.pem': g2 },
      asOf: '2023-07-31',
    },
    {
      name: 'the day after it had to stay',
      files: { 'sbc.cfg': swapped, 'NewRoot.pem': g2 },
      asOf: '2023-10-04',
    },
  ],
  fail: [
    {
      name: 'the old root was swapped for the new one',
      files: { 'sbc.cfg': swapped, 'NewRoot.pem': g2 },
      asOf: '2023-09-01',
      findings: [`error ${place} ${BALTIMORE}`],
    },
    {
      name: 'on the first day of the month of the announcement',
      files: { 'sbc.cfg': swapped, 'NewRoot.pem': g2 },
      asOf: '2023-08-01',
      findings: [`error ${place} ${BALTIMORE}`],
    },
    {
      name: 'on the last day that it has to stay',
      files: { 'sbc.cfg': swapped, 'NewRoot.pem': g2 },
      asOf: '2023-10-03',
      findings: [`error ${place} ${BALTIMORE}`],
    },
    {
      name: 'nothing is in the trust store',
      files: { 'sbc.cfg': empty, 'OldRoot.pem': baltimore },
      asOf: '2023-09-01',
      findings: [`error sbc.cfg:${profileLine(empty)} ${BALTIMORE}`],
    },
    {
      name: 'a warning where no leg checks its peer',
      files: { 'sbc.ini': unchecked, '1.root': g2 },
      asOf: '2023-09-01',
      findings: [`warning sbc.ini:${lineOf(unchecked, 'TLSContexts 1 =')} ${BALTIMORE}`],
    },
    {
      name: 'one level less where all legs are disabled',
      files: { 'sbc.cfg': disabled, 'NewRoot.pem': g2 },
      asOf: '2023-09-01',
      findings: [`warning sbc.cfg:${profileLine(disabled)} ${BALTIMORE}`],
    },
    {
      name: 'the user says whom the trunk faces',
      files: { 'sbc.cfg': carrier, 'NewRoot.pem': g2 },
      asOf: '2023-09-01',
      peer: 'microsoft-teams-direct-routing',
      findings: [`error sbc.cfg:${profileLine(carrier)} ${BALTIMORE}`],
    },
  ],
  open: [
    {
      name: 'an entry is a bare label',
      files: { 'sbc.cfg': both, 'NewRoot.pem': g2 },
      asOf: '2023-09-01',
      findings: [`error sbc.cfg:${lineOf(both, ' OldRoot', 2)} ${BALTIMORE}`],
    },
    {
      name: 'the trust store is not visible',
      files: { 'sbc.ini': hidden },
      asOf: '2023-09-01',
      findings: [`error sbc.ini:${lineOf(hidden, 'TLSContexts 1 =')} ${BALTIMORE}`],
    },
    {
      name: 'the export does not show the tls-profile of the trunk',
      files: { 'sbc.cfg': withoutProfile },
      asOf: '2023-09-01',
      findings: [`error sbc.cfg:${lineOf(withoutProfile, 'TeamsTLS')} ${BALTIMORE}`],
    },
    {
      name: 'nobody has verified what the peer demands',
      files: { 'sbc.cfg': swapped, 'NewRoot.pem': g2 },
      asOf: '2023-09-01',
      knowledge: recalledFacts,
      findings: [`warning ${place} ${BALTIMORE}`],
    },
  ],
  notApplicable: [
    { name: 'a cloud whose old root has to stay for good', files: { 'sbc.cfg': gov, 'NewRoot.pem': g2 } },
    { name: 'a carrier', files: { 'sbc.cfg': carrier, 'NewRoot.pem': g2 }, asOf: '2023-09-01' },
  ],
};
