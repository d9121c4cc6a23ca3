import { mediant } from '../support/audiocodes-text.js';
import { lineOf } from '../support/in-text.js';
import { element, oracleTrunk } from '../support/oracle-text.js';
import { core } from '../support/ribbon-text.js';
import { rootPem, type RuleCases } from '../support/rule-cases.js';

const PEER = 'microsoft-teams-direct-routing';
const dump = element('tls-profile', { name: 'TeamsTLS', 'trusted-ca-certificates': 'NewRoot' });
const withoutInterfaces = oracleTrunk().replace(/^sip-interface\n(?: .*\n)+/m, '');
const withoutAddresses = mediant({ tables: ['TLSContexts', 'SIPInterface', 'ProxySet'] });
const withoutPolicies = core({ hosts: [] });

export const cases: RuleCases = {
  rule: 'exposure-unknown',
  pass: [
    { name: 'the export shows whom the trunks call', files: { 'sbc.cfg': oracleTrunk() } },
    {
      name: 'it shows that they call nobody that sbclint knows',
      files: { 'sbc.cfg': oracleTrunk({ hosts: ['sip.carrier.example.net'] }) },
    },
    { name: 'something is missing, and a known peer is there all the same', files: { 'sbc.cfg': withoutInterfaces } },
    { name: 'the user says whom the device faces', files: { 'sbc.set': withoutPolicies }, peer: PEER },
    { name: 'the user says it of a dump that shows no trunk', files: { 'sbc.cfg': dump }, peer: PEER },
    { name: 'the user says it of an INI without addresses', files: { 'sbc.ini': withoutAddresses }, peer: PEER },
  ],
  open: [
    { name: 'a dump of one element', files: { 'sbc.cfg': dump }, findings: ['error sbc.cfg:1'] },
    { name: 'an SBC Core without policy blocks', files: { 'sbc.set': withoutPolicies }, findings: ['error sbc.set:1'] },
    { name: 'an INI without addresses', files: { 'sbc.ini': withoutAddresses }, findings: ['error sbc.ini:1'] },
    {
      name: 'a script shows what it changes only',
      files: { 'sbc.cli': `configure\n${core({ hosts: ['sip.carrier.example.net'] })}commit\n` },
      findings: [`error sbc.cli:${lineOf(core({ hosts: ['sip.carrier.example.net'] }), 'policy') + 1}`],
    },
    {
      name: 'each device of several',
      files: { 'edge1/sbc.cfg': dump, 'edge2/sbc.cfg': oracleTrunk(), 'edge3/sbc.set': withoutPolicies },
      findings: ['error edge1/sbc.cfg:1', 'error edge3/sbc.set:1'],
    },
  ],
  notApplicable: [{ name: 'no configuration', files: { 'NewRoot.pem': rootPem('digicert-global-root-g2') } }],
};
