import { crossSignedG2, exampleRoot } from '../support/certificates.js';
import { lineOf } from '../support/in-text.js';
import { certificateDetail, oracleTrunk } from '../support/oracle-text.js';
import { recalledFacts } from '../support/recalled-facts.js';
import { rootPem, type RuleCases } from '../support/rule-cases.js';

const G2 = 'DigiCert Global Root G2';
const g2 = rootPem('digicert-global-root-g2');

const one = oracleTrunk({ records: { NewRoot: G2 }, trusted: ['NewRoot'] });
const two = oracleTrunk({ records: { NewRoot: G2, Other: 'Other' }, trusted: ['Other', 'NewRoot'] });
const disabled = oracleTrunk({ records: { NewRoot: G2 }, trusted: ['NewRoot'], sipInterface: { state: 'disabled' } });
const unused = oracleTrunk({ records: { NewRoot: { 'common-name': G2, trusted: 'disabled' } }, trusted: ['NewRoot'] });
const carrier = oracleTrunk({ records: { NewRoot: G2 }, trusted: ['NewRoot'], hosts: ['sip.carrier.example.net'] });
const twoProfiles = `${one}${oracleTrunk({
  realm: 'Gov',
  profileName: 'GovTLS',
  trusted: ['NewRoot'],
  hosts: ['sip.pstnhub.gov.teams.microsoft.us'],
})}`;
const listed = (text: string, name: string, nth = 1) => lineOf(text.replace(/^ {8}name .*$/gm, ''), ` ${name}`, nth);

/** What a device prints of the cross-sign that Baltimore gave to DigiCert Global Root CA; it ended on 2025-05-10. */
const baltimoreCrossSign = certificateDetail('OldRoot', {
  serial: '0f:5b:c3:a1:76:cb:78:9e:20:20:c7:89:3c:81:67:b4',
  issuer: ['C=IE', 'O=Baltimore', 'OU=CyberTrust', 'CN=Baltimore CyberTrust Root'],
  subject: ['C=US', 'O=DigiCert Inc', 'OU=www.digicert.com', 'CN=DigiCert Global Root CA'],
  notBefore: 'Dec  7 12:17:34 2016 GMT',
  notAfter: 'May 10 12:00:00 2025 GMT',
});
const sevenSlugs = [
  'digicert-global-root-g2',
  'digicert-global-root-g3',
  'digicert-tls-ecc-p384-root-g5',
  'digicert-tls-rsa4096-root-g5',
  'microsoft-ecc-root-ca-2017',
  'microsoft-rsa-root-ca-2017',
];
const seven = oracleTrunk({
  records: Object.fromEntries([['OldRoot', 'Old'], ...sevenSlugs.map((slug) => [slug, slug] as const)]),
  trusted: ['OldRoot', ...sevenSlugs],
});

export const cases: RuleCases = {
  rule: 'cross-signed-trust-anchor',
  pass: [
    { name: 'the self-signed root is there', files: { 'sbc.cfg': one, 'NewRoot.pem': g2 }, asOf: '2023-10-03' },
    {
      name: 'the self-signed root is there beside the cross-sign',
      files: { 'sbc.cfg': two, 'NewRoot.pem': g2, 'Other.pem': crossSignedG2 },
      asOf: '2023-10-03',
    },
    {
      name: 'the day before the requirement',
      files: { 'sbc.cfg': one, 'NewRoot.pem': crossSignedG2 },
      asOf: '2023-10-02',
    },
  ],
  fail: [
    {
      name: 'only a cross-sign is there',
      files: { 'sbc.cfg': one, 'NewRoot.pem': crossSignedG2 },
      asOf: '2023-10-03',
      findings: [`warning sbc.cfg:${listed(one, 'NewRoot')} ${G2}`],
    },
    {
      name: 'one finding for each TLS context that lists it',
      files: { 'sbc.cfg': twoProfiles, 'NewRoot.pem': crossSignedG2 },
      asOf: '2024-05-01',
      findings: [
        `warning sbc.cfg:${listed(twoProfiles, 'NewRoot', 1)} ${G2}`,
        `warning sbc.cfg:${listed(twoProfiles, 'NewRoot', 2)} ${G2}`,
      ],
    },
    {
      name: 'one level less where all legs are disabled',
      files: { 'sbc.cfg': disabled, 'NewRoot.pem': crossSignedG2 },
      asOf: '2023-10-03',
      findings: [`note sbc.cfg:${listed(disabled, 'NewRoot')} ${G2}`],
    },
    {
      name: 'the user says whom the trunk faces',
      files: { 'sbc.cfg': carrier, 'NewRoot.pem': crossSignedG2 },
      asOf: '2023-10-03',
      peer: 'microsoft-teams-direct-routing',
      findings: [`warning sbc.cfg:${listed(carrier, 'NewRoot')} ${G2}`],
    },
    {
      name: 'the cross-sign has expired, so that it is an error',
      files: {
        'sbc.cfg': seven,
        'certificates.txt': baltimoreCrossSign,
        ...Object.fromEntries(sevenSlugs.map((slug) => [`${slug}.pem`, rootPem(slug)])),
      },
      asOf: '2026-03-01',
      findings: [`error sbc.cfg:${listed(seven, 'OldRoot')} DigiCert Global Root CA`],
    },
  ],
  open: [
    {
      name: 'the root itself may stand behind another name',
      files: { 'sbc.cfg': two, 'NewRoot.pem': crossSignedG2 },
      asOf: '2023-10-03',
      findings: [`warning sbc.cfg:${listed(two, 'NewRoot')} ${G2}`],
    },
    {
      name: 'nobody has verified what the peer demands',
      files: { 'sbc.cfg': one, 'NewRoot.pem': crossSignedG2 },
      asOf: '2023-10-03',
      knowledge: recalledFacts,
      findings: [`warning sbc.cfg:${listed(one, 'NewRoot')} ${G2}`],
    },
  ],
  notApplicable: [
    { name: 'another root', files: { 'sbc.cfg': one, 'NewRoot.pem': exampleRoot }, asOf: '2023-10-03' },
    {
      name: 'the cross-sign is not in use',
      files: { 'sbc.cfg': unused, 'NewRoot.pem': crossSignedG2 },
      asOf: '2023-10-03',
    },
    { name: 'the trunk faces nobody that sbclint knows', files: { 'sbc.cfg': carrier, 'NewRoot.pem': crossSignedG2 } },
  ],
};
