import { oracleTrunk } from '../support/oracle-text.js';
import { rootPem, type RuleCases } from '../support/rule-cases.js';

const trunk = oracleTrunk({ records: { OldRoot: 'Baltimore CyberTrust Root' }, trusted: ['OldRoot'] });
const files = { 'sbc.cfg': trunk, 'OldRoot.pem': rootPem('baltimore-cybertrust-root') };
const damaged = { ...files, 'broken.pem': '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n' };

const suppression = (...lines: string[]) =>
  [
    'suppressions:',
    '  - rule: missing-trust-anchor',
    '    device: sbc',
    ...lines.map((line) => `    ${line}`),
    '',
  ].join('\n');
const ended = suppression('reason: moves away', "until: '2026-11-21'");

export const cases: RuleCases = {
  rule: 'invalid-suppression',
  pass: [
    { name: 'a reason and no date', files, settings: suppression('reason: moves away') },
    { name: 'on its last day', files, settings: ended, asOf: '2026-11-21' },
  ],
  fail: [
    { name: 'no reason', files, settings: suppression(), findings: ['warning sbclint.yaml:2'] },
    { name: 'a blank reason', files, settings: suppression("reason: ' '"), findings: ['warning sbclint.yaml:2'] },
    {
      name: 'the day after its last',
      files,
      settings: ended,
      asOf: '2026-11-22',
      findings: ['warning sbclint.yaml:2'],
    },
  ],
  open: [
    {
      name: 'what it is about cannot be read, of which another rule speaks',
      files: damaged,
      settings: suppression('reason: moves away'),
      by: 'unreadable-input',
      findings: ['error broken.pem:1'],
    },
  ],
  notApplicable: [{ name: 'settings without suppressions', files, settings: 'failOn: error\n' }],
};
