import { mediant } from '../support/audiocodes-text.js';
import { lineOf } from '../support/in-text.js';
import { element, oracleTrunk } from '../support/oracle-text.js';
import type { RuleCases } from '../support/rule-cases.js';

const [first, second, third] = [
  'sip.pstnhub.microsoft.com',
  'sip2.pstnhub.microsoft.com',
  'sip3.pstnhub.microsoft.com',
];
const gov = 'sip.pstnhub.gov.teams.microsoft.us';

const two = oracleTrunk({ hosts: [first, second] });
const disabled = oracleTrunk({ hosts: [first], agent: { state: 'disabled' } });
const withAddress = oracleTrunk({ hosts: [first, second, '192.0.2.52'] });
const mixed = oracleTrunk({ hosts: [gov, third] });
const twoTrunks = `${two}${oracleTrunk({ realm: 'Second', profileName: 'SecondTLS', hosts: [third] })}`;
const proxySet = mediant({ hosts: [`${second}:5061`, `${first}:5061`] });
const unreadRow = mediant().replace('ProxyIp 2 = "1", ', 'ProxyIp 2 = ');
const homeless = [first, second, third]
  .map((hostname) => element('session-agent', { hostname, port: '5061', 'transport-method': 'StaticTLS' }))
  .join('');

export const cases: RuleCases = {
  rule: 'incomplete-endpoint-set',
  pass: [
    { name: 'all three names', files: { 'sbc.cfg': oracleTrunk() } },
    {
      name: 'in any case, with and without the final dot',
      files: { 'sbc.cfg': oracleTrunk({ hosts: [first.toUpperCase(), `${second}.`, third] }) },
    },
    { name: 'a cloud that has one name', files: { 'sbc.cfg': oracleTrunk({ hosts: [gov] }) } },
    { name: 'all three names, and nothing says by which trunk', files: { 'sbc.cfg': homeless } },
  ],
  fail: [
    {
      name: 'the third name is missing',
      files: { 'sbc.cfg': two },
      findings: [`warning sbc.cfg:${lineOf(two, first)}`],
    },
    {
      name: 'one level less where the agents are disabled',
      files: { 'sbc.cfg': disabled },
      findings: [`note sbc.cfg:${lineOf(disabled, first)}`],
    },
    {
      name: 'two clouds by one trunk: each for itself',
      files: { 'sbc.cfg': mixed },
      findings: [`warning sbc.cfg:${lineOf(mixed, third)}`],
    },
    {
      name: 'two trunks: each for itself',
      files: { 'sbc.cfg': twoTrunks },
      findings: [`warning sbc.cfg:${lineOf(twoTrunks, first)}`, `warning sbc.cfg:${lineOf(twoTrunks, third)}`],
    },
    {
      name: 'the addresses of a proxy set',
      files: { 'sbc.ini': proxySet },
      findings: [`warning sbc.ini:${lineOf(proxySet, second)}`],
    },
  ],
  open: [
    {
      name: 'an address beside the names may be the third',
      files: { 'sbc.cfg': withAddress },
      findings: [`warning sbc.cfg:${lineOf(withAddress, first)}`],
    },
    {
      name: 'a row that could not be read may be the third',
      files: { 'sbc.ini': unreadRow },
      findings: [`warning sbc.ini:${lineOf(unreadRow, first)}`],
    },
  ],
  notApplicable: [
    {
      name: 'the trunk calls nobody that sbclint knows',
      files: { 'sbc.cfg': oracleTrunk({ hosts: ['sip.carrier.example.net'] }) },
    },
    {
      name: 'the trunk calls none of the documented names',
      files: { 'sbc.cfg': oracleTrunk({ hosts: ['sip-all.pstnhub.microsoft.com'] }) },
    },
    {
      name: 'the user says whom a trunk to an address faces',
      files: { 'sbc.cfg': oracleTrunk({ hosts: ['192.0.2.52'] }) },
      peer: 'microsoft-teams-direct-routing',
    },
  ],
};
