import { mediant } from '../support/audiocodes-text.js';
import { lineOf } from '../support/in-text.js';
import { oracleTrunk, profileLine } from '../support/oracle-text.js';
import { core } from '../support/ribbon-text.js';
import type { RuleCases } from '../support/rule-cases.js';

const oracle = (version: string | null, hosts?: readonly string[]) =>
  oracleTrunk({
    profile: { ...(version === null ? {} : { 'tls-version': version }), 'cipher-list': 'DEFAULT' },
    ...(hosts ? { hosts } : {}),
  });
const GENESYS = ['trunk.byoc.mypurecloud.com'];
const old = oracle('tlsv1');
const newest = oracle('tlsv13');
const unset = oracle(null);
const onlyNew = oracle('tlsv13', GENESYS);
const bits = (tlsVersion: string) => mediant({ tlsVersion });
const profile = (versions: Readonly<Record<string, string>>) => core({ profile: { authClient: 'true', ...versions } });
const versions = { v1_0: 'enabled', v1_1: 'disabled', v1_2: 'disabled' };

export const cases: RuleCases = {
  rule: 'tls-version-too-low',
  pass: [
    { name: 'the context takes TLS 1.2', files: { 'sbc.cfg': oracle('tlsv12') } },
    { name: 'older versions beside TLS 1.2 do no harm here', files: { 'sbc.ini': bits('7') } },
    { name: 'any version', files: { 'sbc.ini': bits('0') } },
    { name: 'the day before the peer refuses TLS 1.0', files: { 'sbc.cfg': old }, asOf: '2022-04-02' },
    {
      name: 'TLS 1.2 is on, whatever the default of TLS 1.3 is',
      files: { 'sbc.txt': profile({ v1_0: 'disabled', v1_1: 'disabled', v1_2: 'enabled' }) },
    },
  ],
  fail: [
    {
      name: 'the context takes TLS 1.0 alone',
      files: { 'sbc.cfg': old },
      findings: [`error sbc.cfg:${lineOf(old, 'tls-version')}`],
    },
    {
      name: 'from the day on which the peer refuses it',
      files: { 'sbc.cfg': old },
      asOf: '2022-04-03',
      findings: [`error sbc.cfg:${lineOf(old, 'tls-version')}`],
    },
    {
      name: 'two old versions in a sum of bits',
      files: { 'sbc.ini': bits('3') },
      findings: [`error sbc.ini:${lineOf(bits('3'), '"Teams", 3')}`],
    },
    {
      name: 'a peer that takes nothing but TLS 1.2',
      files: { 'sbc.ini': mediant({ tlsVersion: '8', hosts: [`${GENESYS[0] ?? ''}:5061`] }) },
      findings: [`warning sbc.ini:${lineOf(bits('8'), '"Teams", 8')}`],
    },
    {
      name: 'what is inferred of a peer is a warning',
      files: { 'sbc.cfg': oracle('tlsv1', ['byoc.zoom.us']) },
      findings: [`warning sbc.cfg:${lineOf(oracle('tlsv1', ['byoc.zoom.us']), 'tls-version')}`],
    },
  ],
  open: [
    {
      name: 'nobody has established whether the peer speaks TLS 1.3',
      files: { 'sbc.ini': bits('8') },
      findings: [`error sbc.ini:${lineOf(bits('8'), '"Teams", 8')}`],
    },
    {
      name: 'whether tlsv13 takes TLS 1.2 as well is not documented',
      files: { 'sbc.cfg': newest },
      findings: [`note sbc.cfg:${lineOf(newest, 'tls-version')}`],
    },
    {
      name: 'the same towards a peer that takes nothing but TLS 1.2',
      files: { 'sbc.cfg': onlyNew },
      findings: [`warning sbc.cfg:${lineOf(onlyNew, 'tls-version')}`],
    },
    {
      name: 'the default differs between releases',
      files: { 'sbc.cfg': unset },
      findings: [`note sbc.cfg:${profileLine(unset) - 1}`],
    },
    {
      name: 'only a default could help',
      files: { 'sbc.txt': profile(versions) },
      findings: [`warning sbc.txt:${lineOf(profile(versions), 'v1_0')}`],
    },
    {
      name: 'the value is not known',
      files: { 'sbc.cfg': oracle('tlsv2') },
      findings: [`error sbc.cfg:${lineOf(oracle('tlsv2'), 'tls-version')}`],
    },
  ],
  notApplicable: [
    {
      name: 'the trunk faces nobody that sbclint knows',
      files: { 'sbc.cfg': oracle('tlsv1', ['sip.carrier.example.net']) },
    },
    { name: 'nothing is known of the versions of the peer', files: { 'sbc.cfg': oracle('tlsv1', ['wa.meta.vc']) } },
  ],
};
