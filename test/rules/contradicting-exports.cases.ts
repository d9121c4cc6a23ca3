import { compose as cli, row } from '../parsers/audiocodes-cli/compose.js';
import { compose as ini, table } from '../parsers/audiocodes-ini/compose.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/knowledge.js';
import { oracleTrunk } from '../support/oracle-text.js';
import { lineOf } from '../support/in-text.js';
import { rootPem, type RuleCases } from '../support/rule-cases.js';

const records = { OldRoot: 'Baltimore CyberTrust Root', NewRoot: 'DigiCert Global Root G2' };
const both = oracleTrunk({ records, trusted: ['OldRoot', 'NewRoot'] });
const one = oracleTrunk({ records, trusted: ['OldRoot'] });
const edge = (form: string) => readFileSync(join(root, `test/fixtures/ribbon-edge-${form}`), 'latin1');
const backup = edge('xml/missing/input/symphonyconfig.xml');
const answer = edge('rest/missing/input/certificates.xml');
const newer = edge('rest/fine/input/certificates.xml');
const evidence = {
  'OldRoot.pem': rootPem('baltimore-cybertrust-root'),
  'NewRoot.pem': rootPem('digicert-global-root-g2'),
};

const IP_COLUMNS = 'ProxySetId, ProxyIpIndex, IpAddress, TransportType';
const SIF_COLUMNS = 'InterfaceName, UDPPort, TCPPort, TLSPort, TLSContext, TLSMutualAuthentication';
const elsewhere = ini({ addresses: table('ProxyIp', IP_COLUMNS, '0 = "7", 0, "sip.pstnhub.microsoft.com:5061", 2') });
const oneAddress = ini({ addresses: table('ProxyIp', IP_COLUMNS, '0 = "7", 0, "192.0.2.9:5061", 2') });
const anotherAddress = cli({
  addresses: row('proxy-ip', '7/0', 'proxy-address "192.0.2.10:5061"', 'transport-type tls'),
});
const unverified = ini({
  interfaces: table('SIPInterface', SIF_COLUMNS, '0 = "SIF-CLOUD", 0, 0, 5061, "CTX-CLOUD", 0'),
});
const renamed = cli({ contexts: row('tls', '0', 'name "default"') + row('tls', '3', 'name "OLD"') });

export const cases: RuleCases = {
  rule: 'contradicting-exports',
  pass: [
    { name: 'two exports of one box that agree', files: { 'edge1.cfg': both, 'edge1.txt': both, ...evidence } },
    { name: 'an INI and CLI text that agree', files: { 'edge1.ini': ini(), 'edge1.txt': cli() } },
    { name: 'a package and CLI text that agree', files: { 'edge1/ini.ini': ini(), 'edge1/running-config.txt': cli() } },
    {
      name: 'an Edge backup and the answer of its REST interface that agree',
      files: { 'symphonyconfig.xml': edge('rest/missing/input/symphonyconfig.xml'), 'certificates.xml': answer },
    },
    { name: 'exports of two boxes', files: { 'edge1.cfg': both, 'edge2.cfg': one } },
  ],
  fail: [
    {
      name: 'one export lists a root that the other does not',
      files: { 'edge1.cfg': both, 'edge1.txt': one, ...evidence },
      asOf: '2023-10-04',
      findings: [`error edge1.cfg:${lineOf(both, 'trusted-ca-certificates')}`],
    },
    {
      name: 'two forms name another peer',
      files: { 'edge1.ini': elsewhere, 'edge1.txt': cli() },
      asOf: '2023-01-01',
      findings: [`error edge1.ini:${lineOf(elsewhere, 'sip.pstnhub')}`],
    },
    {
      name: 'two forms name another address',
      files: { 'edge1.ini': oneAddress, 'edge1.txt': anotherAddress },
      findings: [`error edge1.ini:${lineOf(oneAddress, '192.0.2.9')}`],
    },
    {
      name: 'two forms say another thing about the check of the peer',
      files: { 'edge1/ini.ini': unverified, 'edge1.txt': cli() },
      findings: [`error edge1.txt:${lineOf(cli(), 'tls-mutual-auth')}`],
    },
    {
      name: 'two forms call a TLS context differently',
      files: { 'edge1.ini': ini(), 'edge1.txt': renamed },
      findings: [`error edge1.ini:${lineOf(ini(), '3 = "CTX-CLOUD"')}`],
    },
    {
      name: 'the REST interface of an Edge lists roots that its backup lacks',
      files: { 'symphonyconfig.xml': backup, 'certificates.xml': newer },
      findings: [`error symphonyconfig.xml:${lineOf(backup, '<Token name="Certificates">')}`],
    },
  ],
  open: [
    {
      name: 'a root that only one of the two exports lists is neither there nor missing',
      files: { 'edge1.cfg': both, 'edge1.txt': one, ...evidence },
      asOf: '2023-10-04',
      findings: [`error edge1.cfg:${lineOf(both, 'NewRoot', 2)} DigiCert Global Root G2`],
      by: 'missing-trust-anchor',
    },
  ],
  notApplicable: [{ name: 'one export', files: { 'edge1.cfg': both } }],
};
