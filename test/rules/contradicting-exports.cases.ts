import { oracleTrunk } from '../support/oracle-text.js';
import { lineOf } from '../support/in-text.js';
import { rootPem, type RuleCases } from '../support/rule-cases.js';

const records = { OldRoot: 'Baltimore CyberTrust Root', NewRoot: 'DigiCert Global Root G2' };
const both = oracleTrunk({ records, trusted: ['OldRoot', 'NewRoot'] });
const one = oracleTrunk({ records, trusted: ['OldRoot'] });
const evidence = {
  'OldRoot.pem': rootPem('baltimore-cybertrust-root'),
  'NewRoot.pem': rootPem('digicert-global-root-g2'),
};

export const cases: RuleCases = {
  rule: 'contradicting-exports',
  pass: [
    { name: 'two exports of one box that agree', files: { 'edge1.cfg': both, 'edge1.txt': both, ...evidence } },
    { name: 'exports of two boxes', files: { 'edge1.cfg': both, 'edge2.cfg': one } },
  ],
  fail: [
    {
      name: 'one export lists a root that the other does not',
      files: { 'edge1.cfg': both, 'edge1.txt': one, ...evidence },
      asOf: '2023-10-04',
      findings: [`error edge1.cfg:${lineOf(both, 'trusted-ca-certificates')}`],
    },
  ],
  open: [
    {
      name: 'a root that only one of the two exports lists is neither there nor missing',
      files: { 'edge1.cfg': both, 'edge1.txt': one, ...evidence },
      asOf: '2023-10-04',
      findings: [`error edge1.cfg:${lineOf(both, 'NewRoot', 2)} DigiCert Global Root G2`],
      by: 'missing-trust-anchor',
    },
  ],
  notApplicable: [{ name: 'one export', files: { 'edge1.cfg': both } }],
};
