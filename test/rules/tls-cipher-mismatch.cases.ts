import type { Knowledge, PeerTlsStatement } from '../../src/model/knowledge.js';
import { mediant } from '../support/audiocodes-text.js';
import { lineOf } from '../support/in-text.js';
import { oracleTrunk, profileLine } from '../support/oracle-text.js';
import { core } from '../support/ribbon-text.js';
import type { RuleCases } from '../support/rule-cases.js';

const GENESYS = ['trunk.byoc.mypurecloud.com'];
const GOOGLE = ['us.telephony.goog'];
const GCM = 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256';
const CBC = 'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384';
const oracle = (suites: readonly string[], hosts?: readonly string[]) =>
  oracleTrunk({ profile: { 'tls-version': 'tlsv12', 'cipher-list': suites }, ...(hosts ? { hosts } : {}) } as never);
const at = (text: string) => lineOf(text, 'cipher-list');
const rsa = oracle(['TLS_RSA_WITH_AES_128_CBC_SHA', 'TLS_DHE_RSA_WITH_AES_256_GCM_SHA384']);
const cbc = oracle([CBC]);
const unset = oracleTrunk({ profile: { 'tls-version': 'tlsv12' } });
const ini = (client: string, server = client, tlsVersion = '4') => mediant({ tlsVersion, ciphers: { client, server } });
const row = (text: string) => lineOf(text, '"Teams", ');
const ribbonOld = { authClient: 'true', v1_2: 'enabled', cipherSuite1: 'rsa-with-aes-128-cbc-sha-256' };
const ribbon = core({ profile: { ...ribbonOld, v1_3: 'disabled' } });
const ribbonOpen = core({ profile: ribbonOld });
const leaving = oracle([CBC, 'TLS_RSA_WITH_AES_256_CBC_SHA256'], GENESYS);

/** Teams as if somebody had found that its SIP interface does, or does not, speak TLS 1.3. */
const tls13 =
  (state: PeerTlsStatement['state']) =>
  (knowledge: Knowledge): Knowledge => ({
    ...knowledge,
    peers: knowledge.peers.map((peer) => {
      if (peer.id !== 'microsoft-teams-direct-routing' || !peer.tls) return peer;
      const versions = peer.tls.versions.map((each) =>
        each.names.includes('TLS 1.3') ? { ...each, state, confidence: 'verified' as const } : each,
      );
      return { ...peer, tls: { ...peer.tls, versions } };
    }),
  });

export const cases: RuleCases = {
  rule: 'tls-cipher-mismatch',
  pass: [
    { name: 'one modern suite is enough', files: { 'sbc.cfg': oracle([GCM, 'TLS_RSA_WITH_AES_128_CBC_SHA']) } },
    { name: 'a cipher string holds one', files: { 'sbc.ini': ini('kEECDH+AESGCM:!aECDSA') } },
    { name: 'one is named beside DEFAULT', files: { 'sbc.ini': ini('DEFAULT:ECDHE-RSA-AES256-GCM-SHA384') } },
    {
      name: 'the day before the announcement an older suite is one that the peer takes',
      files: { 'sbc.cfg': oracle([CBC, 'TLS_RSA_WITH_AES_128_GCM_SHA256'], GENESYS) },
      asOf: '2025-03-23',
    },
    {
      name: 'TLS 1.3 has a suite that everybody has',
      files: {
        'sbc.ini': mediant({
          tlsVersion: '12',
          ciphers: { client: 'AES128-SHA', server: 'AES128-SHA' },
          hosts: GOOGLE,
        }),
      },
    },
  ],
  fail: [
    {
      name: 'only suites without ECDHE',
      files: { 'sbc.cfg': rsa },
      findings: [`error sbc.cfg:${at(rsa)}`],
    },
    {
      name: 'only the older suites of the peer',
      files: { 'sbc.cfg': cbc },
      findings: [`warning sbc.cfg:${at(cbc)}`],
    },
    {
      name: 'the client has one and the server has none',
      files: { 'sbc.ini': ini('ECDHE+AESGCM', 'RC4:EXP') },
      findings: [`error sbc.ini:${row(ini('', ''))}`],
    },
    {
      name: 'nothing is left of a cipher string',
      files: { 'sbc.ini': ini('HIGH:!kEECDH') },
      findings: [`error sbc.ini:${row(ini(''))}`],
    },
    {
      name: 'what is inferred of a product is a warning',
      files: { 'sbc.txt': ribbon },
      findings: [`warning sbc.txt:${lineOf(ribbon, 'cipherSuite1')}`],
    },
    {
      name: 'the peer has announced that it drops them',
      files: { 'sbc.cfg': leaving },
      asOf: '2025-03-24',
      findings: [`warning sbc.cfg:${at(leaving)}`],
    },
    {
      name: 'the day on which it drops them, which is second-hand',
      files: { 'sbc.cfg': leaving },
      asOf: '2025-11-17',
      findings: [`warning sbc.cfg:${at(leaving)}`],
    },
    {
      name: 'the peer is known to speak no TLS 1.3',
      files: { 'sbc.ini': ini('AES128-SHA', 'AES128-SHA', '12') },
      knowledge: tls13('refused'),
      findings: [`error sbc.ini:${row(ini(''))}`],
    },
  ],
  open: [
    {
      name: 'what DEFAULT holds depends on the release',
      files: { 'sbc.ini': ini('DEFAULT') },
      findings: [`note sbc.ini:${row(ini(''))}`],
    },
    {
      name: 'the list is not shown',
      files: { 'sbc.cfg': unset },
      findings: [`note sbc.cfg:${profileLine(unset) - 1}`],
    },
    {
      name: 'the server has the older ones for certain, and what ALL holds beside them is not known',
      files: { 'sbc.ini': ini('ECDHE-RSA-AES256-SHA384:ALL') },
      findings: [`note sbc.ini:${row(ini(''))}`],
    },
    {
      name: 'a word of the string is not known',
      files: { 'sbc.ini': ini('AES128-SHA:FANCY') },
      findings: [`error sbc.ini:${row(ini(''))}`],
    },
    {
      name: 'only TLS 1.3 could help, and nobody has established whether the peer speaks it',
      files: { 'sbc.ini': ini('AES128-SHA', 'AES128-SHA', '12') },
      findings: [`error sbc.ini:${row(ini(''))}`],
    },
    {
      name: 'only a default could help, and the peer would have to speak TLS 1.3',
      files: { 'sbc.txt': ribbonOpen },
      findings: [`warning sbc.txt:${lineOf(ribbonOpen, 'cipherSuite1')}`],
    },
    {
      name: 'the list of the peer is not known in full',
      files: { 'sbc.cfg': oracle(['TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256'], GENESYS) },
      findings: [`error sbc.cfg:${at(oracle([GCM], GENESYS))}`],
    },
    {
      name: 'the TLS version is open already',
      files: { 'sbc.cfg': oracleTrunk() },
      by: 'tls-version-too-low',
      findings: [`note sbc.cfg:${profileLine(oracleTrunk()) - 1}`],
    },
  ],
  notApplicable: [
    {
      name: 'the trunk faces nobody that sbclint knows',
      files: { 'sbc.cfg': oracle([CBC], ['sip.carrier.example.net']) },
    },
    { name: 'nothing is known of the suites of the peer', files: { 'sbc.cfg': oracle([CBC], ['byoc.zoom.us']) } },
    {
      name: 'no version is common, which is another finding',
      files: { 'sbc.ini': mediant({ tlsVersion: '1', ciphers: { client: 'AES128-SHA', server: 'AES128-SHA' } }) },
    },
  ],
};
