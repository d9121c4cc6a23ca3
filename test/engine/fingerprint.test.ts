import { oracleTrunk } from '../support/oracle-text.js';
import { findingsOf, rootPem } from '../support/rule-cases.js';

const trunk = oracleTrunk({ records: { OldRoot: 'Baltimore CyberTrust Root' }, trusted: ['OldRoot'] });
const evidence = { 'OldRoot.pem': rootPem('baltimore-cybertrust-root') };
const prints = async (files: Record<string, string>, asOf = '2026-11-22') =>
  (await findingsOf({ name: '', files, asOf })).map(({ fingerprint }) => fingerprint);

describe('the fingerprint of a finding', () => {
  it('is unique in a run', async () => {
    const all = await prints({ 'sbc.cfg': trunk, ...evidence, 'stray/a.pem': 'x', 'lost/b.txt': '' });
    expect(all.length).toBeGreaterThan(6);
    expect(new Set(all).size).toBe(all.length);
  });

  it('stays when lines move, when the file has another name and when a day passes', async () => {
    const before = await prints({ 'sbc.cfg': trunk, ...evidence });
    expect(await prints({ 'sbc.cfg': `\n\n${trunk}`, ...evidence }, '2026-11-23')).toEqual(before);
    expect(await prints({ 'sbc/running.cfg': trunk, 'sbc/OldRoot.pem': evidence['OldRoot.pem'] })).toEqual(before);
  });

  it('changes with the device, and where an open finding comes to fail', async () => {
    const failing = await prints({ 'sbc.cfg': trunk, ...evidence });
    const other = await prints({ 'edge.cfg': trunk, 'OldRoot.pem': evidence['OldRoot.pem'] });
    const open = await prints({ 'sbc.cfg': trunk });
    const missing = await findingsOf({ name: '', files: { 'sbc.cfg': trunk, ...evidence } });
    const failed = missing.filter(({ ruleId }) => ruleId === 'missing-trust-anchor').map((each) => each.fingerprint);
    expect(failing.filter((each) => other.includes(each))).toEqual([]);
    expect(failed.length).toBeGreaterThan(5);
    expect(failed.filter((each) => open.includes(each))).toEqual([]);
  });
});
