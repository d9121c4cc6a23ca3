// How long the program takes beside what people use instead: npm run bench [-- --quick] [--only NAME] [--rounds N] [--devices N]
// [--fleet-rounds N] [--seed N] [--output FILE]. A full run writes bench/results.json, from which npm run docs makes docs/performance.md; any other writes
// only where --output says. Needs a Unix, and dist/ as the build leaves it.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sharedTrees } from './inputs/trees.mjs';
import { kinds } from './kinds/index.mjs';
import { commit, machine } from './machine.mjs';
import { measure, resultOf } from './measure.mjs';
import { profileOf } from './profile.mjs';
import { faultsOf, lineText, verdictOf } from './results.mjs';
import { program, root } from './root.mjs';

const FULL = { devices: 10_000, rounds: null };
/** One device of each form, and nothing warmed up: it shows that all of it runs, and no figure means anything. */
const QUICK = { devices: 9, rounds: 0 };

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
    rounds: { type: 'string' },
    'fleet-rounds': { type: 'string' },
    devices: { type: 'string' },
    seed: { type: 'string', default: '20261122' },
    output: { type: 'string' },
  },
});
if (!existsSync(program)) fail('there is no dist/: run node scripts/build.mjs first');

const { quick, only } = values;
const usual = quick ? QUICK : FULL;
const devices = number('devices') ?? usual.devices;
const rounds = number('rounds') ?? usual.rounds;
/** Of what takes minutes a round; with none, the run that warms up counts. */
const fleetRounds = number('fleet-rounds') ?? rounds;
const seed = number('seed');
const isFull = !quick && only.length === 0 && devices === FULL.devices && rounds === null && fleetRounds === null;

const folder = mkdtempSync(join(tmpdir(), 'sbclint-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

const groups = kinds.map((kind) => kind({ folder, devices, seed, quick, trees: sharedTrees(folder, devices, seed) }));
const known = groups.flatMap(({ name, lines }) => [name, ...lines.map((line) => line.name)]);
for (const name of only) if (!known.includes(name)) fail(`nothing is named ${name}; there is ${known.join(', ')}`);

const date = new Date().toISOString();
const scratch = join(folder, 'scratch');
mkdirSync(scratch);
const measured = [];
const profiles = new Map();
for (const group of groups) {
  const lines = group.lines.filter(({ name }) => only.length === 0 || only.includes(name) || only.includes(group.name));
  if (lines.length === 0) continue;
  console.log(`\n${group.title}`);
  const say = (text) => process.stderr.isTTY && process.stderr.write(`\r${text} `);
  const found = measure(group, lines, { rounds: roundsOf(group), folder: scratch, say });
  say('\r');
  for (const line of lines) {
    const result = resultOf(line, group.title, found);
    // Whoever reads that a budget is not met wants to know where the time goes.
    const isMissed = result.met === false && !quick;
    const profile = isMissed ? profiled(group, line.ours.run, found) : null;
    measured.push({ ...result, profile });
    console.log(lineText(result, verdictOf(result)));
  }
}

const results = {
  schemaVersion: 1,
  machine: machine(),
  date,
  commit: commit(),
  devices,
  seed,
  quick,
  notes: [
    'The trees of two and four times the devices hold the files of the first tree again, as hard links: their content repeats.',
    ...(fleetRounds === rounds
      ? []
      : [
          `What takes minutes (fleets) was run ${fleetRounds === 0 ? 'once, without a run before it' : `in ${fleetRounds} rounds`}.`,
        ]),
  ],
  lines: measured,
};
const missed = measured.filter(({ met }) => met === false).length;
console.log(`\n${measured.length} lines, ${missed} over their budget`);

const output = values.output ?? (isFull ? join(root, 'bench', 'results.json') : null);
if (output !== null) writeFileSync(output, `${JSON.stringify(results, null, 2)}\n`);

const wanted = only.length === 0 ? groups.flatMap(({ lines }) => lines.map(({ name }) => name)) : [];
const faults = faultsOf(results, wanted);
if (faults.length > 0) fail(`the results are not complete: ${faults.join('; ')}`);

function roundsOf({ name, ...group }) {
  return (['fleet', 'growth'].includes(name) ? fleetRounds : rounds) ?? group.rounds;
}

/** The profile of a run, taken once however many lines it misses. */
function profiled({ name, runs }, run, { samples }) {
  const key = `${name} ${run}`;
  if (!profiles.has(key)) profiles.set(key, profileOf(runs[run], samples.get(run)[0].seconds, scratch));
  return profiles.get(key);
}

function number(flag) {
  const given = values[flag];
  if (given === undefined) return undefined;
  if (!/^(?:0|[1-9]\d{0,8})$/.test(given) || (given === '0' && flag !== 'fleet-rounds'))
    fail(`--${flag} wants a number, not ${given}`);
  return Number(given);
}

function fail(message) {
  console.error(`bench: ${message}`);
  process.exit(2);
}
