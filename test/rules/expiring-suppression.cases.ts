import { oracleTrunk } from '../support/oracle-text.js';
import { rootPem, type RuleCases } from '../support/rule-cases.js';

const trunk = oracleTrunk({ records: { OldRoot: 'Baltimore CyberTrust Root' }, trusted: ['OldRoot'] });
const files = { 'sbc.cfg': trunk, 'OldRoot.pem': rootPem('baltimore-cybertrust-root') };
const damaged = { ...files, 'broken.pem': '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n' };

const until = (day: string) =>
  `suppressions:\n  - rule: missing-trust-anchor\n    device: sbc\n    reason: moves away\n    until: '${day}'\n`;

export const cases: RuleCases = {
  rule: 'expiring-suppression',
  pass: [
    { name: 'thirty-one days before its end', files, settings: until('2026-12-23'), asOf: '2026-11-22' },
    { name: 'it has ended, of which another rule speaks', files, settings: until('2026-11-21'), asOf: '2026-11-22' },
  ],
  fail: [
    {
      name: 'thirty days before its end',
      files,
      settings: until('2026-12-22'),
      asOf: '2026-11-22',
      findings: ['warning sbclint.yaml:2'],
    },
    { name: 'on its last day', files, settings: until('2026-11-22'), findings: ['warning sbclint.yaml:2'] },
  ],
  open: [
    {
      name: 'what it is about cannot be read, of which another rule speaks',
      files: damaged,
      settings: until('2027-12-22'),
      by: 'unreadable-input',
      findings: ['error broken.pem:1'],
    },
  ],
  notApplicable: [
    {
      name: 'no date',
      files,
      settings: 'suppressions:\n  - { rule: missing-trust-anchor, device: sbc, reason: moves away }\n',
    },
  ],
};
