// The runner that all kinds share. A group is a set of programs to run and of lines that compare two of them each; all are run once
// untimed, then round by round one after the other, so that whatever slows the machine for a while slows both sides.
import { spawnSync } from 'node:child_process';
import { runChild } from './child.mjs';
import { isMet, ratioOf, rounded, valueOf } from './figures.mjs';

/** The samples of each run, and for those that cannot be run why not. With no rounds the untimed run counts, cold as it is. */
export function measure({ runs }, lines, { rounds, folder, say = () => {} }) {
  const wanted = [...new Set(lines.flatMap(({ ours, against }) => [ours.run, against.run]))].filter(Boolean);
  const samples = new Map();
  const unavailable = new Map();
  for (const id of wanted) {
    const { because, sample } = warmUp(runs[id], folder);
    if (because) unavailable.set(id, because);
    else samples.set(id, rounds === 0 ? [sample] : []);
  }
  for (let round = 1; round <= rounds; round++) {
    say(`round ${round} of ${rounds}`);
    for (const [id, taken] of samples) {
      runs[id].before?.();
      const { seconds, peak, ...child } = runChild(runs[id], folder);
      demandStatus(runs[id], child);
      taken.push({ seconds, peak });
    }
  }
  return { samples, unavailable };
}

function warmUp(run, folder) {
  const missing = (run.tools ?? []).find((tool) => spawnSync('sh', ['-c', 'command -v "$0"', tool]).status !== 0);
  if (missing) return { because: `${missing} is not installed` };
  run.inputs?.();
  run.before?.();
  // What a first run leaves behind is what the others are about.
  if (run.primed) runChild(run, folder);
  const child = runChild(run, folder);
  const flag = /unknown flag (\S+)/.exec(child.status === 2 ? child.stderr() : '')?.[1];
  if (flag) return { because: `this version has no ${flag}` };
  demandStatus(run, child);
  // A run that did less than it should is fast for the wrong reason.
  if (run.prints && !run.prints.test(child.lastOfStdout())) {
    throw new Error(`${run.argv.join(' ')} does not print ${run.prints}:\n${child.lastOfStdout().slice(-1000)}`);
  }
  return { sample: { seconds: child.seconds, peak: child.peak } };
}

function demandStatus({ argv, ends = [0] }, { status, stderr }) {
  if (!ends.includes(status)) throw new Error(`${argv.join(' ')} ended with ${status}:\n${stderr().slice(-1000)}`);
}

/** One line of the results. */
export function resultOf(line, group, { samples, unavailable }) {
  const { name, work, beside, unit = 's', ours, against, budget } = line;
  const because = [ours, against].map(({ run }) => unavailable.get(run)).find(Boolean) ?? null;
  const result = { name, group, work, beside, unit };
  const rest = { budget, rounds: samples.get(ours.run)?.length ?? 0, unavailable: because };
  if (because !== null) return { ...result, ours: null, against: null, ratio: null, ...rest, met: null };
  const values = [valueOf(ours, samples), valueOf(against, samples)];
  const ratio = ratioOf(...values, budget);
  const [mine, theirs, said] = [...values, ratio].map(rounded);
  return { ...result, ours: mine, against: theirs, ratio: said, ...rest, met: isMet(ratio, budget) };
}
