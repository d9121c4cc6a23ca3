import { cube } from '../support/cisco-text.js';
import { lineOf } from '../support/in-text.js';
import { certificateDetail, oracleTrunk, type Trunk } from '../support/oracle-text.js';
import { ownOnmicrosoft, ownServer, ownWildcard } from '../support/own-certificates.js';
import { table, mediant } from '../support/audiocodes-text.js';
import { recalledFacts } from '../support/recalled-facts.js';
import type { RuleCases } from '../support/rule-cases.js';

const oracle = (ownName?: string, more: Trunk = {}) =>
  oracleTrunk({
    records: { Own: 'sbc.example.net' },
    profile: { 'end-entity-certificate': 'Own' },
    ...(ownName === undefined ? {} : { ownName }),
    ...more,
  });
const own = (pem: string, text: string) => ({ 'sbc.cfg': text, 'Own.pem': pem });
const at = (text: string, what: string) => `sbc.cfg:${lineOf(text, what)}`;
const google = (host: string) => oracle(undefined, { hosts: [host] });
const cisco = (localhost: string | null, identity: string) => ({ 'cube.cfg': cube({ localhost, identity }) });
const ciscoAt = (localhost: string, identity: string) =>
  `cube.cfg:${lineOf(cube({ localhost, identity }), 'localhost')}`;
const groups = (contact: string) =>
  `${mediant()}${table('IPGroup', ['Name', 'ProxySetName', 'ClassifyByProxySet', 'ContactName'], {
    1: `"Teams", "Teams", 0, "${contact}"`,
  })}`;
const detail = certificateDetail('Own', {
  serial: '4660 (0x1234)',
  issuer: ['C=US', 'O=Example', 'CN=Example Root CA'],
  subject: ['C=US', 'O=Example', 'CN=Example SBC'],
  notBefore: 'Jan  1 00:00:00 2022 GMT',
  notAfter: 'Jan  1 00:00:00 2030 GMT',
});

export const cases: RuleCases = {
  rule: 'end-entity-name',
  pass: [
    { name: 'the name is in the certificate', files: cisco('sbc.example.net', ownServer) },
    { name: 'in another case and with the dot of the root', files: cisco('SBC.Example.NET.', ownServer) },
    { name: 'a wildcard stands for one label', files: cisco('sbc.example.net', ownWildcard) },
    { name: 'the realm has the name', files: own(ownServer, oracle('sbc.example.net')) },
    {
      name: 'the IP group has the name',
      files: { 'sbc.ini': groups('sbc.example.net'), 'sbc.1.crt': ownServer },
    },
    { name: 'a name towards a peer that takes no wildcards', files: own(ownServer, google('us.telephony.goog')) },
  ],
  fail: [
    {
      name: 'another name',
      files: cisco('sbc1.example.net', ownServer),
      findings: [`error ${ciscoAt('sbc1.example.net', ownServer)}`],
    },
    {
      name: 'a wildcard does not stand for two labels',
      files: cisco('a.sbc.example.net', ownWildcard),
      findings: [`error ${ciscoAt('a.sbc.example.net', ownWildcard)}`],
    },
    {
      name: 'nor for none',
      files: cisco('example.net', ownWildcard),
      findings: [`error ${ciscoAt('example.net', ownWildcard)}`],
    },
    {
      name: 'another name, where it is inferred which setting holds the name',
      files: own(ownServer, oracle('sbc1.example.net')),
      findings: [`warning ${at(oracle('sbc1.example.net'), 'teams-fqdn')}`],
    },
    {
      name: 'another name in the IP group',
      files: { 'sbc.ini': groups('sbc1.example.net'), 'sbc.1.crt': ownServer },
      findings: [`warning sbc.ini:${lineOf(groups('sbc1.example.net'), '"sbc1.example.net"')}`],
    },
    {
      name: 'a wildcard towards a peer that refuses it',
      files: own(ownWildcard, google('us.telephony.goog')),
      findings: [`error ${at(google('us.telephony.goog'), 'end-entity-certificate')}`],
    },
    {
      name: 'a wildcard towards its sister service, of which that is inferred',
      files: own(ownWildcard, google('siplink.telephony.goog')),
      findings: [`warning ${at(google('siplink.telephony.goog'), 'end-entity-certificate')}`],
    },
    {
      name: 'a domain that Teams does not take',
      files: cisco('sbc.example.onmicrosoft.com', ownOnmicrosoft),
      findings: [`error ${ciscoAt('sbc.example.onmicrosoft.com', ownOnmicrosoft)}`],
    },
  ],
  open: [
    {
      name: 'the export shows no name of the SBC',
      files: own(ownServer, oracle()),
      findings: [`note ${at(oracle(), 'end-entity-certificate')}`],
    },
    {
      name: 'a listing that prints the subject only',
      files: { 'sbc.cfg': oracle('sbc.example.net'), 'sbc.certificates.txt': detail },
      findings: [`note ${at(oracle('sbc.example.net'), 'end-entity-certificate')}`],
    },
    {
      name: 'a wildcard towards a peer of which it is not known whether it looks',
      files: own(ownWildcard, google('sbc.sipconnect-eu.bcld.webex.com')),
      findings: [`warning ${at(google('sbc.sipconnect-eu.bcld.webex.com'), 'end-entity-certificate')}`],
    },
    {
      name: 'nobody has verified what the peer demands',
      files: cisco('sbc1.example.net', ownServer),
      knowledge: recalledFacts,
      findings: [`warning ${ciscoAt('sbc1.example.net', ownServer)}`],
    },
  ],
  notApplicable: [
    { name: 'the certificate is not there', files: { 'sbc.cfg': oracle('sbc.example.net') } },
    { name: 'a peer that never sees it', files: own(ownWildcard, google('trunk.byoc.mypurecloud.de')) },
  ],
};
