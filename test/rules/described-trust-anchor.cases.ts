import { lineOf } from '../support/in-text.js';
import { certificateDetail, oracleTrunk } from '../support/oracle-text.js';
import { rootPem, type RuleCases } from '../support/rule-cases.js';

const name = ['C=US', 'O=DigiCert Inc', 'OU=www.digicert.com', 'CN=DigiCert Global Root G2'];
const printed = {
  serial: '03:3a:f1:e6:a7:11:a9:a0:bb:28:64:b1:1d:09:fa:e5',
  issuer: name,
  subject: name,
  notBefore: 'Aug  1 12:00:00 2013 GMT',
  notAfter: 'Jan 15 12:00:00 2038 GMT',
};
const trunk = oracleTrunk({ records: { G2: 'DigiCert Global Root G2' }, trusted: ['G2'] });
const elsewhere = oracleTrunk({
  records: { G2: 'DigiCert Global Root G2' },
  trusted: ['G2'],
  hosts: ['sip.example.net'],
});
const listing = certificateDetail('G2', printed);

export const cases: RuleCases = {
  rule: 'described-trust-anchor',
  pass: [
    {
      name: 'the certificate itself is there',
      files: { 'sbc.cfg': trunk, 'G2.pem': rootPem('digicert-global-root-g2') },
    },
    {
      name: 'the certificate is there beside its description',
      files: { 'sbc.cfg': trunk, 'certificates.txt': listing, 'G2.pem': rootPem('digicert-global-root-g2') },
    },
  ],
  fail: [
    {
      name: 'the device lists it',
      files: { 'sbc.cfg': trunk, 'certificates.txt': listing },
      findings: [`note sbc.cfg:${lineOf(trunk, 'trusted-ca-certificates')}`],
    },
  ],
  open: [
    {
      name: 'a name alone is no description',
      files: { 'sbc.cfg': trunk },
      asOf: '2024-01-01',
      by: 'missing-trust-anchor',
      findings: [`error sbc.cfg:${lineOf(trunk, 'trusted-ca-certificates')} DigiCert Global Root G2`],
    },
  ],
  notApplicable: [{ name: 'no peer asks for it', files: { 'sbc.cfg': elsewhere, 'certificates.txt': listing } }],
};
