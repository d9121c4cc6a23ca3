import { mediant } from '../support/audiocodes-text.js';
import { lineOf } from '../support/in-text.js';
import { element, oracleTrunk } from '../support/oracle-text.js';
import { core } from '../support/ribbon-text.js';
import type { RuleCases } from '../support/rule-cases.js';

const off = oracleTrunk({ profile: { 'mutual-authenticate': 'disabled' } });
const absent = oracleTrunk().replace(/^ +mutual-authenticate .*\n/m, '');
const disabled = oracleTrunk({
  profile: { 'mutual-authenticate': 'disabled' },
  sipInterface: { state: 'disabled' },
});
const secondPort = element('sip-interface', {
  'realm-id': 'Teams',
  'sip-port': { address: '192.0.2.21', port: '5061', 'transport-protocol': 'TLS', 'tls-profile': 'TeamsTLS' },
});
const carrier = oracleTrunk({ hosts: ['sip.carrier.example.net'], profile: { 'mutual-authenticate': 'disabled' } });
const withoutProfile = oracleTrunk().replace(/^tls-profile\n(?: .*\n)+/m, '');
const noClient = core({ profile: { authClient: 'false' } });
const followsGlobal = mediant({ mutualTls: '-1', parameters: [] });
const interfaceOff = mediant({ mutualTls: '0' });
const globalOff = mediant({ mutualTls: '-1', parameters: ['SIPSRequireClientCertificate = 0'] });
const partial = mediant({ mutualTls: '-1', release: null });

export const cases: RuleCases = {
  rule: 'mutual-tls-off',
  pass: [
    { name: 'the tls-profile asks for a certificate', files: { 'sbc.cfg': oracleTrunk() } },
    { name: 'the SIP interface asks for it', files: { 'sbc.ini': mediant() } },
    {
      name: 'the global parameter asks for it',
      files: { 'sbc.ini': mediant({ mutualTls: '-1', parameters: ['SIPSRequireClientCertificate = 1'] }) },
    },
  ],
  fail: [
    {
      name: 'the tls-profile does not ask for a certificate',
      files: { 'sbc.cfg': off },
      findings: [`warning sbc.cfg:${lineOf(off, 'mutual-authenticate')}`],
    },
    {
      name: 'its default is not to ask',
      files: { 'sbc.cfg': absent },
      findings: [`warning sbc.cfg:${lineOf(absent, 'tls-profile', 2)}`],
    },
    {
      name: 'one finding, however many ports use the tls-profile',
      files: { 'sbc.cfg': `${off}${secondPort}` },
      findings: [`warning sbc.cfg:${lineOf(off, 'mutual-authenticate')}`],
    },
    {
      name: 'one level less where the interface is disabled',
      files: { 'sbc.cfg': disabled },
      findings: [`note sbc.cfg:${lineOf(disabled, 'mutual-authenticate')}`],
    },
    {
      name: 'the SIP interface says so',
      files: { 'sbc.ini': interfaceOff },
      findings: [`warning sbc.ini:${lineOf(interfaceOff, 'SIPInterface 1 =')}`],
    },
    {
      name: 'the SIP interface follows the global parameter',
      files: { 'sbc.ini': globalOff },
      findings: [`warning sbc.ini:${lineOf(globalOff, 'SIPSRequireClientCertificate')}`],
    },
    {
      name: 'the global parameter is absent from a full export',
      files: { 'sbc.ini': followsGlobal },
      findings: [`warning sbc.ini:${lineOf(followsGlobal, 'SIPInterface 1 =')}`],
    },
    {
      name: 'the TLS profile of an SBC Core says so',
      files: { 'sbc.set': noClient },
      findings: [`warning sbc.set:${lineOf(noClient, 'authClient')}`],
    },
    {
      name: 'the user says whom the trunk faces',
      files: { 'sbc.cfg': carrier },
      peer: 'microsoft-teams-direct-routing',
      findings: [`warning sbc.cfg:${lineOf(carrier, 'mutual-authenticate')}`],
    },
  ],
  open: [
    {
      name: 'the export does not show the tls-profile of the port',
      files: { 'sbc.cfg': withoutProfile },
      findings: [`warning sbc.cfg:${lineOf(withoutProfile, 'TeamsTLS')}`],
    },
    {
      name: 'a part of an INI file does not show the global parameter',
      files: { 'sbc.ini': partial },
      findings: [`warning sbc.ini:${lineOf(partial, 'SIPInterface 1 =')}`],
    },
  ],
  notApplicable: [
    { name: 'nobody that sbclint knows calls in', files: { 'sbc.cfg': carrier } },
    {
      name: 'the port is open on UDP only',
      files: { 'sbc.cfg': oracleTrunk({ port: { 'transport-protocol': 'UDP' } }) },
    },
  ],
};
