import type { Knowledge } from '../../src/model/knowledge.js';
import { mediant } from '../support/audiocodes-text.js';
import { lineOf } from '../support/in-text.js';
import { oracleTrunk } from '../support/oracle-text.js';
import type { RuleCases } from '../support/rule-cases.js';

const test = 'sip.mspki.pstnhub.microsoft.com';
const inferred = 'sip.g1.pstnhub.microsoft.com';
const gov = 'x.sip.pstnhub.infra.gov.teams.microsoft.us';
const dod = 'x.sip.pstnhub.infra.dod.teams.microsoft.us';

const one = oracleTrunk({ hosts: [test] });
const spelled = oracleTrunk({ hosts: ['SIP.MSPKI.pstnhub.microsoft.com.'] });
const weak = oracleTrunk({ hosts: [inferred] });
const disabled = oracleTrunk({ hosts: [test], agent: { state: 'disabled' } });
const clouds = oracleTrunk({ hosts: [gov, dod] });
const proxySet = mediant({ hosts: ['sip.pstnhub.microsoft.com:5061', `${test}:5061`] });

const notEstablished = (shipped: Knowledge): Knowledge => ({
  ...shipped,
  peers: shipped.peers.map((peer) => ({
    ...peer,
    testOnly: peer.testOnly.map((name) => ({ ...name, confidence: 'unknown' })),
  })),
});

export const cases: RuleCases = {
  rule: 'test-endpoint',
  pass: [
    { name: 'the documented names', files: { 'sbc.cfg': oracleTrunk() } },
    {
      name: 'a retired name is the business of another rule',
      files: { 'sbc.cfg': oracleTrunk({ hosts: ['sip-all.pstnhub.microsoft.com'] }) },
    },
  ],
  fail: [
    {
      name: 'a name for tests',
      files: { 'sbc.cfg': one },
      findings: [`warning sbc.cfg:${lineOf(one, test)}`],
    },
    {
      name: 'in capitals and with the final dot',
      files: { 'sbc.cfg': spelled },
      findings: [`warning sbc.cfg:${lineOf(spelled, 'SIP.MSPKI')}`],
    },
    {
      name: 'a name of which that is inferred',
      files: { 'sbc.cfg': weak },
      findings: [`warning sbc.cfg:${lineOf(weak, inferred)}`],
    },
    {
      name: 'one level less where the agent is disabled',
      files: { 'sbc.cfg': disabled },
      findings: [`note sbc.cfg:${lineOf(disabled, test)}`],
    },
    {
      name: 'in every cloud',
      files: { 'sbc.cfg': clouds },
      findings: [`warning sbc.cfg:${lineOf(clouds, gov)}`, `warning sbc.cfg:${lineOf(clouds, dod)}`],
    },
    {
      name: 'beside a documented name in a proxy set, once for both directions',
      files: { 'sbc.ini': proxySet },
      findings: [`warning sbc.ini:${lineOf(proxySet, test)}`],
    },
  ],
  open: [
    {
      name: 'nobody has established that the name is for tests',
      files: { 'sbc.cfg': one },
      knowledge: notEstablished,
      findings: [`warning sbc.cfg:${lineOf(one, test)}`],
    },
  ],
  notApplicable: [
    {
      name: 'the trunk calls nobody that sbclint knows',
      files: { 'sbc.cfg': oracleTrunk({ hosts: ['sip.test.example.net'] }) },
    },
  ],
};
