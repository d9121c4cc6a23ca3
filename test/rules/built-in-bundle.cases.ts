import { mediant } from '../support/audiocodes-text.js';
import { lineOf } from '../support/in-text.js';
import { oracleTrunk } from '../support/oracle-text.js';
import type { RuleCases } from '../support/rule-cases.js';

const own = mediant({ builtInBundle: '0' });
const builtIn = mediant({ builtInBundle: '1', release: '7.40A.600.014' });
const older = mediant({ builtInBundle: '1', release: '7.40A.500.357' });
const last = mediant({ builtInBundle: '1', contextIndex: 4 });
const strange = mediant({ builtInBundle: '2' });
const twoContexts = mediant({ builtInBundle: '1' }).replace('"Teams", "Teams", "Teams"', '"Teams", "default", "Teams"');
const both = twoContexts.replace('"default", 12, 0', '"default", 12, 1');
const incremental = mediant({ release: null, context: 'default', tables: ['SIPInterface', 'ProxySet', 'ProxyIp'] });

export const cases: RuleCases = {
  rule: 'built-in-bundle',
  pass: [
    { name: 'the list is switched off', files: { 'sbc.ini': own } },
    { name: 'the switch is left at its default', files: { 'sbc.ini': mediant({ builtInBundle: '$$' }) } },
    {
      name: 'context 5 cannot use the list, whatever its row says',
      files: { 'sbc.ini': mediant({ builtInBundle: '1', contextIndex: 5 }) },
    },
  ],
  open: [
    {
      name: 'the context towards the peer uses the list',
      files: { 'sbc.ini': builtIn },
      findings: [`note sbc.ini:${lineOf(builtIn, 'TLSContexts 1 =')}`],
    },
    {
      name: 'an older release, whose list nobody vouches for',
      files: { 'sbc.ini': older },
      findings: [`note sbc.ini:${lineOf(older, 'TLSContexts 1 =')}`],
    },
    {
      name: 'context 4 is the last that may',
      files: { 'sbc.ini': last },
      findings: [`note sbc.ini:${lineOf(last, 'TLSContexts 4 =')}`],
    },
    {
      name: 'one finding a context, where calls go out by one and come in by another',
      files: { 'sbc.ini': both },
      findings: [`note sbc.ini:${lineOf(both, 'TLSContexts 0 =')}`, `note sbc.ini:${lineOf(both, 'TLSContexts 1 =')}`],
    },
    {
      name: 'the switch has a value that is not understood',
      files: { 'sbc.ini': strange },
      findings: [`note sbc.ini:${lineOf(strange, 'TLSContexts 1 =')}`],
    },
    {
      name: 'the file does not show the switch',
      files: { 'sbc.ini': incremental },
      findings: ['note sbc.ini:1'],
    },
  ],
  notApplicable: [
    { name: 'a product without such a list', files: { 'sbc.cfg': oracleTrunk() } },
    {
      name: 'the context faces nobody that sbclint knows',
      files: { 'sbc.ini': mediant({ builtInBundle: '1', hosts: ['sip.carrier.example.net:5061'] }) },
    },
    {
      name: 'the trunk uses no TLS',
      files: { 'sbc.ini': mediant({ builtInBundle: '1', transport: '1' }) },
    },
  ],
};
