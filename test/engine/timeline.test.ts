import { timeline, BREAKING } from '../../src/engine/timeline.js';
import { deviceFindings } from '../../src/engine/report-findings.js';
import { moment } from '../../src/model/time.js';
import { checkFolder, type Folder } from '../support/folder.js';
import { oracleTrunk } from '../support/oracle-text.js';
import { ownClient, ownServer, ownWildcard } from '../support/own-certificates.js';
import { rootPem } from '../support/rule-cases.js';

const DAY = 86_400_000;
const trunk = oracleTrunk({ records: { One: 'One', Two: 'Two' }, trusted: ['One', 'Two'] });

/** A device with two roots in its store, and perhaps a certificate of its own. */
function device(one: string, two: string, own: string | null = null, hosts?: readonly string[]): Folder {
  const config = own === null ? trunk : owning(hosts);
  const files = { 'sbc.cfg': config, 'One.pem': rootPem(one), 'Two.pem': rootPem(two) };
  return new Map(
    Object.entries(own === null ? files : { ...files, 'Own.pem': own }).map(([path, text]) => [
      path,
      Buffer.from(text, 'latin1'),
    ]),
  );
}

function owning(hosts?: readonly string[]): string {
  return oracleTrunk({
    records: { One: 'One', Two: 'Two', Own: 'sbc.example.net' },
    trusted: ['One', 'Two'],
    profile: { 'end-entity-certificate': 'Own' },
    ...(hosts ? { hosts } : {}),
  });
}

async function assembled(files: Folder, asOf: string) {
  const { result, context } = await checkFolder(files, { asOf });
  const [only] = result.devices;
  if (!only) throw new Error('no device');
  return { device: only, options: context.options };
}

const stores: readonly (readonly [string, string, string | null])[] = [
  ['baltimore-cybertrust-root', 'digicert-global-root-g2', null],
  ['baltimore-cybertrust-root', 'digicert-global-root-ca', null],
  ['microsoft-rsa-root-ca-2017', 'digicert-global-root-g2', null],
  ['microsoft-rsa-root-ca-2017', 'digicert-global-root-g3', null],
  ['microsoft-rsa-root-ca-2017', 'digicert-global-root-g2', ownServer],
  ['microsoft-rsa-root-ca-2017', 'digicert-global-root-g2', ownClient],
];

describe('what breaks when', () => {
  it.each(stores)(
    'with %s and %s, the days are those on which looking every day sees a change',
    async (one, two, own) => {
      const from = own === null ? '2023-08-15' : '2021-12-15';
      const { device: sbc, options } = await assembled(device(one, two, own), from);
      const until = own === null ? '2029-12-31' : '2030-01-05';
      const found = timeline(sbc, options, until).events.filter(({ date }) => date > from);
      const byRule = (day: string) =>
        new Set(
          deviceFindings(sbc, { ...options, asOf: moment(day) }, BREAKING)
            .filter(({ kind, ruleId, level }) => kind === 'fail' && !(ruleId === 'end-entity-eku' && level === 'note'))
            .map((each) =>
              JSON.stringify([
                each.ruleId,
                each.tlsContext,
                each.peer,
                each.trustAnchor?.sha256,
                // One certificate may lack several usages, one after the other.
                each.ruleId === 'end-entity-eku' && / allow (.*), which/.exec(each.message)?.[1],
              ]),
            ),
        );
      const days: string[] = [];
      let before = byRule(from);
      for (let at = Date.parse(from) + DAY; at <= Date.parse(until); at += DAY) {
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

  describe("the SBC's own certificate", () => {
    const own = async (pem: string, asOf: string, until: string, hosts?: readonly string[]) => {
      const files = device('microsoft-rsa-root-ca-2017', 'digicert-global-root-g2', pem, hosts);
      const { device: sbc, options } = await assembled(files, asOf);
      return timeline(sbc, options, until).events.filter(({ cause }) => cause === 'end-entity');
    };
    const days = (events: Awaited<ReturnType<typeof own>>) => [...new Set(events.map(({ date }) => date))];

    it('breaks every leg on the day after its end, with its level', async () => {
      const events = await own(ownWildcard, '2026-11-23', '2030-12-31');
      expect(days(events)).toEqual(['2030-01-02']);
      expect(new Set(events.map(({ level, trustAnchor }) => JSON.stringify([level, trustAnchor])))).toEqual(
        new Set(['["error",null]']),
      );
      expect(events.map(({ leg }) => leg)).toEqual([
        'Teams 192.0.2.20:5061',
        'sip.pstnhub.microsoft.com',
        'sip2.pstnhub.microsoft.com',
        'sip3.pstnhub.microsoft.com',
      ]);
      expect(await own(ownWildcard, '2026-11-23', '2030-01-01')).toEqual([]);
    });

    it('says since when it is refused, for a usage that it lacks', async () => {
      expect(days(await own(ownClient, '2023-01-01', '2023-02-01'))).toEqual(['2022-02-01']);
      expect(days(await own(ownServer, '2024-01-01', '2024-12-31'))).toEqual(['2024-03-19']);
      expect(days(await own(ownServer, '2026-11-23', '2029-12-31'))).toEqual([]);
    });

    it('breaks no leg whose peer never sees it, and warns where it is inferred that the peer does', async () => {
      const late = ['2026-11-23', '2030-12-31'] as const;
      expect(await own(ownServer, ...late, ['trunk.byoc.mypurecloud.de'])).toEqual([]);
      const zoom = await own(ownServer, ...late, ['us01.zoom.us']);
      expect(new Set(zoom.map(({ level }) => level))).toEqual(new Set(['warning']));
    });
  });

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

  it('is broken since the CAs that it cannot follow exist, and not since its own roots do', async () => {
    const files = device('digicert-global-root-g2', 'microsoft-rsa-root-ca-2017');
    const paths = async (asOf: string) => {
      const { device: sbc, options } = await assembled(files, asOf);
      return timeline(sbc, options, '2023-02-01').events.filter(({ cause }) => cause === 'peer');
    };
    expect(new Set((await paths('2023-01-01')).map(({ date }) => date))).toEqual(new Set(['2020-07-21']));
    expect(new Set((await paths('2020-07-20')).map(({ date }) => date))).toEqual(new Set(['2020-07-21']));
    expect(await paths('1970-01-01').then((events) => events.filter(({ date }) => date < '2020-07-21'))).toEqual([]);
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
