import { mediant } from '../support/audiocodes-text.js';
import { lineOf } from '../support/in-text.js';
import { oracleTrunk } from '../support/oracle-text.js';
import { core } from '../support/ribbon-text.js';
import type { RuleCases } from '../support/rule-cases.js';

const off = mediant({ mutualTls: '0', parameters: ['VerifyServerCertificate = 0'] });
const absent = mediant({ mutualTls: '0', parameters: [] });
const carrier = mediant({ mutualTls: '0', parameters: [], hosts: ['sip.carrier.example.net:5061'] });
const partial = mediant({ release: null, parameters: [] });
const coreOff = core({ profile: { peerCertValidate: 'false' } });
const coreDisabled = core({ profile: { peerCertValidate: 'false' }, port: { state: 'disabled' } });
const coreAbsent = core({ profile: { authClient: 'true' } });

export const cases: RuleCases = {
  rule: 'peer-verification-off',
  pass: [
    { name: 'the device checks servers', files: { 'sbc.ini': mediant() } },
    {
      name: 'the other global parameter makes it check them too',
      files: { 'sbc.ini': mediant({ mutualTls: '0', parameters: ['SIPSRequireClientCertificate = 1'] }) },
    },
    { name: 'the TLS profile of an SBC Core checks them', files: { 'sbc.set': core() } },
  ],
  fail: [
    {
      name: 'the device does not check servers',
      files: { 'sbc.ini': off },
      findings: [`warning sbc.ini:${lineOf(off, 'VerifyServerCertificate')}`],
    },
    {
      name: 'its default is not to check them',
      files: { 'sbc.ini': absent },
      findings: [`warning sbc.ini:${lineOf(absent, 'ProxySet 1 =')}`],
    },
    {
      name: 'the TLS profile says so',
      files: { 'sbc.set': coreOff },
      findings: [`warning sbc.set:${lineOf(coreOff, 'peerCertValidate')}`],
    },
    {
      name: 'one level less where the port is disabled',
      files: { 'sbc.set': coreDisabled },
      findings: [`note sbc.set:${lineOf(coreDisabled, 'peerCertValidate')}`],
    },
    {
      name: 'the user says whom the trunk faces',
      files: { 'sbc.ini': carrier },
      peer: 'microsoft-teams-direct-routing',
      findings: [`warning sbc.ini:${lineOf(carrier, 'ProxySet 1 =')}`],
    },
  ],
  open: [
    {
      name: 'a part of an INI file does not show the parameter',
      files: { 'sbc.ini': partial },
      findings: [`warning sbc.ini:${lineOf(partial, 'ProxySet 1 =')}`],
    },
    {
      name: 'the TLS profile does not say, and the default is not published',
      files: { 'sbc.set': coreAbsent },
      findings: [`warning sbc.set:${lineOf(coreAbsent, 'authClient')}`],
    },
  ],
  notApplicable: [
    { name: 'the device calls nobody that sbclint knows', files: { 'sbc.ini': carrier } },
    { name: 'a product that documents no switch for it', files: { 'sbc.cfg': oracleTrunk() } },
    { name: 'the trunk uses no TLS', files: { 'sbc.ini': mediant({ transport: '0', parameters: [] }) } },
  ],
};
