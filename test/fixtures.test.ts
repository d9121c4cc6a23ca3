import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { exitCode } from '../src/cli/exit-code.js';
import { unifiedDiff } from '../src/engine/diff.js';
import { isWritable, packFiles, planJson } from '../src/engine/pack.js';
import type { DevicePatch } from '../src/engine/patch.js';
import { proposedFixes } from '../src/engine/proposed-fixes.js';
import type { Checked } from '../src/engine/check.js';
import type { ReportedFinding } from '../src/model/run-report.js';
import type { CheckResult } from '../src/model/run.js';
import { conciseReport } from '../src/reporters/concise.js';
import { inspectJson } from '../src/reporters/inspect.js';
import { jsonFinding, jsonReport, ndjsonReport, runReport } from '../src/reporters/json.js';
import { reportFormats } from '../src/reporters/index.js';
import type { ReportContext } from '../src/reporters/report-format.js';
import { lineHashes } from '../src/reporters/sarif/line-hash.js';
import { isInsertion } from '../src/text/edit.js';
import { SourceText } from '../src/text/source-text.js';
import {
  checkFolder,
  patchFolder,
  patchedTree,
  readFolder,
  type Folder,
  type FolderOptions,
} from './support/folder.js';
import { bareContext, sarifProblems } from './support/reports.js';
import { applySarifFix, type SarifFix } from './support/sarif-fix.js';
import { htmlInput } from './support/html-report.js';

const fixtures = join(__dirname, 'fixtures');
const cases = readdirSync(fixtures).flatMap((format) =>
  readdirSync(join(fixtures, format)).map((name) => `${format}/${name}`),
);
const update = process.env['UPDATE'] === '1';

function load(name: string): { folder: string; files: Folder; options: FolderOptions } {
  const folder = join(fixtures, name);
  const options = JSON.parse(readFileSync(join(folder, 'options.json'), 'utf8')) as FolderOptions;
  return { folder, files: readFolder(join(folder, 'input')), options };
}

/** Fingerprints have a test of their own; here they would drown what is said. */
function withoutIdentity(finding: ReportedFinding): object {
  return Object.fromEntries(Object.entries(finding).filter(([key]) => key !== 'fingerprint' && key !== 'suppression'));
}

/** What a case must keep saying. */
function expectedFiles(result: CheckResult, patches: readonly DevicePatch[]): Map<string, string> {
  const findings = {
    exitCode: exitCode(result.findings, 'error'),
    files: result.files,
    findings: result.findings.map(jsonFinding).map(withoutIdentity),
  };
  const expected = new Map([['findings.json', `${JSON.stringify(findings, null, 2)}\n`]]);
  if (patches.some(({ plan }) => plan.additions.length + plan.changes.length > 0)) {
    expected.set('plan.json', planJson(patches, result.asOf, 'test'));
    for (const { files } of patches)
      for (const { before, after } of files) expected.set(`patched/${before.path}`, after.text);
    for (const { before, plan } of patches) {
      const scripts = plan.artifacts.filter(({ path }) => /^(apply|rollback)\./.test(path));
      for (const { path, content } of scripts) {
        expected.set(`scripts/${before.device.id}/${path}`, Buffer.from(content).toString());
      }
    }
  }
  return expected;
}

describe.each(cases)('%s', (name) => {
  const { folder, files, options } = load(name);
  const original = once(() => checkFolder(files, options));
  const planned = once(async () => patchFolder(await original(), options));

  it('says what is expected, and patches as expected', async () => {
    const checked = await original();
    const patches = await planned();
    expect(patches.flatMap(({ proof }) => proof.failures)).toEqual([]);
    const found = expectedFiles(checked.result, patches);
    const home = join(folder, 'expected');
    if (update) {
      rmSync(home, { recursive: true, force: true });
      for (const [path, text] of found) {
        mkdirSync(dirname(join(home, path)), { recursive: true });
        writeFileSync(join(home, path), text, 'latin1');
      }
    }
    const kept = existsSync(home) ? readFolder(home) : new Map<string, Uint8Array>();
    expect([...found.keys()].sort()).toEqual([...kept.keys()]);
    for (const [path, text] of found) expect(text).toBe(Buffer.from(kept.get(path) ?? []).toString('latin1'));
  });

  it('says of all that is open why, and what to do about it', async () => {
    const { result } = await original();
    const open = result.findings.filter(({ kind }) => kind === 'open').map(jsonFinding);
    expect(open.filter(({ because, hint }) => !because || !hint)).toEqual([]);
  });

  it('accounts for every file', async () => {
    const { result } = await original();
    expect(result.files.parsed + result.files.failed + result.unrecognized.length).toBe(files.size);
  });

  it('leaves every byte outside the edits alone, and patches the patched tree to nothing', async () => {
    const patches = await planned();
    for (const { files: patched } of patches) {
      for (const { before, after, edits } of patched) {
        const inserted = edits.reduce(
          (sum, { edit }) => sum + edit.insert.length - (edit.range.end - edit.range.start),
          0,
        );
        expect(after.bytes.length).toBe(before.bytes.length + inserted);
        expect(edits.filter(({ edit, allow }) => !isInsertion(edit) && allow === null)).toEqual([]);
        if (edits.every(({ edit }) => isInsertion(edit))) expect(isSubsequence(before.text, after.text)).toBe(true);
      }
    }
    // What only the script of the pack adds, no text shows afterwards.
    if (patches.some(({ plan }) => plan.additions.some(({ aside }) => aside))) return;
    const after = await checkFolder(patchedTree(files, patches), options);
    const added = new Set(
      patches.flatMap(({ plan }) => plan.additions.map(({ want }) => `${want.store.id} ${want.anchor.sha256}`)),
    );
    const left = after.result.findings.filter(({ wants }) => wants && added.has(`${wants.store} ${wants.anchor}`));
    expect(left.map(({ message }) => message)).toEqual([]);
    for (const { plan } of await patchFolder(after, options)) {
      expect([plan.edits.length, plan.additions.length, plan.changes.length]).toEqual([0, 0, 0]);
    }
  });

  it('says the same with other line endings, and keeps them', async () => {
    const { assembled, result } = await original();
    for (const eol of ['\n', '\r\n']) {
      const converted = convert(files, assembled, (text) => text.replace(/\r?\n/g, eol));
      const checked = await checkFolder(converted, options);
      expect(gist(checked.result)).toEqual(gist(result));
      for (const { files: patched, proof } of await patchFolder(checked, options)) {
        expect(proof.failures).toEqual([]);
        for (const { after } of patched) {
          const stray = eol === '\n' ? /\r\n/ : /(?<!\r)\n/;
          if (checked.assembled.some(({ configuration }) => configuration.source.path === after.path))
            expect(after.text).not.toMatch(stray);
        }
      }
    }
  });

  it('claims nothing more with tabs for blanks', async () => {
    const { assembled, result: before } = await original();
    const tabbed = convert(files, assembled, (text) =>
      text.replace(/^(?: {8})+(?! )/gm, (blanks) => '\t'.repeat(blanks.length / 8)),
    );
    const { result } = await checkFolder(tabbed, options);
    expect(gist(result)).toEqual(gist(before));
  });

  it('reads the file cut at any line without throwing', async () => {
    const { assembled } = await original();
    for (const { configuration } of assembled) {
      const { parser } = configuration.as;
      for (const { start } of configuration.source.lines()) {
        const cut = SourceText.of(configuration.source.path, configuration.source.text.slice(0, start));
        expect(() => (parser.detect(cut) ? parser.parse(cut) : null)).not.toThrow();
      }
    }
  });

  it('shows no planted secret in any output', async () => {
    const checked = await original();
    const patches = await patchFolder(checked, { ...options, assumeMissing: true });
    const { result } = checked;
    const patchedPaths = new Set(patches.flatMap((patch) => patch.files.map(({ before }) => before.path)));
    const outputs = [
      jsonReport(runReport(result, 'test')),
      ndjsonReport(runReport(result, 'test')),
      conciseReport(result),
      inspectJson(result, 'test'),
      planJson(patches, result.asOf, 'test'),
      ...(await everyReport(files, checked, patches)).values(),
      ...patches.flatMap((patch) => patch.files.map((file) => unifiedDiff(file, file.before.path))),
      ...patches
        .flatMap((patch) => packFiles(patch, checked.context.options))
        .filter(({ path }) => ![...patchedPaths].some((patched) => path.endsWith(`/${patched}`)))
        .map(({ content }) => Buffer.from(content).toString('latin1')),
    ];
    for (const output of outputs) expect(output).not.toMatch(/planted|PRIVATE KEY/i);
  });

  it('makes SARIF that is valid, with fixes that write what patch writes', async () => {
    const checked = await original();
    const patches = await planned();
    const sarif = (await everyReport(files, checked, patches)).get('sarif') ?? '';
    expect(sarifProblems(sarif)).toEqual([]);
    const { results } = (JSON.parse(sarif) as { runs: [{ results: { ruleId: string; fixes?: SarifFix[] }[] }] })
      .runs[0];
    const fixed = new Map<string, Buffer>();
    for (const { fixes = [] } of results) {
      for (const fix of fixes) for (const [path, bytes] of applySarifFix(fix, files)) fixed.set(path, bytes);
    }
    const written = patches
      .filter((patch) => isWritable(patch) && patch.before.configuration.input.archive === undefined)
      // What only a script adds is in no text.
      .filter(({ plan }) => plan.additions.some(({ aside }) => !aside))
      .flatMap(({ files: patched }) => patched);
    expect([...fixed.keys()].sort()).toEqual(written.map(({ before }) => before.path).sort());
    for (const { before, after } of written) {
      expect(Buffer.compare(fixed.get(before.path) ?? Buffer.alloc(0), after.bytes)).toBe(0);
    }
  });
});

/** What several tests look at is made when the first of them asks for it. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

/** A run in every format, SARIF with line hashes and fixes. */
async function everyReport(
  files: Folder,
  checked: Checked,
  patches: readonly DevicePatch[],
): Promise<ReadonlyMap<string, string>> {
  const { result } = checked;
  const { timeline, knowledge, assets } = htmlInput(checked, '2027-11-22');
  const context: ReportContext = {
    ...bareContext,
    lineHashes: (path, lines) => lineHashes(files.get(path) ?? new Uint8Array(), lines),
    fixes: new Map(patches.flatMap((patch) => [...proposedFixes(patch, result.findings)])),
    page: { timeline, knowledge, assets },
  };
  const report = runReport(result, 'test');
  const made = new Map<string, string>();
  for (const { name, load } of reportFormats) made.set(name, (await load())(report, context).text);
  return made;
}

/** The findings without their byte offsets. */
function gist({ findings }: CheckResult): readonly unknown[] {
  return findings.map(({ ruleId, kind, level, message, at }) => [ruleId, kind, level, message, at?.file, at?.line]);
}

/** The folder with the text of its configurations changed; binary ones have no lines. */
function convert(
  files: Folder,
  assembled: readonly { readonly configuration: { readonly source: SourceText } }[],
  change: (text: string) => string,
): Folder {
  const texts = new Set(assembled.map(({ configuration }) => configuration.source.path));
  return new Map(
    [...files].map(([path, bytes]) => {
      const text = Buffer.from(bytes).toString('latin1');
      return [path, texts.has(path) && !text.includes('\0') ? Buffer.from(change(text), 'latin1') : bytes];
    }),
  );
}

function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (let i = 0; i < whole.length && at < part.length; i += 1) if (whole[i] === part[at]) at += 1;
  return at === part.length;
}
