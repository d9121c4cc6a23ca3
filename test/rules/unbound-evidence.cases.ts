import { mediant } from '../support/audiocodes-text.js';
import { oracleTrunk } from '../support/oracle-text.js';
import { core } from '../support/ribbon-text.js';
import { rootPem, type RuleCases } from '../support/rule-cases.js';

const g2 = rootPem('digicert-global-root-g2');
const sbc = oracleTrunk({ records: { NewRoot: 'DigiCert Global Root G2' }, trusted: ['NewRoot'] });
const listing = `certificate-record:OtherRoot\n${g2}`;

export const cases: RuleCases = {
  rule: 'unbound-evidence',
  pass: [
    { name: 'the file is named after its record', files: { 'sbc.cfg': sbc, 'NewRoot.pem': g2 } },
    { name: 'it lies below the configuration', files: { 'sbc.cfg': sbc, 'roots/NewRoot.pem': g2 } },
    { name: 'it is named after the TLS context', files: { 'sbc.ini': mediant(), '1.root': g2 } },
    {
      name: 'it is named after the PKI entry',
      files: { 'sbc.set': core({ entries: { NewRoot: 'enabled' } }), 'NewRoot.pem': g2 },
    },
    {
      name: 'two configurations side by side, and its name starts with that of one',
      files: { 'edge1.ini': mediant(), 'edge2.ini': mediant(), 'edge1.1.root': g2, 'edge2/1.root': g2 },
    },
    {
      name: 'the listing speaks of records that are there',
      files: { 'sbc.cfg': sbc, 'c.txt': listing.replace('Other', 'New') },
    },
  ],
  fail: [
    {
      name: 'its name is that of no record',
      files: { 'stranger.pem': g2, 'sbc.cfg': sbc },
      findings: ['note stranger.pem:1'],
    },
    {
      name: 'a TLS context that is not there',
      files: { 'sbc.ini': mediant(), '7.root': g2 },
      findings: ['note 7.root:1'],
    },
    { name: 'no configuration lies beside it', files: { 'NewRoot.pem': g2 }, findings: ['note NewRoot.pem:1'] },
    {
      name: 'two configurations lie beside it, and its name starts with that of neither',
      files: { 'edge1.ini': mediant(), 'edge2.ini': mediant(), '1.root': g2 },
      findings: ['note 1.root:1'],
    },
    {
      name: 'a listing of records that the configuration does not have',
      files: { 'sbc.cfg': sbc, 'certificates.txt': listing },
      findings: ['note certificates.txt:1'],
    },
  ],
  open: [
    {
      name: 'a file that should hold a certificate, and holds none that can be read',
      files: { 'NewRoot.pem': 'DigiCert Global Root G2\n', 'sbc.cfg': sbc },
      by: 'unreadable-input',
      findings: ['error NewRoot.pem:1'],
    },
  ],
  notApplicable: [{ name: 'a configuration alone', files: { 'sbc.cfg': sbc } }],
};
