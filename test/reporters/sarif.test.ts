import { sarifReport } from '../../src/reporters/sarif/index.js';
import type { RunReport } from '../../src/model/run-report.js';
import { bareContext, finding, runOf, sarifProblems } from '../support/reports.js';

/* eslint-disable @typescript-eslint/no-explicit-any -- a log is looked at as a viewer would: as JSON */
function runIn(report: RunReport, context = bareContext): { run: any; notices: readonly string[] } {
  const { text, notices } = sarifReport(report, context);
  expect(sarifProblems(text)).toEqual([]);
  return { run: JSON.parse(text).runs[0], notices };
}

it('is refused by the schema where something is wrong, so that the schema means something', () => {
  const text = sarifReport(runOf([finding()]), bareContext).text;
  expect(sarifProblems(text)).toEqual([]);
  expect(sarifProblems(text.replace('"kind": "fail"', '"kind": "odd"'))).not.toEqual([]);
  const log = JSON.parse(text);
  log.runs[0].results[0].fixes = [{ artifactChanges: [] }];
  expect(sarifProblems(JSON.stringify(log))).not.toEqual([]);
});

it('says of a rule all that GitHub shows', () => {
  const { run } = runIn(runOf([]));
  expect(run.results).toEqual([]);
  const { name, semanticVersion, rules } = run.tool.driver;
  expect([name, semanticVersion]).toEqual(['sbclint', '1.2.3']);
  expect(rules).toHaveLength(bareContext.rules.length);
  for (const rule of rules) {
    for (const text of [rule.shortDescription.text, rule.fullDescription.text, rule.help.text, rule.help.markdown]) {
      expect(text.length).toBeGreaterThan(20);
    }
    expect(rule.help.markdown).toContain('**Remedy:**');
    expect(rule.properties.tags.length).toBeLessThanOrEqual(20);
    expect(Number(rule.properties['security-severity'])).toBeGreaterThan(0);
    expect(['error', 'warning', 'recommendation']).toContain(rule.properties['problem.severity']);
  }
  const missing = rules.find(({ id }: { id: string }) => id === 'missing-trust-anchor');
  expect(missing.helpUri).toBe('https://www.rfc-editor.org/rfc/rfc5280#section-6.1');
});

it('gives a region in characters and in bytes, and both fingerprints', () => {
  const { run } = runIn(runOf([finding()]), { ...bareContext, lineHashes: () => new Map([[4, 'abc:1']]) });
  const [result] = run.results;
  expect(result.locations[0].physicalLocation).toEqual({
    artifactLocation: { uri: 'edge1/running.cfg', uriBaseId: '%SRCROOT%' },
    region: { startLine: 4, startColumn: 41, endLine: 4, endColumn: 60, byteOffset: 97, byteLength: 19 },
  });
  expect(result.partialFingerprints).toEqual({
    primaryLocationLineHash: 'abc:1',
    'sbclintObject/v1': '0'.repeat(64),
  });
  expect(run.tool.driver.rules[result.ruleIndex].id).toBe('missing-trust-anchor');
  expect(run.originalUriBaseIds['%SRCROOT%']).toBeDefined();
  expect(run.columnKind).toBe('utf16CodeUnits');
});

it.each([
  ['a b/c#1%.cfg', 'a%20b/c%231%25.cfg', true],
  ['caf\u00e9/\u{1f600}.ini', 'caf%C3%A9/%F0%9F%98%80.ini', true],
  ['C:x.ini', 'C%3Ax.ini', true],
  ['half \ud800.ini', 'half%20%EF%BF%BD.ini', true],
  ['../up.ini', '../up.ini', false],
  ['/srv/a b.ini', 'file:///srv/a%20b.ini', false],
  ['D:/exports/a b.ini', 'file:///D:/exports/a%20b.ini', false],
])('writes the path %s as a URI', (path, uri, isBelow) => {
  const at = { path, startLine: 1, startColumn: 1, endLine: 1, endColumn: 2, byteStart: 0, byteEnd: 1 };
  const { run, notices } = runIn(runOf([finding({ location: at })]));
  const { artifactLocation } = run.results[0].locations[0].physicalLocation;
  expect(artifactLocation).toEqual(isBelow ? { uri, uriBaseId: '%SRCROOT%' } : { uri });
  expect(notices.filter((notice) => notice.includes('outside the folder'))).toHaveLength(isBelow ? 0 : 1);
});

it.each([
  ['error', 'warning'],
  ['warning', 'warning'],
  ['note', 'note'],
] as const)('shows an open %s as a %s that says that it cannot be told', (level, shown) => {
  const open = finding({ kind: 'open', level, message: 'Trunk may trust it', because: 'a name without a certificate' });
  const [result] = runIn(runOf([open])).run.results;
  expect([result.kind, result.level]).toEqual(['fail', shown]);
  expect(result.message.text).toBe('cannot tell: Trunk may trust it (a name without a certificate). To do: add it');
  expect(result.properties).toMatchObject({ kind: 'open', level });
});

it('says "cannot tell" once', () => {
  const open = finding({ kind: 'open', message: 'cannot tell whether Trunk trusts it', because: 'x', hint: null });
  expect(runIn(runOf([open])).run.results[0].message.text).toBe('cannot tell whether Trunk trusts it (x)');
});

it('keeps what is suppressed, with the reason', () => {
  const suppression = {
    kind: 'suppressed',
    reason: 'carrier moves in May',
    owner: 'ops',
    until: '2027-05-01',
  } as const;
  const baseline = { kind: 'baseline', reason: null, owner: null, until: null } as const;
  const { run } = runIn(runOf([finding({ suppression }), finding({ suppression: baseline }), finding()]));
  expect(run.results.map(({ suppressions }: any) => suppressions?.[0])).toEqual([
    expect.objectContaining({
      kind: 'external',
      status: 'accepted',
      justification: 'suppressed by ops until 2027-05-01: carrier moves in May',
    }),
    expect.objectContaining({ kind: 'external', status: 'accepted', justification: 'in the baseline' }),
    undefined,
  ]);
});

it('is not successful where an input could not be read, and says which', () => {
  const at = { path: 'odd.bin', startLine: 1, startColumn: 1, endLine: 1, endColumn: 1, byteStart: 0, byteEnd: 0 };
  const unread = finding({
    ruleId: 'unreadable-input',
    kind: 'open',
    device: null,
    location: at,
    message: 'cannot read odd.bin',
  });
  const report = runOf([unread]);
  const { summary } = report;
  const { run } = runIn({ ...report, summary: { ...summary, files: { read: 1, parsed: 0, failed: 1 } } });
  const [invocation] = run.invocations;
  expect(invocation.executionSuccessful).toBe(false);
  expect(invocation.toolExecutionNotifications).toHaveLength(1);
  expect(invocation.toolExecutionNotifications[0].message.text).toContain('cannot read odd.bin');
  expect(runIn(runOf([])).run.invocations[0]).toEqual({ executionSuccessful: true, toolExecutionNotifications: [] });
});

it('gives every result a location, and says what has none', () => {
  const about = finding({ ruleId: 'stale-knowledge', kind: 'open', device: null, location: null });
  const { run } = runIn(runOf([about, finding()]));
  expect(run.results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('edge1/running.cfg');
  const alone = runIn(runOf([about]));
  expect(alone.run.results).toEqual([]);
  expect(alone.run.invocations[0].toolExecutionNotifications.length).toBeGreaterThan(0);
  expect(alone.notices).toEqual([expect.stringContaining('1 finding about no file')]);
});

it('drops the least serious results over 25,000, and says so in the file and beside it', () => {
  const many = [
    ...Array.from({ length: 10 }, () => finding({ level: 'note' })),
    ...Array.from({ length: 24_994 }, () => finding({ level: 'warning' })),
    finding({ kind: 'open' }),
    finding({ suppression: { kind: 'baseline', reason: null, owner: null, until: null } }),
    finding(),
  ];
  const { text, notices } = sarifReport(runOf(many), bareContext);
  const [run] = JSON.parse(text).runs;
  const levels = run.results.map(({ level, suppressions }: any) => (suppressions ? 'suppressed' : level));
  const count = (wanted: string) => levels.filter((level: string) => level === wanted).length;
  expect([levels.length, count('error'), count('warning'), count('note'), count('suppressed')]).toEqual([
    25_000, 1, 24_995, 4, 0,
  ]);
  expect(notices[0]).toContain('left out 7 of 25007 results');
  expect(notices[1]).toContain('shows 5000 of these 25000');
  const said = run.invocations[0].toolExecutionNotifications.map(({ message }: any) => message.text);
  expect(said).toEqual(notices);
});

it('stays below 10 MB compressed: fixes go first, then the least serious results', () => {
  const place = {
    path: 'edge1/running.cfg',
    startLine: 1,
    startColumn: 1,
    endLine: 1,
    endColumn: 1,
    byteStart: 0,
    byteEnd: 0,
  };
  const fix = {
    description: 'a fix',
    changes: [{ path: place.path, replacements: [{ place, insert: 'x'.repeat(50_000) }] }],
  };
  const findings = Array.from({ length: 100 }, (_, i) => finding({ level: i < 50 ? 'note' : 'error' }));
  const report = runOf(findings);
  const fixes = new Map(report.findings.map(({ fingerprint }) => [fingerprint, fix]));
  // A text that does not compress at all.
  const whole = { ...bareContext, fixes, gzipSize: (text: string) => text.length * 4 };
  const withoutFixes = runIn(report, whole);
  expect(withoutFixes.run.results).toHaveLength(100);
  expect(withoutFixes.run.results[0].fixes).toBeUndefined();
  expect(withoutFixes.notices).toEqual([expect.stringContaining('left out all fixes')]);

  const tight = { ...whole, gzipSize: (text: string) => text.length * 100 };
  const { run, notices } = runIn(runOf(findings.map((each) => ({ ...each, hint: 'y'.repeat(40_000) }))), tight);
  expect(run.results.length).toBeLessThan(100);
  expect(run.results.every(({ level }: any) => level === 'error')).toBe(run.results.length <= 50);
  expect(notices[0]).toContain(`left out ${100 - run.results.length} of 100 results`);
});

it('does not even try fixes that are too large for any text', () => {
  const place = { path: 'a', startLine: 1, startColumn: 1, endLine: 1, endColumn: 1, byteStart: 0, byteEnd: 0 };
  const replacement = { place, insert: 'x'.repeat(30_000_000) };
  const fix = { description: 'a fix', changes: [{ path: 'a', replacements: [replacement] }] };
  const report = runOf(Array.from({ length: 40 }, () => finding()));
  const fixes = new Map(report.findings.map(({ fingerprint }) => [fingerprint, fix]));
  const { run, notices } = runIn(report, { ...bareContext, fixes });
  expect(run.results).toHaveLength(40);
  expect(notices).toEqual([expect.stringContaining('left out all fixes')]);
});

it('never makes a link of what an export says', () => {
  const [result] = runIn(runOf([finding({ message: 'see [here](https://evil.example)', hint: null })])).run.results;
  expect(result.message.text).toBe('see [here\\](https://evil.example)');
});

it('takes a rule of a later version', () => {
  const { run } = runIn(runOf([finding({ ruleId: 'rule-of-tomorrow' })]));
  const [result] = run.results;
  expect(run.tool.driver.rules[result.ruleIndex].id).toBe('rule-of-tomorrow');
});
