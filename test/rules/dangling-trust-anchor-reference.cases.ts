import { mediant } from '../support/audiocodes-text.js';
import { lineOf } from '../support/in-text.js';
import { element, oracleTrunk } from '../support/oracle-text.js';
import { rootPem, type RuleCases } from '../support/rule-cases.js';

const records = { NewRoot: 'DigiCert Global Root G2' };
const fine = oracleTrunk({ records, trusted: ['NewRoot'] });
const dangling = oracleTrunk({ records, trusted: ['NewRoot', 'GoneRoot'] });
const shared = `${oracleTrunk({ records, profile: { 'global-trusted-ca-list': 'Shared' } })}${element(
  'global-trusted-ca',
  {
    name: 'Shared',
    'trusted-ca-certificates-list': ['NewRoot', 'GoneRoot'],
  },
)}`;
const twoProfiles = `${dangling}${element('tls-profile', { name: 'CarrierTLS', 'trusted-ca-certificates': 'GoneRoot' })}`;
const otherCase = oracleTrunk({ records, trusted: ['newroot'] });
const withoutRecords = oracleTrunk({ trusted: ['NewRoot'] });

export const cases: RuleCases = {
  rule: 'dangling-trust-anchor-reference',
  pass: [
    { name: 'every name has its record', files: { 'sbc.cfg': fine } },
    { name: 'through a global store as well', files: { 'sbc.cfg': shared.replace(/^ +GoneRoot\n/m, '') } },
  ],
  fail: [
    {
      name: 'a name has no record',
      files: { 'sbc.cfg': dangling },
      findings: [`error sbc.cfg:${lineOf(dangling, 'GoneRoot')}`],
    },
    {
      name: 'a global store names it',
      files: { 'sbc.cfg': shared },
      findings: [`error sbc.cfg:${lineOf(shared, 'GoneRoot')}`],
    },
    {
      name: 'each place that names it',
      files: { 'sbc.cfg': twoProfiles },
      findings: [
        `error sbc.cfg:${lineOf(twoProfiles, 'GoneRoot', 1)}`,
        `error sbc.cfg:${lineOf(twoProfiles, 'GoneRoot', 2)}`,
      ],
    },
    {
      name: 'names are compared as they are written',
      files: { 'sbc.cfg': otherCase },
      findings: [`error sbc.cfg:${lineOf(otherCase, 'newroot')}`],
    },
  ],
  open: [
    {
      name: 'the export shows no records at all, so the name may be good',
      files: { 'sbc.cfg': withoutRecords },
      asOf: '2023-10-03',
      by: 'missing-trust-anchor',
      findings: [`error sbc.cfg:${lineOf(withoutRecords, 'NewRoot')} DigiCert Global Root G2`],
    },
  ],
  notApplicable: [
    {
      name: 'a product that lists no trust anchors by name',
      files: { 'sbc.ini': mediant(), '1.root': rootPem('digicert-global-root-g2') },
    },
  ],
};
