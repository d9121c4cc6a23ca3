import { exampleIssuingCa } from '../support/certificates.js';
import { lineOf } from '../support/in-text.js';
import { certificateDetail, oracleTrunk } from '../support/oracle-text.js';
import type { RuleCases } from '../support/rule-cases.js';

/** A certificate of 2022-01-01 to 2030-01-01 stands for the SBC's own: what it may sign does not matter here. */
const trunk = oracleTrunk({ records: { Own: 'sbc.example.net' }, profile: { 'end-entity-certificate': 'Own' } });
const bare = oracleTrunk({ records: { Own: 'sbc.example.net' } });
const disabled = oracleTrunk({
  records: { Own: 'sbc.example.net' },
  profile: { 'end-entity-certificate': 'Own' },
  agent: { state: 'disabled' },
  sipInterface: { state: 'disabled' },
});
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
  rule: 'end-entity-expired',
  pass: [
    { name: 'on its last day', files, asOf: '2030-01-01' },
    { name: 'on its first day', files, asOf: '2022-01-01' },
  ],
  fail: [
    { name: 'the day after its end', files, asOf: '2030-01-02', findings: [`error ${place}`] },
    { name: 'the day before its beginning', files, asOf: '2021-12-31', findings: [`error ${place}`] },
    {
      name: 'one level less where all that uses it is disabled',
      files: { ...files, 'sbc.cfg': disabled },
      asOf: '2030-01-02',
      findings: [`warning sbc.cfg:${lineOf(disabled, 'end-entity-certificate')}`],
    },
  ],
  open: [
    {
      name: 'a listing without dates',
      files: { 'sbc.cfg': trunk, 'sbc.certificates.txt': brief },
      findings: [`warning ${place}`],
    },
  ],
  notApplicable: [
    { name: 'the certificate is not there', files: { 'sbc.cfg': trunk }, asOf: '2031-01-01' },
    { name: 'the context names no certificate of its own', files: { ...files, 'sbc.cfg': bare }, asOf: '2031-01-01' },
  ],
};
