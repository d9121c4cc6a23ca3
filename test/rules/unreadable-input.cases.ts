import { mediant } from '../support/audiocodes-text.js';
import { lineOf } from '../support/in-text.js';
import { oracleTrunk } from '../support/oracle-text.js';
import { core } from '../support/ribbon-text.js';
import { rootPem, type RuleCases } from '../support/rule-cases.js';

const g2 = rootPem('digicert-global-root-g2');
const sbc = oracleTrunk({ records: { NewRoot: 'DigiCert Global Root G2' }, trusted: ['NewRoot'] });
const sign = oracleTrunk({ records: { NewRoot: 'DigiCert Global Root G2' }, trusted: ['+NewRoot'] });
const cut = sbc.slice(0, sbc.lastIndexOf('mutual-authenticate') + 8);
const ini = mediant();
const cutIni = ini.slice(0, ini.indexOf('ProxyIp 1 ='));
const strangeCell = mediant({ builtInBundle: 'maybe' });
const row = ini.replace('"Teams", 12, 0;', '"Teams", 12;');
const quote = `${core()}set addressContext default zone TEAMS ipPeer TEAMS_9 policy sip fqdn "sip.example.net\nset x y z\n`;
const cutCore = core()
  .trimEnd()
  .replace(/ policy sip fqdnPort 5061$/, ' policy "sip');
const broken = g2.replace(/^MII.*$/m, 'MII!');
const body = g2.split('\n').slice(1, -2);
const noCertificate = `-----BEGIN CERTIFICATE-----\n${Buffer.from('no DER').toString('base64')}\n-----END CERTIFICATE-----\n`;
const listing = `certificate-record:NewRoot\n-----BEGIN CERTIFICATE-----\n${body.slice(0, 3).join('\n')}\n`;

export const cases: RuleCases = {
  rule: 'unreadable-input',
  pass: [
    { name: 'every line that matters is read', files: { 'sbc.cfg': sbc, 'NewRoot.pem': g2 } },
    { name: 'an INI file', files: { 'sbc.ini': ini } },
    { name: 'a dump of an SBC Core', files: { 'sbc.set': core() } },
    { name: 'a file without its last line terminator is whole', files: { 'sbc.cfg': sbc.trimEnd() } },
  ],
  open: [
    {
      name: 'an entry that no device prints like that',
      files: { 'sbc.cfg': sign },
      findings: [`error sbc.cfg:${lineOf(sign, '+NewRoot')}`],
    },
    {
      name: 'the file breaks off in an element',
      files: { 'sbc.cfg': cut },
      findings: [`error sbc.cfg:${cut.split('\n').length}`],
    },
    {
      name: 'the file breaks off in a table',
      files: { 'sbc.ini': cutIni },
      findings: [`error sbc.ini:${lineOf(cutIni, '[ ProxyIp ]')}`],
    },
    {
      name: 'a row with too few cells',
      files: { 'sbc.ini': row },
      findings: [`error sbc.ini:${lineOf(row, 'TLSContexts 1 =')}`],
    },
    {
      name: 'a value that is not understood',
      files: { 'sbc.ini': strangeCell },
      findings: [`error sbc.ini:${lineOf(strangeCell, 'TLSContexts 1 =')}`],
    },
    {
      name: 'a quote that is not closed',
      files: { 'sbc.set': quote },
      findings: [`error sbc.set:${lineOf(quote, '"sip.example.net')}`],
    },
    {
      name: 'the file breaks off in a line',
      files: { 'sbc.set': cutCore },
      findings: [`error sbc.set:${cutCore.split('\n').length}`],
    },
    { name: 'an export that is empty', files: { 'sbc.cfg': '\n' }, findings: ['error sbc.cfg:1'] },
    {
      name: 'an export in UTF-16',
      files: { 'sbc.cfg': `\xff\xfe${[...sbc].map((letter) => `${letter}\0`).join('')}` },
      findings: ['error sbc.cfg:1'],
    },
    {
      name: 'a file with the ending of an export that nothing recognizes',
      files: { 'sbc.ini': 'hello\n' },
      findings: ['error sbc.ini:1'],
    },
    {
      name: 'a certificate file without a certificate',
      files: { 'sbc.cfg': sbc, 'NewRoot.pem': 'hello\n' },
      findings: ['error NewRoot.pem:1'],
    },
    {
      name: 'a certificate whose letters are damaged',
      files: { 'sbc.cfg': sbc, 'NewRoot.pem': broken },
      findings: ['error NewRoot.pem:1'],
    },
    {
      name: 'armour around something else',
      files: { 'sbc.cfg': sbc, 'NewRoot.pem': noCertificate },
      findings: ['error NewRoot.pem:1'],
    },
    {
      name: 'one file with two certificates for one record',
      files: { 'sbc.cfg': sbc, 'NewRoot.pem': `${g2}${rootPem('digicert-global-root-g3')}` },
      findings: ['error NewRoot.pem:1'],
    },
    {
      name: 'two files that show different certificates for one record',
      files: { 'sbc.cfg': sbc, 'NewRoot.crt': g2, 'NewRoot.pem': rootPem('digicert-global-root-g3') },
      findings: ['error NewRoot.pem:1'],
    },
    {
      name: 'a listing that breaks off',
      files: { 'sbc.cfg': sbc, 'certificates.txt': listing },
      findings: ['error certificates.txt:2', 'error certificates.txt:2'],
    },
  ],
  notApplicable: [
    { name: 'a file that nobody takes for an export', files: { 'README.md': 'hello\n' } },
    { name: 'a key file, which is never opened', files: { 'sbc.cfg': sbc, 'sbc.key': 'hello\n' } },
    {
      name: 'a private key with the ending of a certificate',
      files: { 'sbc.pem': '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n' },
    },
  ],
};
