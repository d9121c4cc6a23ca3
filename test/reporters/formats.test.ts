import { XMLParser } from 'fast-xml-parser';
import type { ReportedFinding, RunReport } from '../../src/model/run-report.js';
import { reportFormats } from '../../src/reporters/index.js';
import type { RenderedReport } from '../../src/reporters/report-format.js';
import { readCsv } from '../support/csv.js';
import { bareContext, finding, runOf } from '../support/reports.js';

async function made(name: string, run: RunReport): Promise<RenderedReport> {
  const format = reportFormats.find((each) => each.name === name);
  if (!format) throw new Error(`no format ${name}`);
  return (await format.load())(run, bareContext);
}

const suppression = { kind: 'suppressed', reason: 'carrier moves in May', owner: null, until: '2027-05-01' } as const;
const openError = finding({ kind: 'open', because: 'a name without a certificate' });
const openWarning = finding({ kind: 'open', level: 'warning', because: 'a name without a certificate' });

it('names each format once, with an extension', () => {
  expect(new Set(reportFormats.map(({ name }) => name)).size).toBe(reportFormats.length);
  for (const { extension } of reportFormats) expect(extension).toMatch(/^[a-z]+$/);
});

describe('gitlab', () => {
  it('gives what GitLab wants, without a byte order mark', async () => {
    const { text, notices } = await made('gitlab', runOf([finding(), openError, finding({ level: 'note' })]));
    expect(text.startsWith('[')).toBe(true);
    expect(notices).toEqual([]);
    const entries = JSON.parse(text) as { severity: string; fingerprint: string; location: unknown }[];
    expect(entries.map(({ severity }) => severity)).toEqual(['critical', 'major', 'info']);
    expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(3);
    expect(entries[0]?.location).toEqual({ path: 'edge1/running.cfg', lines: { begin: 4 } });
  });

  it('leaves out what is suppressed, and says so', async () => {
    const { text, notices } = await made('gitlab', runOf([finding({ suppression }), finding()]));
    expect(JSON.parse(text)).toHaveLength(1);
    expect(notices).toEqual([expect.stringContaining('1 suppressed finding')]);
  });
});

describe('junit', () => {
  interface Case {
    name: string;
    classname: string;
    failure?: { message: string; type: string; '#text': string };
    error?: { message: string; type: string };
    skipped?: { message: string };
  }

  async function suites(findings: readonly ReportedFinding[]) {
    const { text } = await made('junit', runOf(findings));
    const parser = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '',
      isArray: (name) => name === 'testsuite' || name === 'testcase',
    });
    const { testsuites } = parser.parse(text) as {
      testsuites: {
        tests: string;
        failures: string;
        errors: string;
        skipped: string;
        testsuite: { name: string; testcase: Case[] }[];
      };
    };
    return testsuites;
  }

  it.each([
    ['a finding that fails', [finding()], 'failure'],
    ['a note that fails', [finding({ level: 'note' })], 'failure'],
    ['an open error', [openError], 'error'],
    ['an open warning', [openWarning], 'skipped'],
    ['a suppressed finding', [finding({ suppression })], 'skipped'],
    ['the worst of several', [openWarning, finding({ suppression }), finding(), openError], 'failure'],
    ['an open error before a suppressed one', [finding({ suppression }), openError], 'error'],
  ] as const)('makes %s a %s', async (_, findings, outcome) => {
    const all = await suites(findings);
    const [suite] = all.testsuite;
    const found = suite?.testcase.find(({ name }) => name === 'missing-trust-anchor');
    expect(['failure', 'error', 'skipped'].filter((key) => key in (found ?? {}))).toEqual([outcome]);
    expect([all.failures, all.errors, all.skipped].map(Number)).toEqual(
      ['failure', 'error', 'skipped'].map((each) => (each === outcome ? 1 : 0)),
    );
    expect(found?.classname).toBe('edge1');
    // Every other rule that looks at devices has a test too, and it passed.
    expect(Number(all.tests)).toBe(bareContext.rules.filter(({ check }) => check !== undefined).length);
  });

  it('says why it cannot tell', async () => {
    const { testsuite } = await suites([openError]);
    const message = testsuite[0]?.testcase.find(({ error }) => error)?.error?.message;
    expect(message).toContain('cannot tell');
    expect(message).toContain('a name without a certificate');
  });

  it('has a suite for what belongs to no device', async () => {
    const { testsuite } = await suites([
      finding(),
      finding({ ruleId: 'unreadable-input', kind: 'open', device: null }),
    ]);
    expect(testsuite.map(({ name }) => name)).toEqual(['edge1', 'files and facts']);
    expect(testsuite[1]?.testcase).toHaveLength(1);
    expect(testsuite[1]?.testcase[0]).toHaveProperty('error');
  });
});

it('checkstyle: severity, place and rule, by file', async () => {
  const { text } = await made('checkstyle', runOf([finding(), openError, finding({ level: 'note', device: 'a' })]));
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    isArray: (name) => name === 'file',
  });
  const { checkstyle } = parser.parse(text) as {
    checkstyle: { file: { name: string; error: Record<string, string>[] }[] };
  };
  expect(checkstyle.file.map(({ name }) => name)).toEqual(['edge1/running.cfg']);
  expect(checkstyle.file[0]?.error.map(({ severity }) => severity)).toEqual(['error', 'warning', 'info']);
  expect(checkstyle.file[0]?.error[0]).toMatchObject({ line: '4', column: '41', source: 'missing-trust-anchor' });
});

describe('github', () => {
  it('writes an annotation with its place', async () => {
    const { text } = await made('github', runOf([finding()]));
    expect(text).toBe(
      '::error file=edge1/running.cfg,line=4,endLine=4,col=41,endColumn=59,title=sbclint missing-trust-anchor::TLS context Trunk does not trust Example Root R1. To do: add it\n',
    );
  });

  it.each([
    ['error', 10, 0],
    ['error', 11, 1],
    ['note', 9, 0],
    ['note', 10, 1],
  ] as const)('shows %ss: of %d, %d in the log only', async (level, number, rest) => {
    const { text } = await made('github', runOf(Array.from({ length: number }, () => finding({ level }))));
    const lines = text.trimEnd().split('\n');
    expect(lines.filter((line) => line.startsWith('- '))).toHaveLength(rest);
    expect(lines.filter((line) => line.startsWith('::notice title=sbclint::'))).toHaveLength(rest === 0 ? 0 : 1);
    expect(lines.filter((line) => line.includes('does not trust'))).toHaveLength(number);
  });

  it('shows what cannot be told as a warning, after what fails', async () => {
    const { text } = await made('github', runOf([openError, finding({ level: 'warning' })]));
    expect(text.split('\n').map((line) => line.slice(0, 10))).toEqual(['::warning ', '::warning ', '']);
    expect(text).toContain('::cannot tell: TLS context Trunk');
  });
});

describe('markdown', () => {
  it('has the table first, the worst device on top', async () => {
    const { text, notices } = await made(
      'markdown',
      runOf([finding({ level: 'note', device: 'a' }), finding({ device: 'b' })]),
    );
    expect(text.indexOf('| b | 1 |')).toBeLessThan(text.indexOf('| a | 0 |'));
    expect(text.indexOf('| a | 0 |')).toBeLessThan(text.indexOf('### `b`'));
    expect(notices).toEqual([]);
  });

  it('stays below 60 KB, the worst first, and says what is missing', async () => {
    const findings = Array.from({ length: 3_000 }, (_, i) =>
      finding({
        device: `edge${i % 300}`,
        level: i % 300 === 7 ? 'error' : 'note',
        message: `caf\u00e9 ${'x'.repeat(200)}`,
      }),
    );
    const { text, notices } = await made('markdown', runOf(findings));
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60_000);
    expect(Buffer.byteLength(text)).toBeGreaterThan(50_000);
    const shown = text.match(/^- /gm)?.length ?? 0;
    expect(text.match(/\*\*error\*\*/g)).toHaveLength(10);
    expect(notices[0]).toContain(`${3_000 - shown} findings of 3000 left out`);
    expect(notices[1]).toContain('100 rows');
    expect(text).toContain(`${3_000 - shown} findings of 3000 left out`);
  });

  it('stays below 60 KB with names that are long and all marks', async () => {
    const findings = Array.from({ length: 300 }, (_, i) => finding({ device: `${'|\x1b'.repeat(2_000)}${i}` }));
    const { text, notices } = await made('markdown', runOf(findings));
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60_000);
    expect(notices.length).toBeGreaterThan(0);
  });

  it('strikes out what is suppressed', async () => {
    const { text } = await made('markdown', runOf([finding({ suppression })]));
    expect(text).toContain('~~error~~');
    expect(text).toContain('suppressed until 2027-05-01: carrier moves in May');
  });
});

it('csv: one header, one row each, and the state of each finding', async () => {
  const { text } = await made('csv', runOf([finding(), finding({ suppression, message: 'a, "b"' })]));
  const [head = [], ...rows] = readCsv(text);
  const column = (name: string) => rows.map((row) => row[head.indexOf(name)]);
  expect(column('message')).toEqual(['TLS context Trunk does not trust Example Root R1', 'a, "b"']);
  expect(column('suppression')).toEqual(['', 'suppressed']);
  expect(column('suppressionUntil')).toEqual(['', '2027-05-01']);
  expect(column('startLine')).toEqual(['4', '4']);
});
