import { mediant } from '../support/audiocodes-text.js';
import { lineOf } from '../support/in-text.js';
import { element, oracleTrunk } from '../support/oracle-text.js';
import { core } from '../support/ribbon-text.js';
import { recalledFacts } from '../support/recalled-facts.js';
import { rootPem, type RuleCases } from '../support/rule-cases.js';

const G2 = 'DigiCert Global Root G2';
const g2 = rootPem('digicert-global-root-g2');
const baltimore = rootPem('baltimore-cybertrust-root');
const asOf = '2023-10-03';

const records = { OldRoot: 'Baltimore CyberTrust Root', NewRoot: G2 };
const bound = oracleTrunk({ records, trusted: ['OldRoot', 'NewRoot'] });
const unlisted = oracleTrunk({ records, trusted: ['OldRoot'] });
const elsewhere = `${unlisted}${element('tls-profile', { name: 'CarrierTLS', 'trusted-ca-certificates': 'NewRoot' })}`;
const notTrusted = oracleTrunk({
  records: { ...records, NewRoot: { 'common-name': G2, trusted: 'disabled' } },
  trusted: ['OldRoot', 'NewRoot'],
});
const disabledLegs = oracleTrunk({ records, trusted: ['OldRoot'], sipInterface: { state: 'disabled' } });
const second = oracleTrunk({
  realm: 'Gov',
  profileName: 'GovTLS',
  trusted: ['OldRoot'],
  hosts: ['sip.pstnhub.gov.teams.microsoft.us'],
});
const twoProfiles = `${unlisted}${second}`;
const switchedOff = `${oracleTrunk({
  records,
  trusted: ['OldRoot'],
  profile: { 'global-trusted-ca-list': 'Shared' },
})}${element('global-trusted-ca', { name: 'Shared', state: 'disabled', 'trusted-ca-certificates-list': 'NewRoot' })}`;
const files = { 'OldRoot.pem': baltimore, 'NewRoot.pem': g2 };

const entry = core({ entries: { OldRoot: 'enabled', NewRoot: 'disabled' } });
const stateless = core({ entries: { OldRoot: 'enabled', NewRoot: null } });
const unchecked = core({
  entries: { OldRoot: 'enabled', NewRoot: 'disabled' },
  profile: { authClient: 'false', peerCertValidate: 'false' },
});
const named = core({ entries: { OldRoot: 'enabled', DigiCertGlobalRootG2: 'disabled' } });

export const cases: RuleCases = {
  rule: 'unbound-trust-anchor',
  pass: [
    { name: 'the record is listed', files: { 'sbc.cfg': bound, ...files }, asOf },
    { name: 'the day before the requirement', files: { 'sbc.cfg': unlisted, ...files }, asOf: '2023-10-02' },
    {
      name: 'the entry is enabled',
      files: { 'sbc.set': core({ entries: { NewRoot: 'enabled' } }), 'NewRoot.pem': g2 },
      asOf,
    },
  ],
  fail: [
    {
      name: 'the device holds the root, and the tls-profile does not list it',
      files: { 'sbc.cfg': unlisted, ...files },
      asOf,
      findings: [`error sbc.cfg:${lineOf(unlisted, ' NewRoot')} ${G2}`],
    },
    {
      name: 'another tls-profile lists it',
      files: { 'sbc.cfg': elsewhere, ...files },
      asOf,
      findings: [`error sbc.cfg:${lineOf(elsewhere, ' NewRoot')} ${G2}`],
    },
    {
      name: 'only a disabled global store lists it',
      files: { 'sbc.cfg': switchedOff, ...files },
      asOf,
      findings: [`error sbc.cfg:${lineOf(switchedOff, ' NewRoot')} ${G2}`],
    },
    {
      name: 'the record is listed and must not be trusted',
      files: { 'sbc.cfg': notTrusted, ...files },
      asOf,
      findings: [`error sbc.cfg:${lineOf(notTrusted, 'disabled')} ${G2}`],
    },
    {
      name: 'once for each context',
      files: { 'sbc.cfg': twoProfiles, ...files },
      asOf: '2024-05-01',
      findings: [1, 2].map(() => `error sbc.cfg:${lineOf(unlisted, ' NewRoot')} ${G2}`),
    },
    {
      name: 'the PKI entry is disabled',
      files: { 'sbc.set': entry, ...files },
      asOf,
      findings: [`error sbc.set:${lineOf(entry, 'NewRoot state')} ${G2}`],
    },
    {
      name: 'the PKI entry has no state, which means the same',
      files: { 'sbc.set': stateless, ...files },
      asOf,
      findings: [`error sbc.set:${lineOf(stateless, 'NewRoot')} ${G2}`],
    },
    {
      name: 'a warning where no leg checks its peer',
      files: { 'sbc.set': unchecked, ...files },
      asOf,
      findings: [`warning sbc.set:${lineOf(unchecked, 'NewRoot state')} ${G2}`],
    },
    {
      name: 'one level less where all legs are disabled',
      files: { 'sbc.cfg': disabledLegs, ...files },
      asOf,
      findings: [`warning sbc.cfg:${lineOf(disabledLegs, ' NewRoot')} ${G2}`],
    },
  ],
  open: [
    {
      name: 'another entry is a bare label, and may be the root',
      files: { 'sbc.cfg': unlisted, 'NewRoot.pem': g2 },
      asOf,
      findings: [`error sbc.cfg:${lineOf(unlisted, ' NewRoot')} ${G2}`],
    },
    {
      name: 'a disabled entry is only named like it',
      files: { 'sbc.set': named },
      asOf,
      findings: [`error sbc.set:${lineOf(named, 'DigiCertGlobalRootG2 state')} ${G2}`],
    },
    {
      name: 'nobody has verified what the peer demands',
      files: { 'sbc.cfg': unlisted, ...files },
      asOf,
      knowledge: recalledFacts,
      findings: [`warning sbc.cfg:${lineOf(unlisted, ' NewRoot')} ${G2}`],
    },
  ],
  notApplicable: [
    {
      name: 'the device does not hold the root',
      files: {
        'sbc.cfg': oracleTrunk({ records: { OldRoot: 'old' }, trusted: ['OldRoot'] }),
        'OldRoot.pem': baltimore,
      },
      asOf,
    },
    { name: 'a product that does not show what it holds', files: { 'sbc.ini': mediant(), '1.root': baltimore }, asOf },
    {
      name: 'the trunk faces nobody that sbclint knows',
      files: {
        'sbc.cfg': oracleTrunk({ records, trusted: ['OldRoot'], hosts: ['sip.carrier.example.net'] }),
        ...files,
      },
      asOf,
    },
  ],
};
