import { exampleIssuingCa, exampleShortLived } from '../support/certificates.js';
import { lineOf } from '../support/in-text.js';
import { certificateDetail, oracleTrunk } from '../support/oracle-text.js';
import type { RuleCases } from '../support/rule-cases.js';

/** A certificate of 2022-01-01 to 2030-01-01 stands for the SBC's own: what it may sign does not matter here. */
const trunk = oracleTrunk({ records: { Own: 'sbc.example.net' }, profile: { 'end-entity-certificate': 'Own' } });
const files = { 'sbc.cfg': trunk, 'Own.pem': exampleIssuingCa };
const place = `sbc.cfg:${lineOf(trunk, 'end-entity-certificate')}`;
const brief = certificateDetail('Own', {
  serial: '4660 (0x1234)',
  issuer: ['C=US', 'O=Example', 'CN=Example Root CA'],
  subject: ['C=US', 'O=Example', 'CN=sbc.example.net'],
  notBefore: 'some day',
  notAfter: 'another day',
});

export const cases: RuleCases = {
  rule: 'end-entity-expiring',
  pass: [
    { name: 'thirty-one days before its end', files, asOf: '2029-12-01' },
    {
      name: 'sixteen days before the end of a certificate of 47 days',
      files: { ...files, 'Own.pem': exampleShortLived },
      asOf: '2026-12-24',
    },
    { name: 'it has expired, of which another rule speaks', files, asOf: '2030-01-02' },
  ],
  fail: [
    { name: 'thirty days before its end', files, asOf: '2029-12-02', findings: [`warning ${place}`] },
    {
      name: 'fifteen days before the end of a certificate of 47 days',
      files: { ...files, 'Own.pem': exampleShortLived },
      asOf: '2026-12-25',
      findings: [`warning ${place}`],
    },
    { name: 'on its last day', files, asOf: '2030-01-01', findings: [`warning ${place}`] },
  ],
  open: [
    {
      name: 'a listing without dates',
      files: { 'sbc.cfg': trunk, 'sbc.certificates.txt': brief },
      findings: [`warning ${place}`],
    },
  ],
  notApplicable: [{ name: 'the certificate is not there', files: { 'sbc.cfg': trunk }, asOf: '2029-12-31' }],
};
