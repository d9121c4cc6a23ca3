// Changes the code of src/x509, src/rules and src/fixers in small ways, one at a time, and asks whether a test notices:
//   node test/mutation/run.mjs [--sample 250] [--seed 1] [--only src/x509/path] [--least 85]
// Ends non-zero when fewer of 100 are killed. A seed names the same mutants for as long as the code stays the same.
import { transform } from 'esbuild';
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isEquivalent } from './equivalent.mjs';
import { filesBelow, testsWithHits } from './hits.mjs';
import { mutantsOf } from './mutants.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
const FOLDERS = ['src/x509', 'src/rules', 'src/fixers'];
/** A mutant whose tests take longer than this without it is asked of the nearest and quickest of them. */
const MOST_SECONDS = 20;

const { values } = parseArgs({
  options: {
    sample: { type: 'string', default: '250' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    least: { type: 'string', default: '85' },
  },
});

/** Numbers from 0 to 1 that a seed decides. */
function dice(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function folderOf({ file }) {
  return FOLDERS.find((folder) => file.startsWith(`${folder}/`));
}

/** From each folder as many as it has of all, chosen by the dice. */
function sampleOf(mutants, size, seed) {
  return FOLDERS.flatMap((folder) => {
    const roll = dice(seed);
    const own = mutants.filter((mutant) => folderOf(mutant) === folder);
    const order = own.map((mutant) => ({ mutant, by: roll() })).sort((a, b) => a.by - b.by);
    return order.slice(0, Math.round((size * own.length) / mutants.length)).map(({ mutant }) => mutant);
  });
}

async function compiles({ file, start, end, by }) {
  const code = readFileSync(join(root, file), 'utf8');
  return transform(code.slice(0, start) + by + code.slice(end), { loader: 'ts', logLevel: 'silent' }).then(
    () => true,
    () => false,
  );
}

/** How far a test is from a file: its own name first, then its folder, then what lies further off. */
function distance(test, source) {
  const mirror = dirname(source).replace(/^src/, 'test');
  const name = basename(source, '.ts').replace(/^index$/, basename(mirror));
  if (test.file.includes(`/${name}.`) || test.name.includes(name)) return 0;
  if (test.file.startsWith(`${mirror}/`)) return 1;
  return test.file.split('/')[1] === mirror.split('/')[1] ? 2 : 3;
}

/** The tests to ask, nearest first and the quick ones before the slow, as runs of one file each. */
function stepsFor(mutant, tests) {
  const files = new Map(tests.filter(({ name }) => name === null).map((loading) => [loading.file, loading]));
  const covering = tests
    .filter(({ file, name, hits }) => name !== null && (hits.has(mutant.id) || files.get(file)?.hits.has(mutant.id)))
    .map((test) => ({ ...test, far: distance(test, mutant.file) }))
    .sort((a, b) => a.far - b.far || a.ms - b.ms);
  const steps = new Map();
  let seconds = 0;
  for (const { file, name, ms, far } of covering) {
    const key = `${far} ${file}`;
    const takes = (ms + (steps.has(key) ? 0 : files.get(file).ms)) / 1000;
    if (seconds + takes > MOST_SECONDS) continue;
    seconds += takes;
    const step = steps.get(key) ?? { file, tests: [] };
    step.tests.push(name);
    steps.set(key, step);
  }
  return { steps: [...steps.values()], seconds };
}

let worker = null;
let tried = 0;

/** In a process of its own, for a mutant may never come to an end. */
function judge(mutant, { steps, seconds }) {
  if (steps.length === 0) return { answer: 'survived', how: 'no test runs it' };
  if (tried++ % 40 === 0) stop();
  worker ??= fork(join(root, 'test', 'mutation', 'worker.cjs'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const current = worker;
  return new Promise((resolve) => {
    const end = (answer, how) => {
      clearTimeout(timer);
      current.removeAllListeners();
      if (!['survived', 'killed'].includes(answer)) stop();
      resolve({ answer, how });
    };
    const timer = setTimeout(() => end('timed out', 'time'), (60 + steps.length * 5 + seconds * 10) * 1000);
    current.once('message', ({ killedBy }) => end(killedBy ? 'killed' : 'survived', killedBy));
    current.once('exit', () => end('killed, and the process with it', 'exit'));
    const { id, file, start, end: until, by } = mutant;
    current.send({ mutant: { id, file, start, end: until, by }, steps });
  });
}

function stop() {
  worker?.removeAllListeners();
  worker?.kill('SIGKILL');
  worker = null;
}

const say = (line) => process.stderr.write(`${line}\n`);
const files = FOLDERS.flatMap((folder) => filesBelow(root, folder, /\.ts$/));
const mutants = files.flatMap((file) => mutantsOf(root, file)).map((mutant, id) => ({ ...mutant, id }));
const tests = (await testsWithHits(root, mutants, say)).map((test) => ({ ...test, hits: new Set(test.hits) }));

const wanted = mutants.filter((mutant) => mutant.file.startsWith(values.only) && !isEquivalent(mutant));
const results = [];
for (const mutant of sampleOf(wanted, Number(values.sample), Number(values.seed))) {
  if (!(await compiles(mutant))) continue;
  const { answer, how } = await judge(mutant, stepsFor(mutant, tests));
  results.push({ file: mutant.file, answer });
  if (answer !== 'survived') continue;
  const [was, by] = [mutant.was, mutant.by].map((code) => code.replace(/\s+/g, ' '));
  say(`survived: ${mutant.file}:${mutant.line} ${mutant.what}: ${was} -> ${by}${how ? ` (${how})` : ''}`);
}
stop();

const row = (name, own) => {
  const count = (answer) => own.filter((each) => each.answer === answer).length;
  const survived = count('survived');
  const score = own.length === 0 ? 100 : (100 * (own.length - survived)) / own.length;
  const line = `${name}: ${own.length} mutants, ${own.length - survived} killed (${count('timed out')} by time), ${survived} survived, ${score.toFixed(1)} %`;
  return { line, score };
};
console.log(`seed ${values.seed}, ${results.length} of ${wanted.length} mutants`);
for (const folder of FOLDERS) {
  const own = results.filter((each) => folderOf(each) === folder);
  if (own.length > 0) console.log(row(folder, own).line);
}
const all = row('all', results);
console.log(all.line);
process.exitCode = all.score >= Number(values.least) ? 0 : 1;
process.exit();
