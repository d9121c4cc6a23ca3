// Which tests run through which mutants, kept from run to run for as long as no source and no test changes.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { countingCode } from './mutants.mjs';

const { runFile } = createRequire(import.meta.url)('./one-file.cjs');

/**
 * What takes part: tests of the program's parts, of its commands and of the fixtures. Tests of random damage run the same code with less
 * to say about one line of it, and so do the other things that are asked of each fixture.
 */
const FOLDERS = [
  'x509',
  'model',
  'text',
  'parsers',
  'rules',
  'fixers',
  'engine',
  'knowledge',
  'config',
  'cli',
  'properties',
];
const FIXTURES = { file: 'test/fixtures.test.ts', only: /says what is expected/ };

export function filesBelow(root, folder, pattern) {
  if (!existsSync(join(root, folder))) return [];
  const names = readdirSync(join(root, folder), { recursive: true }).map((name) => String(name).replaceAll('\\', '/'));
  return names
    .filter((name) => pattern.test(name))
    .sort()
    .map((name) => `${folder}/${name}`);
}

function hashOf(root, files, ...more) {
  const hash = createHash('sha256').update(JSON.stringify(more));
  for (const file of files) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex').slice(0, 16);
}

/** Every test, as `{ file, name, ms, hits }`; what a file runs through while it loads, and how long that takes, has the name null. */
export async function testsWithHits(root, mutants, say) {
  const counting = new Map(
    [...groupBy(mutants)].map(([file, own]) => [file, countingCode(readFileSync(join(root, file), 'utf8'), own)]),
  );
  const shared = ['src', 'test/support', 'vendor-profiles', 'peer-profiles'];
  const sources = shared.flatMap((folder) => filesBelow(root, folder, /\.(ts|yaml)$/));
  const places = mutants.map(({ file, start, by }) => [file, start, by]);
  const kept = join(tmpdir(), `sbclint-mutation-${hashOf(root, sources, places)}.json`);
  const known = existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) : {};
  const files = FOLDERS.flatMap((folder) =>
    filesBelow(root, `test/${folder}`, /\.test\.ts$/).map((file) => ({ file })),
  );
  const all = [];
  for (const { file, only } of [...files, FIXTURES]) {
    const beside = only ? [] : filesBelow(root, dirname(file), /(?<!\.test)\.ts$/);
    const state = hashOf(root, [file, ...beside]);
    if (known[file]?.state !== state) {
      known[file] = { state, tests: await testsOf(file, { counting, size: mutants.length, only }, say) };
      writeFileSync(kept, JSON.stringify(known));
    }
    all.push(...known[file].tests.map((test) => ({ ...test, file })));
  }
  return all;
}

async function testsOf(file, wanted, say) {
  const began = Date.now();
  const { loaded, tests } = await runFile(file, wanted);
  const failed = tests.filter(({ passed }) => !passed).map(({ name }) => name);
  if (!loaded || failed.length > 0) say(`left out, for it fails without a mutant: ${file} ${failed.join('; ')}`);
  const took = Date.now() - began;
  say(`${file}: ${tests.length - 1} tests, ${Math.round(took / 1000)} s`);
  const passed = loaded ? tests.filter((test) => test.passed) : [];
  const inTests = tests.reduce((sum, { ms }) => sum + ms, 0);
  return passed.map(({ name, ms, hits }) => ({ name, ms: name === null ? Math.max(0, took - inTests) : ms, hits }));
}

function groupBy(mutants) {
  const groups = new Map();
  for (const mutant of mutants) groups.set(mutant.file, [...(groups.get(mutant.file) ?? []), mutant]);
  return groups;
}
