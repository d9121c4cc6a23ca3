// Where the time of a run goes, as V8's own profiler sees it: shares of parts of the program, each known by functions that do it.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from './child.mjs';

/** Microseconds between two samples, by the seconds that a run takes: a profile of a long run is too big to be worth it. */
const INTERVALS = [
  [2, 100],
  [20, 1000],
  [Infinity, 10_000],
];

/** A sample belongs to the part whose function is nearest to where it was taken. */
const PARTS = {
  'reading the compiled program': ['openProgram', 'readKept', 'keptScripts', 'Script'],
  'its modules': ['load'],
  'arguments, settings and facts': [
    'dispatch',
    'prepare',
    'readArguments',
    'givenInputs',
    'readSettings',
    'loadKnowledge',
  ],
  'which format it is': ['recognizeAll', 'recognize', 'claimsOf'],
  'reading the export': ['parsedExport'],
  certificates: ['decodeCertificate', 'decodeWithLibrary', 'plainCertificate'],
  'whom the trunks face': ['face'],
  'certification paths': ['pathDecisions'],
  rules: ['deviceFindings'],
  'the report': ['reportCheck', 'prettyReport', 'indented'],
};
const GARBAGE = 'garbage collection';
const NODE = "Node's own code";
const REST = 'the rest';

const partOf = new Map(Object.entries(PARTS).flatMap(([part, names]) => names.map((name) => [name, part])));

/** The parts of one run of the program with their shares of its time, the largest first; `seconds` says how long it takes without. */
export function profileOf(run, seconds, folder) {
  const kept = mkdtempSync(join(folder, 'profile-'));
  const [node, ...rest] = run.argv;
  const [, interval] = INTERVALS.find(([most]) => seconds <= most);
  const flags = ['--cpu-prof', `--cpu-prof-interval=${interval}`, `--cpu-prof-dir=${kept}`];
  run.before?.();
  runChild({ ...run, argv: [node, ...flags, ...rest], peak: false }, folder);
  const profiles = readdirSync(kept).map((file) => JSON.parse(readFileSync(join(kept, file), 'utf8')));
  rmSync(kept, { recursive: true });
  if (profiles.length === 0) throw new Error(`${rest.join(' ')} left no profile`);
  return sharesOf(profiles);
}

/** Of profiles as `--cpu-prof` writes them, one for each thread. Time in which a thread waits is none. */
export function sharesOf(profiles) {
  const times = new Map();
  for (const { nodes, samples, timeDeltas } of profiles) {
    const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
    const byId = new Map(nodes.map((node) => [node.id, node]));
    const parts = new Map(nodes.map(({ id }) => [id, partOfNode(id, byId, parents)]));
    samples.forEach((id, i) => times.set(parts.get(id), (times.get(parts.get(id)) ?? 0) + timeDeltas[i]));
  }
  times.delete(null);
  const all = [...times.values()].reduce((sum, time) => sum + time, 0);
  return [...times]
    .map(([part, time]) => ({ part, share: Math.round((100 * time) / all) }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share);
}

function partOfNode(id, byId, parents) {
  const leaf = byId.get(id).callFrame;
  if (leaf.functionName === '(idle)') return null;
  if (leaf.functionName === '(garbage collector)') return GARBAGE;
  let isOurs = false;
  for (let at = id; at !== undefined; at = parents.get(at)) {
    const { functionName, url } = byId.get(at).callFrame;
    isOurs ||= url.includes('/dist/');
    const part = partOf.get(functionName);
    if (part !== undefined) return part;
  }
  return isOurs ? REST : NODE;
}
