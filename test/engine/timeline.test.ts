import { timeline, BREAKING } from '../../src/engine/timeline.js';
import { deviceFindings } from '../../src/engine/report-findings.js';
import { moment } from '../../src/model/time.js';
import { checkFolder, type Folder } from '../support/folder.js';
import { oracleTrunk } from '../support/oracle-text.js';
import { rootPem } from '../support/rule-cases.js';

const DAY = 86_400_000;
const trunk = oracleTrunk({ records: { One: 'One', Two: 'Two' }, trusted: ['One', 'Two'] });

/** A device with two roots in its store. */
function device(one: string, two: string): Folder {
  return new Map(
    Object.entries({ 'sbc.cfg': trunk, 'One.pem': rootPem(one), 'Two.pem': rootPem(two) }).map(([path, text]) => [
      path,
      Buffer.from(text, 'latin1'),
    ]),
  );
}

async function assembled(files: Folder, asOf: string) {
  const { result, context } = await checkFolder(files, { asOf });
  const [only] = result.devices;
  if (!only) throw new Error('no device');
  return { device: only, options: context.options };
}

const stores: readonly (readonly [string, string])[] = [
  ['baltimore-cybertrust-root', 'digicert-global-root-g2'],
  ['baltimore-cybertrust-root', 'digicert-global-root-ca'],
  ['microsoft-rsa-root-ca-2017', 'digicert-global-root-g2'],
  ['microsoft-rsa-root-ca-2017', 'digicert-global-root-g3'],
];

describe('what breaks when', () => {
  it.each(stores)(
    'with %s and %s, the days are those on which looking every day sees a change',
    async (one, two) => {
      const { device: sbc, options } = await assembled(device(one, two), '2023-08-15');
      const until = '2029-12-31';
      const found = timeline(sbc, options, until).events.filter(({ date }) => date > '2023-08-15');
      const byRule = (day: string) =>
        new Set(
          deviceFindings(sbc, { ...options, asOf: moment(day) }, BREAKING)
            .filter(({ kind }) => kind === 'fail')
            .map((each) => JSON.stringify([each.ruleId, each.tlsContext, each.peer, each.trustAnchor?.sha256])),
        );
      const days: string[] = [];
      let before = byRule('2023-08-15');
      for (let at = Date.parse('2023-08-16'); at <= Date.parse(until); at += DAY) {
        const day = new Date(at).toISOString().slice(0, 10);
        const now = byRule(day);
        if ([...now].some((key) => !before.has(key))) days.push(day);
        before = now;
      }
      expect([...new Set(found.map(({ date }) => date))]).toEqual(days);
      expect(days.length).toBeGreaterThan(0);
    },
    120_000,
  );

  it('names the cross-sign that ended, on the day after it', async () => {
    const { device: sbc, options } = await assembled(
      device('baltimore-cybertrust-root', 'digicert-global-root-g2'),
      '2025-01-01',
    );
    const { events, gaps } = timeline(sbc, options, '2027-01-01');
    expect(gaps).toEqual([]);
    const crossSign = events.filter(({ cause }) => cause === 'cross-sign');
    expect(crossSign.map(({ date, level, trustAnchor }) => [date, level, trustAnchor?.name])).toEqual(
      ['sip.pstnhub.microsoft.com', 'sip2.pstnhub.microsoft.com', 'sip3.pstnhub.microsoft.com']
        .concat(events.some(({ leg }) => leg.startsWith('Teams')) ? ['inbound'] : [])
        .map(() => ['2026-08-26', 'warning', 'Microsoft RSA Root Certificate Authority 2017']),
    );
    const required = events.filter(({ cause }) => cause === 'requirement');
    expect(new Set(required.map(({ date }) => date))).toEqual(new Set(['2026-03-01']));
  });

  it('says since when something is broken', async () => {
    const { device: sbc, options } = await assembled(
      device('baltimore-cybertrust-root', 'digicert-global-root-g2'),
      '2026-11-23',
    );
    const { events } = timeline(sbc, options, '2026-12-31');
    expect([...new Set(events.map(({ date }) => date))]).toEqual(['2026-03-01', '2026-08-26']);
  });

  it('says what cannot be foretold', async () => {
    const only = new Map([['sbc.cfg', Buffer.from(trunk, 'latin1')]]);
    const { device: sbc, options } = await assembled(only, '2026-11-23');
    const { events, gaps } = timeline(sbc, options, '2030-01-01');
    expect(events).toEqual([]);
    expect(gaps.length).toBeGreaterThan(0);
    for (const { because } of gaps) expect(because).not.toBe('');
  });
});
