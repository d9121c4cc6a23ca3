import type { Knowledge } from '../../src/model/knowledge.js';
import { backedPaths } from '../support/backed-paths.js';
import { oracleTrunk, profileLine } from '../support/oracle-text.js';
import { recalledFacts } from '../support/recalled-facts.js';
import { rootPem, type RuleCases } from '../support/rule-cases.js';

const g2 = rootPem('digicert-global-root-g2');
const microsoftRsa = rootPem('microsoft-rsa-root-ca-2017');
const one = oracleTrunk({ records: { NewRoot: 'DigiCert Global Root G2' }, trusted: ['NewRoot'] });
const both = oracleTrunk({
  records: { NewRoot: 'DigiCert Global Root G2', Other: 'Microsoft RSA Root Certificate Authority 2017' },
  trusted: ['NewRoot', 'Other'],
});
const withDepth = (depth: string) =>
  oracleTrunk({
    records: { NewRoot: 'DigiCert Global Root G2', Other: 'Microsoft RSA Root Certificate Authority 2017' },
    trusted: ['NewRoot', 'Other'],
    profile: { 'verify-depth': depth },
  });
/** The shipped facts as if the product were known not to count the root. */
const withoutRoot = (shipped: Knowledge): Knowledge => ({
  ...shipped,
  vendors: shipped.vendors.map((vendor) => ({
    ...vendor,
    facts: {
      ...vendor.facts,
      verifyDepthCountsAnchor: { value: 'no', source: 'acli-tls-profile', confidence: 'verified' },
    },
  })),
});
const shallow = withDepth('2');
const shallower = withDepth('1');
const half = oracleTrunk({
  records: { NewRoot: 'DigiCert Global Root G2', Corporate: 'Corporate CA' },
  trusted: ['NewRoot', 'Corporate'],
});
const carrier = oracleTrunk({ records: { NewRoot: 'g2' }, trusted: ['NewRoot'], hosts: ['sip.carrier.example.net'] });
const place = `sbc.cfg:${profileLine(one)}`;

export const cases: RuleCases = {
  rule: 'partly-verifiable-path',
  pass: [
    {
      name: 'the roots of all paths are there',
      files: { 'sbc.cfg': both, 'NewRoot.pem': g2, 'Other.pem': microsoftRsa },
      asOf: '2026-08-26',
    },
    {
      name: 'on the last day of the cross-signs that tie the issuing CAs to DigiCert Global Root G2',
      files: { 'sbc.cfg': one, 'NewRoot.pem': g2 },
      asOf: '2026-08-25',
    },
  ],
  fail: [
    {
      name: 'the day after the cross-signs ended: the root of 2023 alone is no longer enough',
      files: { 'sbc.cfg': one, 'NewRoot.pem': g2 },
      asOf: '2026-08-26',
      findings: [`warning ${place} Microsoft RSA Root Certificate Authority 2017`],
    },
    {
      name: 'the device follows fewer CAs than the longest path has',
      files: { 'sbc.cfg': shallower, 'NewRoot.pem': g2, 'Other.pem': microsoftRsa },
      knowledge: withoutRoot,
      findings: [`warning sbc.cfg:${profileLine(shallower)}`],
    },
    {
      name: 'a hierarchy that began lacks its root',
      files: { 'sbc.cfg': one, 'NewRoot.pem': microsoftRsa },
      asOf: '2026-04-29',
      knowledge: backedPaths,
      findings: [`warning ${place} DigiCert Global Root G2`],
    },
  ],
  open: [
    {
      name: 'whether the device follows the longest path depends on how it counts',
      files: { 'sbc.cfg': shallow, 'NewRoot.pem': g2, 'Other.pem': microsoftRsa },
      findings: [`warning sbc.cfg:${profileLine(shallow)}`],
    },
    {
      name: 'an entry is a bare label',
      files: { 'sbc.cfg': half, 'NewRoot.pem': g2 },
      findings: [`warning sbc.cfg:${profileLine(half)} Microsoft RSA Root Certificate Authority 2017`],
    },
    {
      name: 'nobody has verified what the peer demands',
      files: { 'sbc.cfg': one, 'NewRoot.pem': g2 },
      asOf: '2026-08-26',
      knowledge: recalledFacts,
      findings: [`warning ${place} Microsoft RSA Root Certificate Authority 2017`],
    },
  ],
  notApplicable: [
    { name: 'the trunk faces nobody that sbclint knows', files: { 'sbc.cfg': carrier, 'NewRoot.pem': g2 } },
    {
      name: 'none of the paths validates, of which another rule speaks',
      files: { 'sbc.cfg': one, 'NewRoot.pem': rootPem('baltimore-cybertrust-root') },
    },
  ],
};
