import { mediant } from '../support/audiocodes-text.js';
import { lineOf } from '../support/in-text.js';
import { oracleTrunk } from '../support/oracle-text.js';
import { core } from '../support/ribbon-text.js';
import type { RuleCases } from '../support/rule-cases.js';

const gov = ['sip.pstnhub.gov.teams.microsoft.us'];
const tcp = oracleTrunk({ hosts: gov, agent: { 'transport-method': 'StaticTCP' } });
const byDefault = oracleTrunk({ hosts: gov }).replace(/^ +transport-method .*\n/m, '');
const three = oracleTrunk({ agent: { 'transport-method': 'UDP' } });
const disabled = oracleTrunk({ hosts: gov, agent: { 'transport-method': 'UDP', state: 'disabled' } });
const strange = oracleTrunk({ hosts: gov, agent: { 'transport-method': 'SCTP' } });
const proxySet = mediant({ transport: '0' });
const follows = mediant({ transport: '-1' });
const unknown = mediant({ transport: '' });
const coreTcp = core({ port: { transportProtocolsAllowed: 'sip-tcp' } });
const withoutPort = core().replace(/^.* sipSigPort .*\n/gm, '');

export const cases: RuleCases = {
  rule: 'plaintext-leg',
  pass: [
    { name: 'the trunk uses TLS', files: { 'sbc.cfg': oracleTrunk() } },
    {
      name: 'a port without TLS beside it may serve somebody else',
      files: { 'sbc.cfg': oracleTrunk({ port: { 'transport-protocol': 'TCP' } }) },
    },
    {
      name: 'addresses follow the global parameter',
      files: { 'sbc.ini': mediant({ transport: '-1', parameters: ['SIPTransportType = 2'] }) },
    },
  ],
  fail: [
    {
      name: 'the trunk uses TCP',
      files: { 'sbc.cfg': tcp },
      findings: [`error sbc.cfg:${lineOf(tcp, 'StaticTCP')}`],
    },
    {
      name: 'UDP is the default',
      files: { 'sbc.cfg': byDefault },
      findings: [`error sbc.cfg:${lineOf(byDefault, 'session-agent')}`],
    },
    {
      name: 'each agent for itself',
      files: { 'sbc.cfg': three },
      findings: [1, 2, 3].map((nth) => `error sbc.cfg:${lineOf(three, 'UDP', nth)}`),
    },
    {
      name: 'one level less where the agent is disabled',
      files: { 'sbc.cfg': disabled },
      findings: [`warning sbc.cfg:${lineOf(disabled, 'UDP')}`],
    },
    {
      name: 'one finding for the addresses of a proxy set',
      files: { 'sbc.ini': proxySet },
      findings: [`error sbc.ini:${lineOf(proxySet, 'ProxyIp 0 =')}`],
    },
    {
      name: 'addresses follow a global parameter that is at its default',
      files: { 'sbc.ini': follows },
      findings: [`error sbc.ini:${lineOf(follows, 'ProxyIp 0 =')}`],
    },
    {
      name: 'no port of the zone allows TLS',
      files: { 'sbc.set': coreTcp },
      findings: [`error sbc.set:${lineOf(coreTcp, 'sip-tcp')}`],
    },
  ],
  open: [
    {
      name: 'a transport that is not understood',
      files: { 'sbc.cfg': strange },
      findings: [`error sbc.cfg:${lineOf(strange, 'SCTP')}`],
    },
    {
      name: 'the address leaves it open',
      files: { 'sbc.ini': unknown },
      findings: [`error sbc.ini:${lineOf(unknown, 'ProxyIp 0 =')}`],
    },
    {
      name: 'the export does not show the ports of the zone',
      files: { 'sbc.set': withoutPort },
      findings: [`error sbc.set:${lineOf(withoutPort, 'addressContext')}`],
    },
  ],
  notApplicable: [
    {
      name: 'a carrier may be called on UDP',
      files: { 'sbc.cfg': oracleTrunk({ hosts: ['sip.carrier.example.net'], agent: { 'transport-method': 'UDP' } }) },
    },
    {
      name: 'so may one beside a trunk on TLS that the user names',
      files: { 'sbc.cfg': oracleTrunk({ hosts: ['sip.carrier.example.net'], agent: { 'transport-method': 'UDP' } }) },
      peer: 'microsoft-teams-direct-routing',
    },
  ],
};
