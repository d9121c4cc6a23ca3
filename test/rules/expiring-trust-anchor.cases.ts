import { mediant } from '../support/audiocodes-text.js';
import { exampleRoot } from '../support/certificates.js';
import { lineOf } from '../support/in-text.js';
import { element, oracleTrunk } from '../support/oracle-text.js';
import { rootPem, type RuleCases } from '../support/rule-cases.js';

const BALTIMORE = 'Baltimore CyberTrust Root';
const baltimore = rootPem('baltimore-cybertrust-root');
const digicert = rootPem('digicert-global-root-ca');

const old = oracleTrunk({ records: { OldRoot: 'Root of 2000' }, trusted: ['OldRoot'] });
const named = oracleTrunk({ records: { BaltimoreRoot: BALTIMORE }, trusted: ['BaltimoreRoot'] });
const unused = oracleTrunk({ records: { OldRoot: { trusted: 'disabled' } }, trusted: ['OldRoot'] });
const twice = `${old}${element('tls-profile', { name: 'CarrierTLS', 'trusted-ca-certificates': 'OldRoot' })}`;
const place = `sbc.cfg:${lineOf(old, 'trusted-ca-certificates')}`;

export const cases: RuleCases = {
  rule: 'expiring-trust-anchor',
  pass: [
    { name: '181 days before its end', files: { 'sbc.cfg': old, 'OldRoot.pem': digicert }, asOf: '2031-05-13' },
    { name: 'it has expired', files: { 'sbc.cfg': old, 'OldRoot.pem': digicert }, asOf: '2031-11-11' },
  ],
  fail: [
    {
      name: 'a root that a peer requires, 180 days before its end',
      files: { 'sbc.cfg': old, 'OldRoot.pem': digicert },
      asOf: '2031-05-14',
      findings: [`warning ${place} DigiCert Global Root CA`],
    },
    {
      name: 'on its last day',
      files: { 'sbc.cfg': old, 'OldRoot.pem': digicert },
      asOf: '2031-11-10',
      findings: [`warning ${place} DigiCert Global Root CA`],
    },
    {
      name: 'a root that no peer needs any more',
      files: { 'sbc.cfg': old, 'OldRoot.pem': baltimore },
      asOf: '2025-05-12',
      findings: [`note ${place} ${BALTIMORE}`],
    },
    {
      name: 'a root of which sbclint cannot know who needs it, in every trust store',
      files: { 'sbc.cfg': twice, 'OldRoot.pem': exampleRoot },
      asOf: '2039-12-31',
      findings: [
        `warning ${place} Example Root CA`,
        `warning sbc.cfg:${lineOf(twice, 'trusted-ca-certificates', 2)} Example Root CA`,
      ],
    },
  ],
  open: [
    {
      name: 'only its name says which root it is',
      files: { 'sbc.cfg': named },
      asOf: '2025-05-12',
      findings: [`note sbc.cfg:${lineOf(named, 'trusted-ca-certificates')} ${BALTIMORE}`],
    },
  ],
  notApplicable: [
    { name: 'a name that says nothing', files: { 'sbc.cfg': old }, asOf: '2025-05-12' },
    {
      name: 'an entry that is not in use',
      files: { 'sbc.cfg': unused, 'OldRoot.pem': digicert },
      asOf: '2031-11-10',
    },
    { name: 'the trust store is not visible', files: { 'sbc.ini': mediant() } },
  ],
};
