import { mediant } from '../support/audiocodes-text.js';
import { oracleTrunk } from '../support/oracle-text.js';
import { core } from '../support/ribbon-text.js';
import type { RuleCases } from '../support/rule-cases.js';

/** Two exports in one file, as when somebody saved a whole rack at once. */
const joined = `${oracleTrunk()}\n${mediant()}`;

export const cases: RuleCases = {
  rule: 'ambiguous-format',
  pass: [
    { name: 'each file is the export of one device', files: { 'sbc1.cfg': oracleTrunk(), 'sbc2.ini': mediant() } },
    { name: 'two exports of one format', files: { 'sbc.cfg': `${oracleTrunk()}\n${oracleTrunk()}` } },
  ],
  open: [
    { name: 'two exports in one file', files: { 'sbc.cfg': joined }, findings: ['error sbc.cfg:1'] },
    {
      name: 'three exports in one file, beside a plain one',
      files: { 'rack.txt': `${joined}\n${core()}`, 'sbc.cfg': oracleTrunk() },
      findings: ['error rack.txt:1'],
    },
  ],
  notApplicable: [{ name: 'nothing recognizes the file', files: { 'notes.txt': 'Call the carrier on Monday.\n' } }],
};
