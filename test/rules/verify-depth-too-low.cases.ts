import type { Confidence, Knowledge } from '../../src/model/knowledge.js';
import { lineOf } from '../support/in-text.js';
import { oracleTrunk } from '../support/oracle-text.js';
import { rootPem, type RuleCases } from '../support/rule-cases.js';

const g2 = rootPem('digicert-global-root-g2');
const withDepth = (depth: string, hosts?: readonly string[]) =>
  oracleTrunk({
    records: { NewRoot: 'DigiCert Global Root G2' },
    trusted: ['NewRoot'],
    profile: { 'verify-depth': depth },
    ...(hosts ? { hosts } : {}),
  });
const files = (text: string) => ({ 'sbc.cfg': text, 'NewRoot.pem': g2 });
/** The shipped facts as if it were known whether the product counts the root. */
const counting = (value: 'yes' | 'no', confidence: Confidence) => (shipped: Knowledge) => ({
  ...shipped,
  vendors: shipped.vendors.map((vendor) => ({
    ...vendor,
    facts: { ...vendor.facts, verifyDepthCountsAnchor: { value, source: 'acli-tls-profile', confidence } },
  })),
});
const one = withDepth('1');
const two = withDepth('2');

export const cases: RuleCases = {
  rule: 'verify-depth-too-low',
  pass: [
    { name: 'the depth is more than any path needs', files: files(withDepth('3')) },
    {
      name: 'the product is known not to count the root',
      files: files(two),
      knowledge: counting('no', 'verified'),
    },
    { name: 'one CA below the root is enough until the hierarchy of 2026', files: files(two), asOf: '2026-04-28' },
  ],
  fail: [
    {
      name: 'the path with a cross-signed CA is longer',
      files: files(one),
      findings: [`warning sbc.cfg:${lineOf(one, 'verify-depth')}`],
    },
    {
      name: 'the product is known to count the root',
      files: files(two),
      knowledge: counting('yes', 'verified'),
      findings: [`warning sbc.cfg:${lineOf(two, 'verify-depth')}`],
    },
  ],
  open: [
    {
      name: 'it depends on how the product counts',
      files: files(two),
      findings: [`warning sbc.cfg:${lineOf(two, 'verify-depth')}`],
    },
    {
      name: 'that it does not count the root is only inferred',
      files: files(two),
      knowledge: counting('no', 'inferred'),
      findings: [`warning sbc.cfg:${lineOf(two, 'verify-depth')}`],
    },
  ],
  notApplicable: [
    { name: 'the trunk faces nobody that sbclint knows', files: files(withDepth('1', ['sip.carrier.example.net'])) },
  ],
};
