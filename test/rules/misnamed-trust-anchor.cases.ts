import { mediant } from '../support/audiocodes-text.js';
import { crossSignedG2, exampleRoot } from '../support/certificates.js';
import { lineOf } from '../support/in-text.js';
import { certificateDetail, element, oracleTrunk } from '../support/oracle-text.js';
import { core } from '../support/ribbon-text.js';
import { rootPem, type RuleCases } from '../support/rule-cases.js';

const G2 = 'DigiCert Global Root G2';
const g2 = rootPem('digicert-global-root-g2');
const baltimore = rootPem('baltimore-cybertrust-root');

const byLabel = oracleTrunk({ records: { DigiCertGlobalRootG2: 'new root' }, trusted: ['DigiCertGlobalRootG2'] });
const byCommonName = oracleTrunk({ records: { NewRoot: G2 }, trusted: ['NewRoot'] });
const twice = `${byLabel}${element('tls-profile', { name: 'CarrierTLS', 'trusted-ca-certificates': 'DigiCertGlobalRootG2' })}`;
const notListed = oracleTrunk({ records: { DigiCertGlobalRootG2: 'new root' } });
const contradicting = oracleTrunk({
  records: { DigiCertGlobalRootG2: 'DigiCert Global Root G3' },
  trusted: ['DigiCertGlobalRootG2'],
});
const byFileName = core({ entries: { NewRoot: 'enabled' } }).replace('NewRoot.der', 'DigiCertGlobalRootG2.der');
const detail = certificateDetail('DigiCertGlobalRootG2', {
  serial: '0a:0b:0c',
  issuer: ['C=US', 'O=Example', 'CN=Example Root CA'],
  subject: ['C=US', 'O=Example', 'CN=Example Root CA'],
  notBefore: 'Jan  1 00:00:00 2020 GMT',
  notAfter: 'Jan  1 00:00:00 2040 GMT',
});
const listing = `error sbc.cfg:${lineOf(byLabel, 'trusted-ca-certificates')} ${G2}`;

export const cases: RuleCases = {
  rule: 'misnamed-trust-anchor',
  pass: [
    { name: 'the certificate is what its name says', files: { 'sbc.cfg': byLabel, 'DigiCertGlobalRootG2.pem': g2 } },
    {
      name: 'a cross-sign has the name and the key of the root',
      files: { 'sbc.cfg': byLabel, 'DigiCertGlobalRootG2.pem': crossSignedG2 },
    },
    { name: 'a name alone proves nothing and contradicts nothing', files: { 'sbc.cfg': byLabel } },
  ],
  fail: [
    {
      name: 'the label says one root, the certificate is another',
      files: { 'sbc.cfg': byLabel, 'DigiCertGlobalRootG2.pem': baltimore },
      findings: [listing],
    },
    {
      name: 'the common name of the record says it',
      files: { 'sbc.cfg': byCommonName, 'NewRoot.pem': exampleRoot },
      findings: [`error sbc.cfg:${lineOf(byCommonName, G2)} ${G2}`],
    },
    {
      name: 'the file name of a PKI entry says it',
      files: { 'sbc.set': byFileName, 'NewRoot.pem': baltimore },
      findings: [`error sbc.set:${lineOf(byFileName, 'DigiCertGlobalRootG2.der')} ${G2}`],
    },
    {
      name: 'the certificate is known by what the device prints of it',
      files: { 'sbc.cfg': byLabel, 'certificates.txt': detail },
      findings: [listing],
    },
    {
      name: 'one finding, however many trust stores list it',
      files: { 'sbc.cfg': twice, 'DigiCertGlobalRootG2.pem': baltimore },
      findings: [listing],
    },
    {
      name: 'a record that no trust store lists',
      files: { 'sbc.cfg': notListed, 'DigiCertGlobalRootG2.pem': baltimore },
      findings: [`error sbc.cfg:${lineOf(notListed, 'DigiCertGlobalRootG2')} ${G2}`],
    },
  ],
  open: [
    {
      name: 'its names contradict each other',
      files: { 'sbc.cfg': contradicting },
      findings: [`error sbc.cfg:${lineOf(contradicting, 'trusted-ca-certificates')} ${G2}`],
    },
  ],
  notApplicable: [
    {
      name: 'a name that says nothing',
      files: {
        'sbc.cfg': oracleTrunk({ records: { NewRoot: 'new root' }, trusted: ['NewRoot'] }),
        'NewRoot.pem': baltimore,
      },
    },
    { name: 'a trust store whose entries have no names of their own', files: { 'sbc.ini': mediant(), '1.root': g2 } },
  ],
};
