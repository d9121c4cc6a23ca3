import { backedPaths } from '../support/backed-paths.js';
import { oracleTrunk, profileLine } from '../support/oracle-text.js';
import { rootPem, type RuleCases } from '../support/rule-cases.js';

const g2 = rootPem('digicert-global-root-g2');
const microsoftRsa = rootPem('microsoft-rsa-root-ca-2017');
const one = oracleTrunk({ records: { NewRoot: 'DigiCert Global Root G2' }, trusted: ['NewRoot'] });
const both = oracleTrunk({
  records: { NewRoot: 'DigiCert Global Root G2', Other: 'Microsoft RSA Root Certificate Authority 2017' },
  trusted: ['NewRoot', 'Other'],
});
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
      name: 'a hierarchy that began lacks its root',
      files: { 'sbc.cfg': one, 'NewRoot.pem': microsoftRsa },
      asOf: '2026-04-29',
      knowledge: backedPaths,
      findings: [`warning ${place} DigiCert Global Root G2`],
    },
  ],
  open: [
    {
      name: 'an entry is a bare label',
      files: { 'sbc.cfg': half, 'NewRoot.pem': g2 },
      findings: [`warning sbc.cfg:${profileLine(half)} Microsoft RSA Root Certificate Authority 2017`],
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
