// Damages exports in every way it knows and looks at what is said of them. `npm run fuzz -- --help` says how.
import { fork } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clearTimeout, setTimeout } from 'node:timers';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { root } from '../../scripts/load-ts.mjs';
import { caseAt, inWords } from './cases.mjs';
import { writeFolder } from './command-line.mjs';
import { loadFixtures } from './fixtures.mjs';

const HELP = `npm run fuzz -- [options]

  --seconds N           how long (default 60)
  --runs N              how many cases, whatever the time
  --seed S              where the dice start (default: at random, and printed)
  --only FORMAT         cases of one folder of test/fixtures
  --replay SEED:INDEX   one case again
  --keep DIR            where the input of each finding is saved (default: a temporary folder)
  --deadline N          seconds that one case may take (default 60)
`;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    runs: { type: 'string' },
    seed: { type: 'string' },
    only: { type: 'string' },
    replay: { type: 'string' },
    keep: { type: 'string' },
    deadline: { type: 'string', default: '60' },
    help: { type: 'boolean' },
  },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}

const fixtures = loadFixtures();
const formats = [...new Set(fixtures.map(({ format }) => format))];
if (values.only !== undefined && !formats.includes(values.only)) stop(`--only wants one of ${formats.join(', ')}`);
if (!existsSync(join(root, 'dist/index.cjs'))) stop('build first: node scripts/build.mjs --no-types');
const replay = values.replay?.split(':').map(number);
if (replay && replay.length !== 2) stop('--replay wants SEED:INDEX');
const seed = replay?.[0] ?? (values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : number(values.seed));
const deadline = number(values.deadline) * 1000;
const limit = values.runs === undefined ? Infinity : number(values.runs);
const until = replay || values.runs !== undefined ? Infinity : Date.now() + number(values.seconds) * 1000;
const keep = values.keep ?? mkdtempSync(join(tmpdir(), 'sbclint-findings-'));

function number(text) {
  return /^\d+$/.test(text) ? Number(text) : stop(`${text} is no number`);
}

function stop(message) {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

let child = null;

/** A worker that has read its fixtures. */
async function worker() {
  if (child) return child;
  const started = fork(fileURLToPath(new URL('worker.mjs', import.meta.url)), [], {
    execArgv: ['--max-old-space-size=1024'],
  });
  const ready = await new Promise((resolve) => {
    started.once('message', () => resolve(true));
    started.once('exit', () => resolve(false));
  });
  if (!ready) throw new Error('the worker did not start');
  child = started;
  return child;
}

/** The answer of the worker; a finding where there is none in time. */
async function ask(index) {
  const process = await worker();
  return new Promise((resolve) => {
    const end = (answer) => {
      clearTimeout(timer);
      process.removeAllListeners();
      resolve(answer);
    };
    const lost = (check, detail) => {
      child = null;
      process.kill('SIGKILL');
      end({ index, also: [], wrong: [{ check, detail }] });
    };
    const timer = setTimeout(() => lost('hang', `no answer after ${deadline / 1000} s`), deadline);
    process.once('message', end);
    process.once('exit', (code, signal) => lost('crash', `the process ended with ${code ?? signal}`));
    process.send({ seed, index });
  });
}

function save(one, wrong) {
  const folder = join(keep, `${one.seed}-${one.index}`);
  mkdirSync(join(folder, 'input'), { recursive: true });
  writeFolder(join(folder, 'input'), one.files);
  const { asOf, peer } = one.fixture.options;
  const replayed = `npm run fuzz -- --replay ${one.seed}:${one.index}`;
  const checked = `node dist/cli.cjs check ${join(folder, 'input')} --as-of ${asOf}${peer ? ` --peer ${peer}` : ''}`;
  writeFileSync(
    join(folder, 'finding.json'),
    `${JSON.stringify({ case: inWords(one), replay: replayed, check: checked, options: one.fixture.options, wrong }, null, 2)}\n`,
  );
  console.log(`${one.seed}:${one.index} ${inWords(one)}`);
  for (const { check, detail } of wrong) console.log(`  ${check}: ${detail}`);
  console.log(`  ${folder}\n  ${replayed}`);
}

console.log(`seed ${seed}`);
const counts = new Map(formats.map((format) => [format, { cases: 0, growth: 0, 'command-line': 0, findings: 0 }]));
const began = Date.now();
let done = 0;
for (let index = replay?.[1] ?? 0; done < limit && Date.now() < until; index += 1) {
  const one = caseAt(fixtures, seed, index);
  if (!replay && ((values.only !== undefined && one.format !== values.only) || one.steps.length === 0)) continue;
  const { also, wrong } = await ask(index);
  const count = counts.get(one.format);
  count.cases += 1;
  for (const each of also) count[each] += 1;
  if (wrong.length > 0) {
    count.findings += 1;
    save(one, wrong);
  }
  done += 1;
  if (replay) break;
}
child?.kill();

const shown = [...counts].filter(([, { cases }]) => cases > 0);
console.log(`\n${'format'.padEnd(22)}  cases  growth  command line  findings`);
for (const [format, { cases, growth, 'command-line': commands, findings }] of shown) {
  console.log(
    `${format.padEnd(22)}${String(cases).padStart(7)}${String(growth).padStart(8)}${String(commands).padStart(14)}${String(findings).padStart(10)}`,
  );
}
const findings = shown.reduce((sum, [, count]) => sum + count.findings, 0);
console.log(
  JSON.stringify({
    seed,
    seconds: Math.round((Date.now() - began) / 1000),
    cases: done,
    findings,
    formats: Object.fromEntries(shown),
  }),
);
process.exitCode = findings > 0 ? 1 : 0;
