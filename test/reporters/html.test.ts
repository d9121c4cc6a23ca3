import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReportedDevice, ReportedFinding } from '../../src/model/run-report.js';
import type { TimelineEvent } from '../../src/model/timeline.js';
import { cliffPicture } from '../../src/reporters/html/cliff-picture.js';
import { cliffsOf } from '../../src/reporters/html/cliffs.js';
import { distance } from '../../src/reporters/html/distance.js';
import { htmlReport, type FleetReportInput } from '../../src/reporters/html/index.js';
import { markup, scriptData } from '../../src/reporters/html/markup.js';
import { packFleet } from '../../src/reporters/html/pack.js';
import { CONTEXT_GAP, ROOT_GAP } from '../../src/reporters/html/packed.js';
import { verdictOf } from '../../src/reporters/html/verdict.js';
import { reportInput } from '../support/html-report.js';
import { inTemporaryFolder, sbclint } from '../support/cli.js';
import { readFolder } from '../support/folder.js';
import { root } from '../support/knowledge.js';

const HOSTILE = `</script><script>alert(1)</script>"'&<!--\u2028\u202e`;
let example: FleetReportInput;

beforeAll(async () => {
  example = await reportInput(readFolder(join(root, 'examples/fleet')), '2026-11-22', '2031-11-22');
});

const facing: ReportedDevice = {
  id: 'sbc',
  vendor: 'oracle',
  product: 'Oracle SBC',
  release: null,
  files: [],
  trustStores: [],
  legs: [
    {
      name: 'trunk',
      direction: 'outbound',
      tlsContext: 'TLS',
      peer: 'microsoft-teams-direct-routing',
      cloud: 'commercial',
      peerNames: [],
      verifiesPeer: 'yes',
      enabled: 'yes',
      mutualTls: 'yes',
      transport: 'tls',
      port: 5061,
    },
  ],
};

function finding(change: Partial<ReportedFinding>): ReportedFinding {
  return {
    ruleId: 'missing-trust-anchor',
    kind: 'fail',
    level: 'error',
    device: 'sbc',
    message: 'it is missing',
    because: null,
    tlsContext: null,
    peer: null,
    requirements: [],
    trustAnchor: null,
    location: null,
    hint: null,
    fix: null,
    fingerprint: '',
    suppression: null,
    ...change,
  };
}

describe('the verdict of a device', () => {
  const accepted = { kind: 'baseline', reason: null, owner: null, until: null } as const;
  const nobody = { ...facing, legs: facing.legs.map((leg) => ({ ...leg, peer: null, cloud: null })) };

  it.each([
    ['ready', facing, []],
    ['ready', facing, [finding({ level: 'note' })]],
    ['ready', facing, [finding({ kind: 'open', level: 'note' })]],
    ['no-peer', nobody, []],
    ['open', nobody, [finding({ kind: 'open' })]],
    ['fails', facing, [finding({}), finding({ kind: 'open' })]],
    ['open', facing, [finding({ level: 'warning' }), finding({ kind: 'open', level: 'warning' })]],
    ['warnings', facing, [finding({ level: 'warning' }), finding({ kind: 'open', level: 'note' })]],
    ['accepted', facing, [finding({ suppression: accepted })]],
    ['accepted', facing, [finding({ kind: 'open', suppression: accepted })]],
    ['warnings', facing, [finding({ suppression: accepted }), finding({ level: 'warning' })]],
    ['ready', facing, [finding({ level: 'note', suppression: accepted })]],
  ] as const)('%s', (verdict, device, findings) => expect(verdictOf(device, findings)).toBe(verdict));
});

describe('markup', () => {
  it('escapes every text', () => {
    expect(markup`<p title="${'"x'}">${HOSTILE}</p>`.text).toBe(
      '<p title="&#34;x">&#60;/script&#62;&#60;script&#62;alert(1)&#60;/script&#62;&#34;&#39;&#38;&#60;!--\\u{2028}\\u{202e}</p>',
    );
  });

  it('makes data that cannot end their block, and that read back as they were', () => {
    const { text } = scriptData([HOSTILE]);
    expect(text).not.toMatch(/[<>&\u2028\u2029]/);
    expect(JSON.parse(text)).toEqual([HOSTILE]);
  });
});

it('no private key that damage put into a name is in the data', () => {
  const { text } = scriptData(['pbx-----BEGIN PRIVATE KEY-----\nTUlJ\n-----END PRIVATE KEY-----\n1']);
  expect(JSON.parse(text)).toEqual(['pbx***\n1']);
});

describe('the page', () => {
  const parts = (html: string) => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1]?.replaceAll('&#39;', "'") ?? '';
    const style = /<style>([^]*?)<\/style>/.exec(html)?.[1] ?? '';
    const scripts = [...html.matchAll(/<script([^>]*)>([^]*?)<\/script>/g)].map((match) => [match[1], match[2] ?? '']);
    return { policy, style, scripts };
  };
  const hash = (text: string) => createHash('sha256').update(text).digest('base64');

  it('lets in its own style and script and nothing else', () => {
    const html = htmlReport(example);
    const { policy, style, scripts } = parts(html);
    const script = scripts.find(([attributes]) => attributes === '')?.[1] ?? '';
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `style-src 'sha256-${hash(style)}'`,
      `script-src 'sha256-${hash(script)}'`,
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ]);
    expect(scripts.map(([attributes]) => attributes)).toEqual([' type="application/json" id="fleet"', '']);
    expect(html).not.toMatch(/ on[a-z]+="| style="|\b(?:src|srcset|action)="|@import|url\((?!#)/);
    expect(script).not.toMatch(/\beval\(|new Function|innerHTML|localStorage|fetch\(|XMLHttpRequest|WebSocket/);
  });

  it('has two scripts whatever an export says', () => {
    const { report } = example;
    const devices = report.devices.map((device) => ({ ...device, id: device.id + HOSTILE, product: HOSTILE }));
    const findings = report.findings.map((each) => ({
      ...each,
      device: each.device && each.device + HOSTILE,
      message: HOSTILE,
    }));
    const html = htmlReport({ ...example, report: { ...report, devices, findings } });
    expect(parts(html).scripts).toHaveLength(2);
    expect(html).not.toContain('alert(1)</script>');
  });

  it('is the same for the same files in whichever order, and has no clock', async () => {
    const backwards = new Map([...readFolder(join(root, 'examples/fleet'))].reverse());
    const again = await reportInput(backwards, '2026-11-22', '2031-11-22');
    expect(htmlReport(again)).toBe(htmlReport(example));
    expect(htmlReport(example)).not.toContain(new Date().toISOString().slice(0, 13));
  });

  it('comes from check --format html, with the exit code of the check', async () => {
    await inTemporaryFolder(async (folder) => {
      const file = join(folder, 'fleet.html');
      const argv = ['examples/fleet/lisbon', 'examples/fleet/oslo'].map((path) => join(root, path));
      const { code, stdout } = await sbclint([...argv, '--format', 'html', '--output', file]);
      expect([code, stdout]).toEqual([1, '']);
      expect(readFileSync(file, 'utf8')).toMatch(/^<!doctype html>/);
    });
  });
});

describe('the data', () => {
  it('say each text once, and find every name back', () => {
    const packed = packFleet(example);
    expect(new Set(packed.strings).size).toBe(packed.strings.length);
    const said = packed.facts.map(([, , , message, , context, , , root]) =>
      (packed.strings[message] ?? '')
        .replaceAll(CONTEXT_GAP, packed.strings[context] ?? '')
        .replaceAll(ROOT_GAP, packed.certificates[root]?.name ?? ''),
    );
    expect(new Set(said)).toEqual(new Set(example.report.findings.map(({ message }) => message)));
  });

  it('cannot be given a gap by an export', () => {
    const { report } = example;
    const findings = report.findings.map((each) => ({ ...each, message: `${CONTEXT_GAP}${ROOT_GAP}` }));
    const { strings } = packFleet({ ...example, report: { ...report, findings } });
    expect(strings).toContain('\\u{01}\\u{02}');
  });

  it('link to no address but a web address', () => {
    const [peer, ...others] = example.knowledge.peers;
    if (!peer) throw new Error('no peer');
    const sources = peer.sources.map((source) => ({ ...source, url: 'javascript:alert(1)' }));
    const { requirements } = packFleet({
      ...example,
      knowledge: { ...example.knowledge, peers: [{ ...peer, sources }, ...others] },
    });
    expect(
      requirements.filter((each) => each.peer === peer.id).flatMap((each) => each.sources.map(({ url }) => url)),
    ).not.toContain('javascript:alert(1)');
  });
});

describe('what breaks when', () => {
  const event = (date: string, device: string, level: TimelineEvent['level']): TimelineEvent => ({
    date,
    device,
    leg: 'trunk',
    peer: 'peer',
    cause: 'requirement',
    trustAnchor: { name: 'Root', sha256: 'aa' },
    level,
    message: 'it breaks',
  });
  const timeline = {
    asOf: '2026-11-22',
    until: '2031-11-22',
    events: [
      event('2028-01-01', 'a', 'error'),
      event('2027-01-01', 'a', 'warning'),
      event('2027-01-01', 'b', 'warning'),
      event('2028-01-01', 'c', 'error'),
    ],
    announced: [],
    gaps: [],
  };

  it('counts each device once, by then', () => {
    const cliffs = cliffsOf(timeline, []);
    expect(
      cliffs.map(({ date, devices, failingByThen, hitByThen }) => [date, devices, failingByThen, hitByThen]),
    ).toEqual([
      ['2027-01-01', 2, 0, 2],
      ['2028-01-01', 2, 2, 3],
    ]);
  });

  it('is a picture with words for those who do not see it', () => {
    const cliffs = cliffsOf(timeline, []);
    const size = { id: 'wide', width: 960, height: 270, years: 1 };
    const { text } = cliffPicture({ asOf: '2026-11-22', until: '2031-11-22', cliffs, untold: 4 }, size);
    expect(text.replace(/\s+/g, ' ')).toContain(
      '0 devices hit on 2026-11-22; 2 by 2027-01-01, 3 by 2028-01-01; of 4 more it cannot be told.',
    );
    expect(text).not.toContain('NaN');
  });

  it('counts the days on both sides of the report', () => {
    expect(distance('2026-11-23', '2026-11-22')).toBe('in 1 day');
    expect(distance('2026-11-22', '2026-11-22')).toBe('on the day of this report');
    expect(distance('2026-11-20', '2026-11-22')).toBe('for 2 days');
  });
});
