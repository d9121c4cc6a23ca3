import { mediant } from '../support/audiocodes-text.js';
import { lineOf } from '../support/in-text.js';
import { oracleTrunk } from '../support/oracle-text.js';
import { core } from '../support/ribbon-text.js';
import { recalledFacts } from '../support/recalled-facts.js';
import type { RuleCases } from '../support/rule-cases.js';

const gov = ['sip.pstnhub.gov.teams.microsoft.us'];
const wrong = oracleTrunk({ hosts: gov, agent: { port: '5060' } });
const three = oracleTrunk({ agent: { port: '5067' } });
const disabled = oracleTrunk({ hosts: gov, agent: { port: '5060', state: 'disabled' } });
const notWritten = oracleTrunk({ hosts: gov }).replace(/^ +port +5061\n/m, '');
const untold = oracleTrunk({ hosts: gov, agent: { port: '0' } });
const untoldDisabled = oracleTrunk({ hosts: gov, agent: { port: '0', state: 'disabled' } });
const proxySet = mediant({ hosts: ['sip.pstnhub.microsoft.com:5061', 'sip2.pstnhub.microsoft.com:5067'] });
const raised = core({ fqdnPort: '5062' });

export const cases: RuleCases = {
  rule: 'wrong-endpoint-port',
  pass: [
    { name: 'the documented port', files: { 'sbc.cfg': oracleTrunk() } },
    { name: 'a port that the device raises to the documented one', files: { 'sbc.set': core({ fqdnPort: '5060' }) } },
  ],
  fail: [
    {
      name: 'the port of SIP without TLS',
      files: { 'sbc.cfg': wrong },
      findings: [`error sbc.cfg:${lineOf(wrong, '5060')}`],
    },
    {
      name: 'no port is written, and the documented default is that of SIP without TLS',
      files: { 'sbc.cfg': notWritten },
      findings: [`error sbc.cfg:${lineOf(notWritten, 'session-agent')}`],
    },
    {
      name: 'each host name for itself',
      files: { 'sbc.cfg': three },
      findings: [1, 2, 3].map((nth) => `error sbc.cfg:${lineOf(three, '5067', nth)}`),
    },
    {
      name: 'one level less where the agent is disabled',
      files: { 'sbc.cfg': disabled },
      findings: [`warning sbc.cfg:${lineOf(disabled, '5060')}`],
    },
    {
      name: 'one address of a proxy set, once for both directions',
      files: { 'sbc.ini': proxySet },
      findings: [`error sbc.ini:${lineOf(proxySet, '5067')}`],
    },
    {
      name: 'a port that the device raises to another one',
      files: { 'sbc.set': raised },
      findings: [1, 2, 3].map((nth) => `error sbc.set:${lineOf(raised, '5062', nth)}`),
    },
  ],
  open: [
    {
      name: 'no port that calls go to is written',
      files: { 'sbc.cfg': untold },
      findings: [`error sbc.cfg:${lineOf(untold, 'hostname')}`],
    },
    {
      name: 'one level less where the agent is disabled',
      files: { 'sbc.cfg': untoldDisabled },
      findings: [`warning sbc.cfg:${lineOf(untoldDisabled, 'hostname')}`],
    },
    {
      name: 'nobody has verified on which port the peer listens',
      files: { 'sbc.cfg': wrong },
      knowledge: recalledFacts,
      findings: [`error sbc.cfg:${lineOf(wrong, '5060')}`],
    },
  ],
  notApplicable: [
    {
      name: 'the trunk calls nobody that sbclint knows',
      files: { 'sbc.cfg': oracleTrunk({ hosts: ['sip.carrier.example.net'], agent: { port: '5060' } }) },
    },
    {
      name: 'a trunk without TLS is the business of another rule',
      files: { 'sbc.cfg': oracleTrunk({ agent: { port: '5060', 'transport-method': 'StaticTCP' } }) },
    },
  ],
};
