import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validateAction } from '@action-validator/core';
import { load } from 'js-yaml';
import { commands } from '../src/cli/commands.js';
import { FLAGS } from '../src/cli/flags.js';
import { reportFormats } from '../src/reporters/index.js';
import { root } from './support/knowledge.js';

interface Action {
  readonly inputs: Record<string, { readonly description: string }>;
  readonly runs: { readonly steps: readonly { readonly id?: string; readonly shell: string; readonly run: string }[] };
}

type Hook = Readonly<Record<string, unknown>>;

interface Job {
  readonly before_script: readonly string[];
  readonly script: readonly string[];
  readonly artifacts: { readonly reports: { readonly codequality: string } };
}

const text = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');
const action = load(text('action.yml')) as Action;
const gitlab = load(text('ci', 'gitlab-ci.yml')) as { readonly sbclint: Job };
const hooks = load(text('.pre-commit-hooks.yaml')) as readonly Hook[];

/** The flags of a command line, by the names that sbclint has for them. */
function unknownFlags(command: string): readonly string[] {
  const known = new Set(Object.values(FLAGS).map(({ name }) => `--${name}`));
  return (command.match(/--[a-z-]+/g) ?? []).filter((flag) => !known.has(flag));
}

describe('the action', () => {
  it('is what GitHub takes for one', () => {
    expect(validateAction(text('action.yml')).errors).toEqual([]);
    expect(validateAction('name: x\nruns: { using: composite, steps: [{ run: x }] }').errors).not.toEqual([]);
  });

  it('puts no input into a command: they reach it as variables', () => {
    for (const { run } of action.runs.steps) expect(run).not.toContain('${{');
  });

  const { run } = action.runs.steps.find(({ id }) => id === 'check') ?? { run: '' };

  function runCheck(inputs: Readonly<Record<string, string>>): {
    readonly status: number | null;
    readonly said: string;
    readonly output: string;
  } {
    const folder = mkdtempSync(join(tmpdir(), 'sbclint-action-'));
    const output = join(folder, 'output');
    const env = {
      ...process.env,
      GITHUB_OUTPUT: output,
      SBCLINT_PROGRAM: join(root, 'dist', 'cli.cjs'),
      SBCLINT_PATHS: '',
      SBCLINT_ARGS: '--as-of\n2026-11-22',
      SBCLINT_FAIL_ON: 'error',
      SBCLINT_FORMAT: 'github',
      SBCLINT_SARIF: '',
      ...inputs,
    };
    try {
      // As GitHub runs `shell: bash`.
      const bash = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run];
      const { status, stdout } = spawnSync('bash', bash, { cwd: root, env, encoding: 'utf8' });
      return { status, said: stdout, output: readFileSync(output, 'utf8') };
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  it('ends as sbclint does, and annotates', () => {
    const { status, said, output } = runCheck({ SBCLINT_PATHS: 'examples/fleet/tallinn' });
    expect([status, output]).toEqual([1, 'exit-code=1\n']);
    expect(said).toMatch(/^::error .*DigiCert Global Root G2/m);
    expect(runCheck({ SBCLINT_PATHS: 'examples/fleet/krakow\n' }).status).toBe(0);
    expect(runCheck({ SBCLINT_PATHS: 'examples/fleet/tallinn', SBCLINT_FAIL_ON: 'never' }).status).toBe(0);
  });

  it('takes an input for what it says and not for a command', () => {
    const { status } = runCheck({ SBCLINT_PATHS: '$(touch /tmp/sbclint-was-here)\n--format=json' });
    expect([status, existsSync('/tmp/sbclint-was-here')]).toEqual([2, false]);
  });

  it('writes SARIF where it is asked to', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'sbclint-action-')), 'sbclint.sarif');
    runCheck({ SBCLINT_PATHS: 'examples/fleet/krakow', SBCLINT_SARIF: file });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ version: '2.1.0' });
  });
});

it('the GitLab job runs flags and formats that there are, and keeps what it writes', () => {
  const { before_script, script, artifacts } = gitlab.sbclint;
  const [command = ''] = script;
  const formats = reportFormats.map(({ name }) => name);
  for (const line of [...before_script, ...script]) execFileSync('bash', ['-n', '-c', line]);
  expect(unknownFlags(command)).toEqual([]);
  const reports = [...command.matchAll(/--report (\w+)=(\S+)/g)];
  expect(reports.map(([, format]) => format).filter((format) => !formats.includes(format ?? ''))).toEqual([]);
  expect(reports.map(([, , file]) => file)).toContain(artifacts.reports.codequality);
});

it('the hooks have what pre-commit requires, and run commands and flags that there are', () => {
  expect(hooks.map(({ id }) => id)).toEqual(['sbclint', 'sbclint-fleet', 'sbclint-config']);
  for (const { name, entry, language } of hooks) {
    const [program, command] = String(entry).split(' ');
    expect([typeof name, language, program]).toEqual(['string', 'node', 'sbclint']);
    expect(commands.map((each) => each.name)).toContain(command);
    expect(unknownFlags(String(entry))).toEqual([]);
  }
});

it('shell scripts are ones, and the batch script speaks only when somebody has to act', () => {
  const script = join(root, 'examples', 'batch', 'check-exports.sh');
  for (const file of [script, join(root, 'test', 'acceptance', 'pre-commit.sh')]) execFileSync('bash', ['-n', file]);
  const results = mkdtempSync(join(tmpdir(), 'sbclint-batch-'));
  const env = { ...process.env, SBCLINT: `${process.execPath} ${join(root, 'dist', 'cli.cjs')}` };
  const batch = (exports: string) =>
    spawnSync('bash', [script, join(root, exports), results, '--as-of', '2026-11-22'], { env, encoding: 'utf8' });
  try {
    expect(batch('examples/fleet/krakow')).toMatchObject({ status: 0, stdout: '', stderr: '' });
    const failing = batch('examples/fleet/denver');
    expect([failing.status, failing.stdout.includes('missing-trust-anchor')]).toEqual([1, true]);
    expect(batch('examples/none')).toMatchObject({
      status: 2,
      stdout: expect.stringContaining('no such file') as string,
    });
    expect(existsSync(join(results, 'junit.xml')) && existsSync(join(results, 'findings.csv'))).toBe(true);
  } finally {
    rmSync(results, { recursive: true });
  }
});
