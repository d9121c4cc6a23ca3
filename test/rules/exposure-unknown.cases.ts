import { compose as cli, row } from '../parsers/audiocodes-cli/compose.js';
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

const aliased = oracleTrunk({ hosts: ['TeamsPrimary'], agent: { 'ip-address': '192.0.2.9' } });
/** A realm for Teams, beside one that faces a known peer. */
const besideTwilio = (hosts: readonly string[]) =>
  oracleTrunk({ hosts, ownName: 'sbc.example.net' }) +
  element('session-agent', { hostname: 'acme.pstn.twilio.com', 'realm-id': 'Twilio' });
const ini = (...hosts: readonly string[]) => mediant({ hosts });
const saved = (...hosts: readonly string[]) =>
  cli({
    addresses: hosts
      .map((host, i) => row('proxy-ip', `7/${i}`, `proxy-address "${host}:5061"`, 'transport-type tls'))
      .join(''),
  });
const pjsip = (...contacts: readonly string[]) =>
  `[tls]\ntype=transport\nprotocol=tls\n[t]\ntype=endpoint\ntransport=tls\naors=t\n[t]\ntype=aor\n${contacts
    .map((contact) => `contact=sip:${contact}:5061\n`)
    .join('')}`;
const sofia = (proxy: string, transport = 'tls') =>
  `<include>\n<profile name="p"><gateways><gateway name="g">\n<param name="proxy" value="${proxy}:5061"/>\n` +
  `<param name="register-transport" value="${transport}"/></gateway></gateways>\n` +
  '<settings><param name="sip-port" value="5080"/></settings></profile></include>\n';
/** A gateway whose dial-peers, some of them shut down, share a group of servers. */
const gateway = (dialPeers: readonly ('on' | 'off')[], ...hosts: readonly string[]) =>
  `voice service voip\nvoice class server-group 1\n${hosts.map((host) => ` dns ${host}\n`).join('')}` +
  dialPeers
    .map(
      (state, i) => `dial-peer voice ${i + 1} voip\n${state === 'off' ? ' shutdown\n' : ''} session server-group 1\n`,
    )
    .join('') +
  'sip-ua\nend\n';

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
    {
      name: 'an address beside a name',
      files: {
        'edge1/sbc.ini': ini('sip.carrier.example.net:5061', '192.0.2.9:5061'),
        'edge2/sbc.cli': saved('192.0.2.9', 'sip.carrier.example.net'),
        'edge3/pjsip.conf': pjsip('192.0.2.9', 'sip.carrier.example.net'),
      },
    },
    {
      name: 'an address behind a name',
      files: {
        'sbc.cfg': oracleTrunk({ hosts: ['sip.carrier.example.net'], agent: { 'ip-address': '192.0.2.9' } }),
      },
    },
    {
      name: 'an address in the local network, or the device itself',
      files: {
        'edge1/sbc.ini': ini('10.1.2.3:5061', '127.0.0.1:5061'),
        'edge2/sbc.cfg': oracleTrunk({ hosts: ['192.168.1.9'] }),
        'edge3/pjsip.conf': pjsip('127.0.0.1'),
        'edge4/p.xml': sofia('127.0.0.1'),
      },
    },
    {
      name: 'an address without TLS',
      files: {
        'edge1/sbc.ini': mediant({ hosts: ['192.0.2.9:5060'], transport: '0' }),
        'edge2/sbc.cfg': oracleTrunk({ hosts: ['192.0.2.9'], agent: { 'transport-method': 'UDP' } }),
        'edge3/p.xml': sofia('192.0.2.9', 'tcp'),
      },
    },
    {
      name: 'an address of an agent that is disabled',
      files: { 'sbc.cfg': oracleTrunk({ hosts: ['192.0.2.9'], agent: { state: 'disabled' } }) },
    },
    {
      name: 'an address beside a known peer',
      files: { 'sbc.cfg': oracleTrunk({ hosts: ['sip.pstnhub.microsoft.com', '192.0.2.9'] }) },
    },
    { name: 'a realm for Teams without agents beside a known peer', files: { 'sbc.cfg': besideTwilio([]) } },
    {
      name: 'a host name that is two letters away from that of a known peer, or one from a short one',
      files: { 'sbc.cfg': oracleTrunk({ hosts: ['sip.pstnhib.microsoft.org', 'sip.room.us'] }) },
    },
    {
      name: 'the user says whom a host name that is one letter away means',
      files: { 'sbc.cfg': oracleTrunk({ hosts: ['sip.pstnhib.microsoft.com'] }) },
      peer: PEER,
    },
    {
      name: 'a host name is one letter away from that of a peer that the leg faces',
      files: { 'sbc.cfg': gateway(['on'], 'sip.pstnhub.microsoft.com', 'sip2.pstnhib.microsoft.com') },
    },
    { name: 'the user says whose address it is', files: { 'sbc.ini': ini('192.0.2.9:5061') }, peer: PEER },
  ],
  open: [
    { name: 'a dump of one element', files: { 'sbc.cfg': dump }, findings: ['error sbc.cfg:1'] },
    { name: 'an SBC Core without policy blocks', files: { 'sbc.set': withoutPolicies }, findings: ['error sbc.set:1'] },
    { name: 'an INI without addresses', files: { 'sbc.ini': withoutAddresses }, findings: ['error sbc.ini:1'] },
    {
      name: 'an INI with an empty table of addresses',
      files: { 'sbc.ini': ini() },
      findings: [`error sbc.ini:${lineOf(ini(), '[ ProxyIp ]')}`],
    },
    {
      name: 'a trunk of an INI calls only addresses in TLS',
      files: { 'sbc.ini': ini('192.0.2.9:5061', '192.0.2.10:5061') },
      findings: [`error sbc.ini:${lineOf(ini('192.0.2.9:5061'), '192.0.2.9')}`],
    },
    {
      name: 'a trunk of a saved session calls an address in TLS',
      files: { 'sbc.cli': saved('192.0.2.9') },
      findings: [`error sbc.cli:${lineOf(saved('192.0.2.9'), '192.0.2.9')}`],
    },
    {
      name: 'one agent of several is an address',
      files: { 'sbc.cfg': oracleTrunk({ hosts: ['sip.carrier.example.net', '192.0.2.9'] }) },
      findings: [
        `error sbc.cfg:${lineOf(oracleTrunk({ hosts: ['sip.carrier.example.net', '192.0.2.9'] }), '192.0.2.9')}`,
      ],
    },
    {
      name: 'an agent with a label for a name is called by its address',
      files: { 'sbc.cfg': aliased },
      findings: [`error sbc.cfg:${lineOf(aliased, '192.0.2.9')}`],
    },
    {
      name: 'a realm for Teams calls an address, and another realm faces a known peer',
      files: { 'sbc.cfg': besideTwilio(['192.0.2.9']) },
      findings: [`error sbc.cfg:${lineOf(besideTwilio(['192.0.2.9']), 'identifier')}`],
    },
    {
      name: 'a contact is an address',
      files: { 'pjsip.conf': pjsip('[2001:db8::9]') },
      findings: [`error pjsip.conf:${lineOf(pjsip('[2001:db8::9]'), 'contact')}`],
    },
    {
      name: 'the proxy of a gateway is an address',
      files: { 'p.xml': sofia('192.0.2.9') },
      findings: [`error p.xml:${lineOf(sofia('192.0.2.9'), '192.0.2.9')}`],
    },
    {
      name: 'a script shows what it changes only',
      files: { 'sbc.cli': `configure\n${core({ hosts: ['sip.carrier.example.net'] })}commit\n` },
      findings: [`error sbc.cli:${lineOf(core({ hosts: ['sip.carrier.example.net'] }), 'policy') + 1}`],
    },
    {
      name: 'a host name is one letter away from that of a known peer',
      files: { 'sbc.cfg': oracleTrunk({ hosts: ['sip.pstnhib.microsoft.com'] }) },
      findings: [`error sbc.cfg:${lineOf(oracleTrunk({ hosts: ['sip.pstnhib.microsoft.com'] }), 'sip.pstnhib')}`],
    },
    {
      name: 'it ends in nearly what the names of a known peer end in, or in the same without its dots',
      files: { 'edge1/p.xml': sofia('acme.pstn.twilo.com'), 'edge2/p.xml': sofia('sip.pstnhubmicrosoft.com', 'tcp') },
      findings: [
        `error edge1/p.xml:${lineOf(sofia('acme.pstn.twilo.com'), 'twilo')}`,
        `error edge2/p.xml:${lineOf(sofia('sip.pstnhubmicrosoft.com'), 'pstnhubmicrosoft')}`,
      ],
    },
    {
      name: 'a dot of what the names of a known peer end in is lost, is another letter, or is there twice',
      files: {
        'edge1/p.xml': sofia('acmepstn.twilio.com'),
        'edge2/p.xml': sofia('acme.pstntwilio.com'),
        'edge3/p.xml': sofia('acme.pstn.twilio.co.m'),
      },
      findings: ['edge1', 'edge2', 'edge3'].map((edge) => `error ${edge}/p.xml:${lineOf(sofia('twilio'), 'twilio')}`),
    },
    {
      name: 'a host name is one letter away, and its agent is disabled',
      files: { 'sbc.cfg': oracleTrunk({ hosts: ['sip.pstnhib.microsoft.com'], agent: { state: 'disabled' } }) },
      findings: [`warning sbc.cfg:${lineOf(oracleTrunk({ hosts: ['sip.pstnhib.microsoft.com'] }), 'sip.pstnhib')}`],
    },
    {
      name: 'a host name is one letter away, and one of the trunks that call it is disabled',
      files: {
        'edge1/sbc.cfg': gateway(['on', 'off'], 'sip.pstnhib.microsoft.com'),
        'edge2/sbc.cfg': gateway(['off', 'on'], 'sip.pstnhib.microsoft.com'),
      },
      findings: ['error edge1/sbc.cfg:3', 'error edge2/sbc.cfg:3'],
    },
    {
      name: 'a host name is one letter away from that of a peer, and the leg faces another one',
      files: { 'sbc.cfg': gateway(['on'], 'acme.pstn.twilio.com', 'sip.pstnhib.microsoft.com') },
      findings: ['error sbc.cfg:4'],
    },
    {
      name: 'each device of several',
      files: { 'edge1/sbc.cfg': dump, 'edge2/sbc.cfg': oracleTrunk(), 'edge3/sbc.set': withoutPolicies },
      findings: ['error edge1/sbc.cfg:1', 'error edge3/sbc.set:1'],
    },
  ],
  notApplicable: [{ name: 'no configuration', files: { 'NewRoot.pem': rootPem('digicert-global-root-g2') } }],
};
