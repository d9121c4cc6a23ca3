import { mediant } from '../support/audiocodes-text.js';
import { lineOf } from '../support/in-text.js';
import { element, oracleTrunk } from '../support/oracle-text.js';
import { core } from '../support/ribbon-text.js';
import { rootPem, type RuleCases } from '../support/rule-cases.js';

const gov = ['sip.pstnhub.gov.teams.microsoft.us'];
const profile = oracleTrunk({ port: { 'tls-profile': 'GoneTLS' } });
const realm = oracleTrunk({ hosts: gov, agent: { 'egress-realm-id': 'GoneRealm' } });
const parent = `${oracleTrunk()}${element('realm-config', { identifier: 'Sub', 'parent-realm': 'GoneRealm' })}`;
const shared = oracleTrunk({ records: { NewRoot: 'root' }, profile: { 'global-trusted-ca-list': 'GoneStore' } });
const own = oracleTrunk({ records: { NewRoot: 'root' }, profile: { 'end-entity-certificate': 'GoneCertificate' } });
const withoutProfiles = oracleTrunk().replace(/^tls-profile\n(?: .*\n)+/m, '');
const context = mediant({ context: 'Gone' });
const anyCase = mediant({ context: 'TEAMS' });
const proxySet = mediant().replace('ProxyIp 0 = "1"', 'ProxyIp 0 = "9"');
const port = core({ port: { tlsProfileName: 'GONE_TLS' } });
const group = `${core()}set profiles ipSignalingPeerGroup PG ipSignalingPeerGroupData 1 fqdn sip.example.net
set addressContext default zone TEAMS sipTrunkGroup TG policy ipSignalingPeerGroup GONE_PG
`;
const pki = core({ entries: { NewRoot: 'enabled' }, profile: { serverCertName: 'gone_example' } });

export const cases: RuleCases = {
  rule: 'undefined-reference',
  pass: [
    { name: 'every name leads somewhere', files: { 'sbc.cfg': oracleTrunk() } },
    { name: 'an INI file compares names in any case', files: { 'sbc.ini': anyCase } },
    { name: 'context 0 always exists', files: { 'sbc.ini': mediant({ context: 'default' }) } },
    { name: 'an SBC Core', files: { 'sbc.set': core() } },
  ],
  fail: [
    {
      name: 'a tls-profile that does not exist',
      files: { 'sbc.cfg': profile },
      findings: [`warning sbc.cfg:${lineOf(profile, 'GoneTLS')}`],
    },
    {
      name: 'a realm that does not exist',
      files: { 'sbc.cfg': realm },
      findings: [`warning sbc.cfg:${lineOf(realm, 'GoneRealm')}`],
    },
    {
      name: 'a parent realm that does not exist',
      files: { 'sbc.cfg': parent },
      findings: [`warning sbc.cfg:${lineOf(parent, 'GoneRealm')}`],
    },
    {
      name: 'a global store that does not exist',
      files: { 'sbc.cfg': shared },
      findings: [`warning sbc.cfg:${lineOf(shared, 'GoneStore')}`],
    },
    {
      name: "the SBC's own certificate-record does not exist",
      files: { 'sbc.cfg': own },
      findings: [`warning sbc.cfg:${lineOf(own, 'GoneCertificate')}`],
    },
    {
      name: 'a TLS context that does not exist, in each row that names it',
      files: { 'sbc.ini': context },
      findings: [
        `warning sbc.ini:${lineOf(context, 'SIPInterface 1 =')}`,
        `warning sbc.ini:${lineOf(context, 'ProxySet 1 =')}`,
      ],
    },
    {
      name: 'a proxy set that does not exist',
      files: { 'sbc.ini': proxySet },
      findings: [`warning sbc.ini:${lineOf(proxySet, 'ProxyIp 0 =')}`],
    },
    {
      name: 'a TLS profile that does not exist',
      files: { 'sbc.set': port },
      findings: [`warning sbc.set:${lineOf(port, 'GONE_TLS')}`],
    },
    {
      name: 'a peer group that does not exist',
      files: { 'sbc.set': group },
      findings: [`warning sbc.set:${lineOf(group, 'GONE_PG')}`],
    },
    {
      name: 'a PKI entry that does not exist',
      files: { 'sbc.set': pki },
      findings: [`warning sbc.set:${lineOf(pki, 'gone_example')}`],
    },
  ],
  open: [
    {
      name: 'the export shows no tls-profiles at all, so the name may be good',
      files: { 'sbc.cfg': withoutProfiles },
      asOf: '2023-10-03',
      by: 'missing-trust-anchor',
      findings: [`error sbc.cfg:${lineOf(withoutProfiles, 'TeamsTLS')} DigiCert Global Root G2`],
    },
  ],
  notApplicable: [
    {
      name: 'names of trust anchors are the business of another rule',
      files: { 'sbc.cfg': oracleTrunk({ records: { NewRoot: 'root' }, trusted: ['GoneRoot'] }) },
    },
    { name: 'no configuration', files: { 'NewRoot.pem': rootPem('digicert-global-root-g2') } },
  ],
};
