import { mediant } from '../support/audiocodes-text.js';
import {
  crossSignedG2,
  exampleBrainpoolRoot,
  exampleIssuingCa,
  exampleRollover,
  exampleRoot,
} from '../support/certificates.js';
import { lineOf } from '../support/in-text.js';
import { certificateDetail, element, oracleTrunk } from '../support/oracle-text.js';
import { core } from '../support/ribbon-text.js';
import { rootPem, type RuleCases } from '../support/rule-cases.js';

const one = oracleTrunk({ records: { Issuer: 'issuer' }, trusted: ['Issuer'] });
const notListed = oracleTrunk({ records: { Issuer: 'issuer' } });
const twice = `${one}${element('tls-profile', { name: 'CarrierTLS', 'trusted-ca-certificates': 'Issuer' })}`;
const place = `sbc.cfg:${lineOf(one, 'trusted-ca-certificates')}`;
const ribbon = core({ entries: { Issuer: 'enabled' } });
const privateIssuer = {
  issuer: ['C=US', 'O=Example', 'CN=Example Root CA'],
  notBefore: 'Jan  1 00:00:00 2022 GMT',
  notAfter: 'Jan  1 00:00:00 2030 GMT',
};
const described = certificateDetail('Issuer', {
  ...privateIssuer,
  serial: '0a:0b:0c',
  subject: ['C=US', 'O=Example', 'CN=Example Issuing CA 2'],
});
const describedRoot = certificateDetail('Issuer', {
  ...privateIssuer,
  serial: '0a:0b:0d',
  subject: ['C=US', 'O=Example', 'CN=Example Root CA'],
});

export const cases: RuleCases = {
  rule: 'subordinate-trust-anchor',
  pass: [
    { name: 'a self-signed root', files: { 'sbc.cfg': one, 'Issuer.pem': exampleRoot } },
    { name: 'a root that the device describes', files: { 'sbc.cfg': one, 'certificates.txt': describedRoot } },
    {
      name: 'a cross-sign is the business of another rule',
      files: { 'sbc.cfg': one, 'Issuer.pem': crossSignedG2 },
    },
  ],
  fail: [
    {
      name: 'an intermediate is a trust anchor',
      files: { 'sbc.cfg': one, 'Issuer.pem': exampleIssuingCa },
      findings: [`warning ${place} Example Issuing CA`],
    },
    {
      name: 'the device describes it',
      files: { 'sbc.cfg': one, 'certificates.txt': described },
      findings: [`warning ${place}`],
    },
    {
      name: 'in every trust store',
      files: { 'sbc.cfg': twice, 'Issuer.pem': exampleIssuingCa },
      findings: [
        `warning ${place} Example Issuing CA`,
        `warning sbc.cfg:${lineOf(twice, 'trusted-ca-certificates', 2)} Example Issuing CA`,
      ],
    },
    {
      name: 'a note where the store completes the own path as well',
      files: { 'sbc.set': ribbon, 'Issuer.pem': exampleIssuingCa },
      findings: [`note sbc.set:${lineOf(ribbon, 'certificate Issuer')} Example Issuing CA`],
    },
    {
      name: 'in a file that holds the whole trust store',
      files: { 'sbc.ini': mediant(), '1.root': `${rootPem('digicert-global-root-g2')}${exampleIssuingCa}` },
      findings: [`warning 1.root:${rootPem('digicert-global-root-g2').split('\n').length} Example Issuing CA`],
    },
    {
      name: 'it names itself as its issuer, and another key signed it',
      files: { 'sbc.cfg': one, 'Issuer.pem': exampleRollover },
      findings: [`warning ${place} Example Root CA`],
    },
  ],
  open: [
    {
      name: 'its signature cannot be checked here',
      files: { 'sbc.cfg': one, 'Issuer.pem': exampleBrainpoolRoot },
      findings: [`warning ${place} Example Brainpool Root CA`],
    },
  ],
  notApplicable: [
    { name: 'a bare label', files: { 'sbc.cfg': one } },
    { name: 'a record that no trust store lists', files: { 'sbc.cfg': notListed, 'Issuer.pem': exampleIssuingCa } },
  ],
};
