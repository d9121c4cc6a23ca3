import { mediant } from '../support/audiocodes-text.js';
import { exampleOldRoot, exampleRoot } from '../support/certificates.js';
import { lineOf } from '../support/in-text.js';
import { element, oracleTrunk } from '../support/oracle-text.js';
import { rootPem, type RuleCases } from '../support/rule-cases.js';

const BALTIMORE = 'Baltimore CyberTrust Root';
const baltimore = rootPem('baltimore-cybertrust-root');

const old = oracleTrunk({ records: { OldRoot: 'Root of 2000' }, trusted: ['OldRoot'] });
const named = oracleTrunk({ records: { BaltimoreRoot: BALTIMORE }, trusted: ['BaltimoreRoot'] });
const unused = oracleTrunk({ records: { OldRoot: { trusted: 'disabled' } }, trusted: ['OldRoot'] });
const notListed = oracleTrunk({ records: { OldRoot: 'Root of 2000' } });
const twice = `${old}${element('tls-profile', { name: 'CarrierTLS', 'trusted-ca-certificates': 'OldRoot' })}`;
const place = `sbc.cfg:${lineOf(old, 'trusted-ca-certificates')}`;

export const cases: RuleCases = {
  rule: 'expired-trust-anchor',
  pass: [
    { name: 'on its last day', files: { 'sbc.cfg': old, 'OldRoot.pem': baltimore }, asOf: '2025-05-12' },
    {
      name: 'within its last minute',
      files: { 'sbc.cfg': old, 'OldRoot.pem': baltimore },
      asOf: '2025-05-12T23:59:00Z',
    },
    { name: 'years to go', files: { 'sbc.cfg': old, 'OldRoot.pem': exampleRoot } },
  ],
  fail: [
    {
      name: 'a root that no peer needs any more',
      files: { 'sbc.cfg': old, 'OldRoot.pem': baltimore },
      asOf: '2025-05-13',
      findings: [`note ${place} ${BALTIMORE}`],
    },
    {
      name: 'an instant after its end',
      files: { 'sbc.cfg': old, 'OldRoot.pem': baltimore },
      asOf: '2025-05-12T23:59:01Z',
      findings: [`note ${place} ${BALTIMORE}`],
    },
    {
      name: 'a root of which sbclint cannot know who needs it',
      files: { 'sbc.cfg': old, 'OldRoot.pem': exampleOldRoot },
      findings: [`warning ${place} Example Old Root CA`],
    },
    {
      name: 'a root that a peer requires',
      files: { 'sbc.cfg': old, 'OldRoot.pem': rootPem('digicert-global-root-ca') },
      asOf: '2031-11-11',
      findings: [`warning ${place} DigiCert Global Root CA`],
    },
    {
      name: 'one finding for each trust store',
      files: { 'sbc.cfg': twice, 'OldRoot.pem': exampleOldRoot },
      findings: [
        `warning ${place} Example Old Root CA`,
        `warning sbc.cfg:${lineOf(twice, 'trusted-ca-certificates', 2)} Example Old Root CA`,
      ],
    },
  ],
  open: [
    {
      name: 'only its name says which root it is',
      files: { 'sbc.cfg': named },
      findings: [`note sbc.cfg:${lineOf(named, 'trusted-ca-certificates')} ${BALTIMORE}`],
    },
  ],
  notApplicable: [
    { name: 'a name that says nothing', files: { 'sbc.cfg': old } },
    { name: 'an entry that is not in use', files: { 'sbc.cfg': unused, 'OldRoot.pem': exampleOldRoot } },
    { name: 'a record that no trust store lists', files: { 'sbc.cfg': notListed, 'OldRoot.pem': exampleOldRoot } },
    { name: 'the trust store is not visible', files: { 'sbc.ini': mediant() } },
  ],
};
