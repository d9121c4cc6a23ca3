import type { Knowledge } from '../../src/model/knowledge.js';
import { oracleTrunk } from '../support/oracle-text.js';
import type { RuleCases } from '../support/rule-cases.js';

const sbc = oracleTrunk();
/** The shipped facts change; the days between do not. */
const readOn = (readUntil: string) => (shipped: Knowledge) => ({ ...shipped, readUntil });
const knowledge = readOn('2026-11-22');

export const cases: RuleCases = {
  rule: 'stale-knowledge',
  pass: [
    { name: '180 days after the facts were read', files: { 'sbc.cfg': sbc }, asOf: '2027-05-21', knowledge },
    { name: 'the day they were read', files: { 'sbc.cfg': sbc }, asOf: '2026-11-22', knowledge },
  ],
  open: [
    {
      name: '181 days after the facts were read',
      files: { 'sbc.cfg': sbc },
      asOf: '2027-05-22',
      knowledge,
      findings: ['warning'],
    },
    {
      name: 'once a run, however many devices',
      files: { 'edge1/sbc.cfg': sbc, 'edge2/sbc.cfg': sbc },
      asOf: '2030-01-01',
      knowledge,
      findings: ['warning'],
    },
  ],
  notApplicable: [
    { name: 'a date before the facts were read', files: { 'sbc.cfg': sbc }, asOf: '2023-10-03', knowledge },
  ],
};
