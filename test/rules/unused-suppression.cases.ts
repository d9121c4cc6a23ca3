import { oracleTrunk } from '../support/oracle-text.js';
import { rootPem, type RuleCases } from '../support/rule-cases.js';

const trunk = oracleTrunk({ records: { OldRoot: 'Baltimore CyberTrust Root' }, trusted: ['OldRoot'] });
const files = { 'sbc.cfg': trunk, 'OldRoot.pem': rootPem('baltimore-cybertrust-root') };
const damaged = { ...files, 'broken.pem': '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n' };

const suppression = (what: string) =>
  `suppressions:\n  - rule: missing-trust-anchor\n    ${what}\n    reason: moves away\n`;
const there = suppression('trustAnchor: DigiCert Global Root G2');
const gone = suppression('trustAnchor: ISRG Root X1');

export const cases: RuleCases = {
  rule: 'unused-suppression',
  pass: [
    { name: 'it hides a finding', files, settings: there },
    {
      name: 'it names the device by its folder',
      files: { 'site/sbc/x.cfg': trunk },
      settings: suppression('device: site/sbc') + '',
    },
  ],
  fail: [
    { name: 'nothing of that kind is found', files, settings: gone, findings: ['warning sbclint.yaml:2'] },
    {
      name: 'a device that is not there',
      files,
      settings: suppression('device: edge9'),
      findings: ['warning sbclint.yaml:2'],
    },
  ],
  open: [
    {
      name: 'a file could not be read',
      files: damaged,
      settings: gone,
      findings: ['warning sbclint.yaml:2'],
    },
  ],
  notApplicable: [{ name: 'settings without suppressions', files, settings: 'failOn: error\n' }],
};
