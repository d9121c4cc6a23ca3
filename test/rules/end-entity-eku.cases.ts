import { exampleShortLived } from '../support/certificates.js';
import { lineOf } from '../support/in-text.js';
import { certificateDetail, oracleTrunk } from '../support/oracle-text.js';
import {
  ownAnyUsage,
  ownClient,
  ownDigicertEarly,
  ownDigicertLate,
  ownServer,
  ownServerClient,
} from '../support/own-certificates.js';
import { recalledFacts } from '../support/recalled-facts.js';
import type { RuleCases } from '../support/rule-cases.js';

const given = { records: { Own: 'sbc.example.net' }, profile: { 'end-entity-certificate': 'Own' } };
const trunk = oracleTrunk(given);
const own = (pem: string, text = trunk) => ({ 'sbc.cfg': text, 'Own.pem': pem });
const place = `sbc.cfg:${lineOf(trunk, 'end-entity-certificate')}`;
const genesys = oracleTrunk({ ...given, hosts: ['trunk.byoc.mypurecloud.de'] });
const webex = oracleTrunk({ ...given, hosts: ['sbc.sipconnect-eu.bcld.webex.com'] });
const disabled = oracleTrunk({ ...given, sipInterface: { state: 'disabled' }, agent: { state: 'disabled' } });
const detail = certificateDetail('Own', {
  serial: '4660 (0x1234)',
  issuer: ['C=US', 'O=Example', 'CN=Example Root CA'],
  subject: ['C=US', 'O=Example', 'CN=sbc.example.net'],
  notBefore: 'Jan  1 00:00:00 2022 GMT',
  notAfter: 'Jan  1 00:00:00 2030 GMT',
});

export const cases: RuleCases = {
  rule: 'end-entity-eku',
  pass: [
    { name: 'for servers and clients, when both were required', files: own(ownServerClient), asOf: '2024-06-01' },
    { name: 'for servers only, on the last day before both were required', files: own(ownServer), asOf: '2024-03-18' },
    {
      name: 'for clients only, on the last day before anything was required',
      files: own(ownClient),
      asOf: '2022-01-31',
    },
    { name: 'client authentication that ends before its CA ends it', files: own(ownDigicertEarly), asOf: '2026-11-22' },
  ],
  fail: [
    { name: 'for clients only, towards Teams', files: own(ownClient), findings: [`error ${place}`] },
    {
      name: 'on the first day of the requirement',
      files: own(ownClient),
      asOf: '2022-02-01',
      findings: [`error ${place}`],
    },
    {
      name: 'for servers only, on the first day on which both were required',
      files: own(ownServer),
      asOf: '2024-03-19',
      findings: [`warning ${place}`],
    },
    {
      name: 'for servers only, in the last month in which both were required',
      files: own(ownServer),
      asOf: '2025-12-31',
      findings: [`warning ${place}`],
    },
    {
      name: 'for servers only, since client authentication is no more than information',
      files: own(ownServer),
      asOf: '2026-01-01',
      findings: [`note ${place}`],
    },
    {
      name: 'client authentication that its CA issues no longer',
      files: own(ownDigicertLate),
      findings: [`note ${place}`],
    },
    {
      name: 'all legs are disabled',
      files: own(ownClient, disabled),
      findings: [`warning sbc.cfg:${lineOf(disabled, 'end-entity-certificate')}`],
    },
  ],
  open: [
    { name: 'for any purpose', files: own(ownAnyUsage), findings: [`warning ${place}`] },
    {
      name: 'without extended key usages',
      files: own(exampleShortLived),
      asOf: '2026-12-01',
      findings: [`warning ${place}`],
    },
    {
      name: 'a listing that prints no extended key usage',
      files: { 'sbc.cfg': trunk, 'sbc.certificates.txt': detail },
      findings: [`warning ${place}`],
    },
    {
      name: 'a peer of which it is not known whether it looks',
      files: own(ownClient, webex),
      findings: [`warning sbc.cfg:${lineOf(webex, 'end-entity-certificate')}`],
    },
    {
      name: 'nobody has verified what the peer demands',
      files: own(ownClient),
      knowledge: recalledFacts,
      findings: [`warning ${place}`],
    },
  ],
  notApplicable: [
    { name: 'the certificate is not there', files: { 'sbc.cfg': trunk } },
    { name: 'a peer that never sees it', files: own(ownClient, genesys) },
    { name: 'a peer that states none', files: own(ownClient, oracleTrunk({ ...given, hosts: ['us01.zoom.us'] })) },
  ],
};
