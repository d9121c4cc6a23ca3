import { mayMatter } from './matters.js';
import type { PlacedFault, Shown } from './shown.js';
import type { Leaf } from './token.js';

/** What one command of a capture printed, or what stands in a file without any. */
export interface Run {
  readonly shown: Shown | null;
  readonly start: number;
  readonly end: number;
}

/** Counts the commands of a file by what they print. */
export function trackRuns() {
  const runs: Run[] = [];
  let open = false;
  return {
    runs,
    /** What follows was printed by another command. */
    next: () => {
      open = false;
    },
    /** The run that a statement belongs to. */
    at: (shown: Shown | null, start: number, end: number): number => {
      if (!open) runs.push({ shown, start, end });
      open = true;
      return runs.length - 1;
    },
  };
}

/**
 * Commands of one device that show the same show the same. Where they do not, the file holds two devices, or one that was
 * changed in between; read as one, it would have what either has.
 */
export function disagreement(runs: readonly Run[], leaves: Iterable<readonly [number, Leaf]>): PlacedFault | null {
  if (runs.length < 2) return null;
  const said = runs.map(() => new Set<string>());
  for (const [run, { path, value, known }] of leaves) {
    if (!known || !value || !mayMatter(path)) continue;
    said[run]?.add(JSON.stringify([...path.map(({ text }) => text), value.text.trim()]));
  }
  const whole = runs.findIndex(isWhole);
  const last = new Map<string, number>();
  for (const [index, run] of runs.entries()) {
    const own = said[index] ?? new Set();
    const key = partOf(run);
    const before = key === null ? undefined : last.get(key);
    if (key !== null) last.set(key, index);
    const other = before === undefined ? undefined : said[before];
    const differs = other !== undefined && (other.size !== own.size || !isWithin(own, other));
    const strange = whole >= 0 && !isWhole(run) && !isWithin(own, said[whole] ?? own);
    if (!differs && !strange) continue;
    const { start, end } = index === 0 ? (runs[whole] ?? run) : run;
    return twoExports(
      'it prints other settings than another command of the file, which shows the same part',
      start,
      end,
    );
  }
  return null;
}

/** The runs that may show one line more than they do: no other run would say otherwise then. */
export function runsToExtend(runs: readonly Run[]): ReadonlySet<number> {
  const parts = runs.map(partOf);
  const shownOnce = (run: number) => parts.filter((part) => part !== null && part === parts[run]).length < 2;
  const whole = runs.some(isWhole);
  return new Set(runs.flatMap((run, index) => (shownOnce(index) && (!whole || isWhole(run)) ? [index] : [])));
}

export function twoExports(because: string, start: number, end: number): PlacedFault {
  const hint = 'save each export in a file of its own';
  return { messageId: 'statement', what: 'a second export', because: `${because}; ${hint}`, start, end, words: [] };
}

const isWhole = ({ shown }: Run) => shown?.path.length === 0 && shown.filter === null;

/** What a run shows all of; `null` where nobody knows. */
const partOf = ({ shown }: Run) => (shown && shown.filter === null ? shown.path.join('\x00') : null);

const isWithin = (one: ReadonlySet<string>, other: ReadonlySet<string>) => [...one].every((line) => other.has(line));
