import { createHash } from 'node:crypto';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import ICAL from 'ical.js';
import * as prettierMarkdown from 'prettier/plugins/markdown';
import type { RunReport } from '../../src/model/run-report.js';
import { conciseReport } from '../../src/reporters/concise.js';
import { reportFormats } from '../../src/reporters/index.js';
import { savedRun } from '../../src/reporters/saved.js';
import { visible } from '../../src/reporters/terminal.js';
import { bareContext, finding, runOf, sarifProblems } from '../support/reports.js';
import { readCsv } from '../support/csv.js';
import { readGauges } from '../support/openmetrics.js';
import { event, NO_COLORS, report as timelineOf } from '../support/timeline-report.js';
import type { NeedsReport } from '../../src/model/need.js';
import { diffJson, type DiffReport } from '../../src/reporters/diff.js';
import { needsJson } from '../../src/reporters/needs.js';
import { timelineConcise, timelineJson } from '../../src/reporters/timeline.js';
import { timelineIcs } from '../../src/reporters/timeline-ics.js';
import { timelineOpenMetrics } from '../../src/reporters/timeline-openmetrics.js';
import { timelinePretty } from '../../src/reporters/timeline-pretty.js';

/** What a name on a device may be made of to do harm somewhere. */
const nasty = {
  escapes: '\x1b[31mred\x1b]0;title\x07\x9b2J',
  'ends of lines': 'one\ntwo\rthree\r\nfour\u2028five\u2029six\x85',
  'bidirectional marks': 'a\u202eb\u2066c\u200fd\u061ce\ufefff',
  'what XML forbids': 'nul\0 ffff\uffff half\ud800 tail\udc00',
  CDATA: ']]> <![CDATA[ <!-- -->',
  HTML: '<script>alert(1)</script><img src=x onerror=alert(1)> &amp; "\'',
  'a formula': "=cmd|' /C calc'!A0",
  'another formula': '+1',
  'a third': '-1+1',
  'a fourth': '@SUM(A1)',
  'a tabbed one': '\t=1',
  'a returned one': '\r=1',
  quotes: '"a","b"""',
  'a workflow command': '::error::x%0A::stop-commands::y',
  'an old one': '##[error]x',
  'a command on its own line': '\n::add-mask::secret',
  Markdown: '| `code` | **bold** _it_ ~~x~~ \\| ![i](http://evil.example) [l](javascript:1) # h $m$',
  'a mention and links': '@team https://evil.example www.evil.example <https://evil.example> [x]: http://e',
  'backticks only': '``` ` ``',
  'a path': '../../etc/passwd',
  'a format': '%s%n %25 {0} {{x}}',
};

function hostileRun(text: string): RunReport {
  const place = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 5, byteStart: 0, byteEnd: 4 };
  const suppression = { kind: 'suppressed', reason: text, owner: text, until: '2027-01-01' } as const;
  const given = {
    device: text,
    message: text,
    because: text,
    tlsContext: text,
    peer: text,
    requirements: [text],
    trustAnchor: { name: text, sha256: 'a'.repeat(64) },
    location: { path: text, ...place },
    hint: text,
  };
  const run = runOf([finding(given), finding({ ...given, kind: 'open' }), finding({ ...given, suppression })]);
  return { ...run, devices: run.devices.map((device) => ({ ...device, product: text, release: text })) };
}

const cases = Object.entries(nasty);

/** No character that a terminal, an editor or a reader of logs acts on. */
const ACTIVE = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;

async function made(name: string, run: RunReport): Promise<string> {
  const format = reportFormats.find((each) => each.name === name);
  if (!format) throw new Error(`no format ${name}`);
  return (await format.load())(run, bareContext).text;
}

type Reader = (text: string, shown: string, given: string) => void;

const xml: Reader = (text, shown) => {
  expect(XMLValidator.validate(text)).toBe(true);
  // What the validator lets pass: characters outside of XML's set.
  expect(text).not.toMatch(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseAttributeValue: false,
    trimValues: false,
  });
  const whole = JSON.stringify(parser.parse(text));
  const sound = shown.replace(/\p{Surrogate}|\uffff/gu, (half) => `\\u{${half.charCodeAt(0).toString(16)}}`);
  expect(whole).toContain(JSON.stringify(sound.trim()).slice(1, -1));
};

const readers: Record<string, Reader> = {
  json: (text, _, given) => expect(JSON.parse(text)).toEqual(hostileRun(given)),
  ndjson: (text) =>
    expect(
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).kind),
    ).toEqual(['fail', 'open', 'fail']),
  sarif: (text, shown) => {
    expect(sarifProblems(text)).toEqual([]);
    const [result] = JSON.parse(text).runs[0].results;
    expect(result.message.text).toContain(shown.replaceAll('](', '\\]('));
    expect(result.message.text).not.toMatch(ACTIVE);
    expect(() => decodeURIComponent(result.locations[0].physicalLocation.artifactLocation.uri)).not.toThrow();
  },
  gitlab: (text, shown) => {
    const entries = JSON.parse(text);
    expect(entries).toHaveLength(2);
    expect(entries[0].description).toContain(shown);
    expect(entries[0].description).not.toMatch(ACTIVE);
  },
  junit: xml,
  checkstyle: xml,
  github: (text) => {
    const lines = text.trimEnd().split('\n');
    // Two annotations, and a notice of what is suppressed.
    expect(lines).toHaveLength(3);
    for (const line of lines)
      expect(line).toMatch(/^::(?:error|warning|notice) (?:[a-zA-Z]+=[^,:\r\n]*,)*title=[^,:\r\n]*::[^\r\n]*$/);
    expect(text).not.toContain('##[');
    expect(text).not.toMatch(/%(?!25|3A|2C)/);
  },
  markdown: (text) => {
    const kinds = new Set<string>();
    const html: string[] = [];
    const walk = (node: MarkdownNode) => {
      kinds.add(node.type);
      if (node.type === 'html') html.push(node.value ?? '');
      for (const child of node.children ?? []) walk(child);
    };
    walk(parseMarkdown(text));
    for (const kind of [
      'link',
      'image',
      'linkReference',
      'imageReference',
      'definition',
      'inlineMath',
      'math',
      'code',
    ]) {
      expect(kinds).not.toContain(kind);
    }
    // Only the mark that keeps a mention from being one.
    expect(html.filter((value) => value !== '<!-- -->')).toEqual([]);
    expect(text.replace(/`+[^`]*`+/g, '')).not.toMatch(/@\w/);
    expect(text.match(/^\| .*\|$/gm)).toHaveLength(3);
  },
  csv: (text, shown) => {
    const [head = [], ...rows] = readCsv(text);
    expect(rows).toHaveLength(3);
    const message = rows[0]?.[head.indexOf('message')];
    expect(message?.replace(/^'/, '')).toBe(shown);
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  },
};

interface MarkdownNode {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly MarkdownNode[];
}

function parseMarkdown(text: string): MarkdownNode {
  const { remark } = prettierMarkdown.parsers;
  return remark.parse(text, { originalText: text } as never) as MarkdownNode;
}

it('has a reader for every format', () => {
  expect(reportFormats.map(({ name }) => name).filter((name) => !(name in readers))).toEqual(
    ['html'].filter((name) => reportFormats.some((each) => each.name === name)),
  );
});

describe.each(Object.entries(readers))('%s', (name, reader) => {
  it.each(cases)('shows %s as text', async (_, text) => {
    const report = await made(name, hostileRun(text));
    expect(report).not.toMatch(ACTIVE);
    reader(report, visible(text), text);
  });
});

describe.each([
  ['whole', 'pbx-----BEGIN EC PRIVATE KEY-----\nTUlJ"\\\n-----END EC PRIVATE KEY-----\n1'],
  ['without its end', 'pbx-----BEGIN PRIVATE KEY-----\nTUlJ'],
])('a private key that damage put into a name, %s,', (_, text) => {
  it.each(Object.keys(readers))('is not shown by %s', async (name) => {
    const report = await made(name, hostileRun(text));
    expect(report).not.toMatch(/TUlJ|PRIVATE KEY/);
    if (name === 'json' || name === 'sarif') expect(() => JSON.parse(report) as unknown).not.toThrow();
    expect(report).toContain('pbx');
  });
});

it('JSON of dates, comparisons and needs has nothing that a terminal acts on', () => {
  expect(timelineJson(timelineOf([event({ device: nasty['bidirectional marks'] })]), '1')).not.toMatch(ACTIVE);
  const compared = { first: nasty.escapes, second: nasty['bidirectional marks'] } as DiffReport;
  expect(diffJson(compared, '1')).not.toMatch(ACTIVE);
  const anchor = { name: nasty['bidirectional marks'] };
  expect(needsJson({ anchor, needs: [], unknown: [] } as unknown as NeedsReport, '1')).not.toMatch(ACTIVE);
});

it.each(cases)('the reports for terminals show %s as text', (_, text) => {
  expect(conciseReport(savedRun(hostileRun(text)))).not.toMatch(ACTIVE);
});

describe('dates', () => {
  const reportOf = (text: string) => {
    const named = { device: text, leg: text, peer: text, message: text };
    const gaps = [{ device: text, because: text, hint: text }];
    return timelineOf([event({ ...named, trustAnchor: { name: text, sha256: 'aa' } })], { gaps });
  };

  it.each(cases)('a calendar shows %s as text', (_, text) => {
    const calendar = timelineIcs(reportOf(text), (each) => createHash('sha256').update(each).digest('hex'));
    expect(calendar).not.toMatch(ACTIVE);
    const read = new ICAL.Component(ICAL.parse(calendar) as unknown[]);
    const entries = read.getAllSubcomponents('vevent');
    expect(read.getAllSubcomponents()).toHaveLength(entries.length);
    expect(entries).toHaveLength(2);
    expect(JSON.stringify(entries)).toContain(JSON.stringify(visible(text)).slice(1, -1).trim());
  });

  it.each(cases)('metrics show %s as a label', (_, text) => {
    const metrics = timelineOpenMetrics(reportOf(text));
    expect(metrics).not.toMatch(ACTIVE);
    const samples = [...readGauges(metrics).values()].flatMap(({ samples: all }) => all);
    expect(samples.filter(({ labels }) => 'device' in labels).length).toBeGreaterThan(0);
  });

  it.each(cases)('the reports for terminals show %s as text', (_, text) => {
    const given = reportOf(text);
    const screen = { width: 80, unicode: true };
    expect(timelinePretty(given, NO_COLORS, screen) + timelineConcise(given)).not.toMatch(ACTIVE);
  });
});
