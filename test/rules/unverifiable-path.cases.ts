import { mediant } from '../support/audiocodes-text.js';
import { backedPaths } from '../support/backed-paths.js';
import { lineOf } from '../support/in-text.js';
import { oracleTrunk, profileLine } from '../support/oracle-text.js';
import { recalledFacts } from '../support/recalled-facts.js';
import { rootPem, type RuleCases } from '../support/rule-cases.js';

const baltimore = rootPem('baltimore-cybertrust-root');
const g2 = rootPem('digicert-global-root-g2');
const microsoftRsa = rootPem('microsoft-rsa-root-ca-2017');
const old = oracleTrunk({ records: { OldRoot: 'Baltimore CyberTrust Root' }, trusted: ['OldRoot'] });
const shallow = oracleTrunk({
  records: { OldRoot: 'DigiCert Global Root G2' },
  trusted: ['OldRoot'],
  profile: { 'verify-depth': '0' },
});
const half = oracleTrunk({
  records: { OldRoot: 'Baltimore CyberTrust Root', Corporate: 'Corporate CA' },
  trusted: ['OldRoot', 'Corporate'],
});
const carrier = oracleTrunk({ records: { OldRoot: 'old' }, trusted: ['OldRoot'], hosts: ['sip.carrier.example.net'] });
const unchecked = mediant({ mutualTls: '0', parameters: [] });
const place = `sbc.cfg:${profileLine(old)}`;

export const cases: RuleCases = {
  rule: 'unverifiable-path',
  pass: [
    {
      name: 'a path validates through its cross-sign',
      files: { 'sbc.cfg': old, 'OldRoot.pem': g2 },
      asOf: '2026-08-25',
    },
    {
      name: 'the root of the other certificate of the issuing CA is there',
      files: { 'sbc.cfg': old, 'OldRoot.pem': microsoftRsa },
      asOf: '2026-08-26',
    },
    {
      name: 'before the switch of 2023, with the root of then',
      files: { 'sbc.cfg': old, 'OldRoot.pem': baltimore },
      asOf: '2023-09-01',
    },
  ],
  fail: [
    {
      name: 'a store that nobody touched since 2023: a warning, for what the peer presents is inferred',
      files: { 'sbc.cfg': old, 'OldRoot.pem': baltimore },
      findings: [`warning ${place}`],
    },
    {
      name: 'the same where the paths are backed',
      files: { 'sbc.cfg': old, 'OldRoot.pem': baltimore },
      knowledge: backedPaths,
      findings: [`error ${place}`],
    },
    {
      name: 'the device follows fewer CAs than any path has, although the root is there',
      files: { 'sbc.cfg': shallow, 'OldRoot.pem': g2 },
      asOf: '2024-06-01',
      knowledge: backedPaths,
      findings: [`error sbc.cfg:${profileLine(shallow)}`],
    },
    {
      name: 'a warning where no leg checks its peer',
      files: { 'sbc.ini': unchecked, '1.root': baltimore },
      knowledge: backedPaths,
      findings: [`warning sbc.ini:${lineOf(unchecked, 'TLSContexts 1 =')}`],
    },
  ],
  open: [
    {
      name: 'an entry is a bare label',
      files: { 'sbc.cfg': half, 'OldRoot.pem': baltimore },
      findings: [`warning sbc.cfg:${profileLine(half)}`],
    },
    {
      name: 'nobody has verified what the peer demands',
      files: { 'sbc.cfg': old, 'OldRoot.pem': baltimore },
      knowledge: recalledFacts,
      findings: [`warning ${place}`],
    },
  ],
  notApplicable: [
    { name: 'the trunk faces nobody that sbclint knows', files: { 'sbc.cfg': carrier, 'OldRoot.pem': baltimore } },
    { name: 'nothing of the trust store is shown', files: { 'sbc.ini': mediant() } },
  ],
};
