import type { Confidence, Knowledge } from '../../src/model/knowledge.js';
import { mediant } from '../support/audiocodes-text.js';
import { lineOf } from '../support/in-text.js';
import { oracleTrunk } from '../support/oracle-text.js';
import type { RuleCases } from '../support/rule-cases.js';

const retired = 'sip-all.pstnhub.microsoft.com';
const govRetired = 'sip-all.pstnhub.gov.teams.microsoft.us';
const undocumented = 'sip4.pstnhub.microsoft.com';

const one = oracleTrunk({ hosts: [retired] });
const clouds = oracleTrunk({ hosts: [retired, govRetired] });
const spelled = oracleTrunk({ hosts: [`${retired.toUpperCase()}.`] });
const disabled = oracleTrunk({ hosts: [retired], agent: { state: 'disabled' } });
const proxySet = mediant({ hosts: ['sip.pstnhub.microsoft.com:5061', `${retired}:5061`] });
const unknown = oracleTrunk({ hosts: [undocumented] });
const unknownDisabled = oracleTrunk({ hosts: [undocumented], agent: { state: 'disabled' } });

const backedBy = (confidence: Confidence) => (shipped: Knowledge) => ({
  ...shipped,
  peers: shipped.peers.map((peer) => ({ ...peer, retired: peer.retired.map((name) => ({ ...name, confidence })) })),
});

export const cases: RuleCases = {
  rule: 'retired-endpoint',
  pass: [
    { name: 'the documented names', files: { 'sbc.cfg': oracleTrunk() } },
    { name: 'the day before the name was retired', files: { 'sbc.cfg': one }, asOf: '2022-05-31' },
    {
      name: 'a name for tests is the business of another rule',
      files: { 'sbc.cfg': oracleTrunk({ hosts: ['sip.mspki.pstnhub.microsoft.com'] }) },
    },
  ],
  fail: [
    {
      name: 'a name that was retired',
      files: { 'sbc.cfg': one },
      asOf: '2022-06-01',
      findings: [`error sbc.cfg:${lineOf(one, retired)}`],
    },
    {
      name: 'in every cloud',
      files: { 'sbc.cfg': clouds },
      findings: [`error sbc.cfg:${lineOf(clouds, retired)}`, `error sbc.cfg:${lineOf(clouds, govRetired)}`],
    },
    {
      name: 'in capitals and with the final dot',
      files: { 'sbc.cfg': spelled },
      findings: [`error sbc.cfg:${lineOf(spelled, 'SIP-ALL')}`],
    },
    {
      name: 'one level less where the agent is disabled',
      files: { 'sbc.cfg': disabled },
      findings: [`warning sbc.cfg:${lineOf(disabled, retired)}`],
    },
    {
      name: 'beside a documented name in a proxy set, once for both directions',
      files: { 'sbc.ini': proxySet },
      findings: [`error sbc.ini:${lineOf(proxySet, retired)}`],
    },
    {
      name: 'an inferred fact is at most a warning',
      files: { 'sbc.cfg': one },
      knowledge: backedBy('inferred'),
      findings: [`warning sbc.cfg:${lineOf(one, retired)}`],
    },
  ],
  open: [
    {
      name: "a name in the peer's domain that it does not document",
      files: { 'sbc.cfg': unknown },
      findings: [`error sbc.cfg:${lineOf(unknown, undocumented)}`],
    },
    {
      name: 'one level less where the agent is disabled',
      files: { 'sbc.cfg': unknownDisabled },
      findings: [`warning sbc.cfg:${lineOf(unknownDisabled, undocumented)}`],
    },
    {
      name: 'nobody has established that the name is retired',
      files: { 'sbc.cfg': one },
      knowledge: backedBy('unknown'),
      findings: [`error sbc.cfg:${lineOf(one, retired)}`],
    },
  ],
  notApplicable: [
    {
      name: 'the trunk calls nobody that sbclint knows',
      files: { 'sbc.cfg': oracleTrunk({ hosts: ['sip-all.carrier.example.net'] }) },
    },
    {
      name: 'the user says whom it faces, and that says nothing of names',
      files: { 'sbc.cfg': oracleTrunk({ hosts: ['sip-all.carrier.example.net'] }) },
      peer: 'microsoft-teams-direct-routing',
    },
  ],
};
