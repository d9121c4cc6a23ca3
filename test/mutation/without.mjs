// Takes what keeps each promise out of a copy of the project and asks whether its test notices: node test/mutation/without.mjs [text]
// With a text, only those whose description holds it. Ends non-zero where a test passes without what it is about, or fails with it.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PROTECTIONS } from './protections.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
/** Milliseconds; a test that comes to no end has noticed. */
const LONGEST = 600_000;
const LEFT_OUT = new Set(['node_modules', '.git', 'dist']);
const wanted = PROTECTIONS.filter(({ without }) => without.includes(process.argv[2] ?? ''));

const folder = mkdtempSync(join(tmpdir(), 'sbclint-without-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const copy = join(folder, 'sbclint');
cpSync(root, copy, { recursive: true, filter: (path) => !LEFT_OUT.has(relative(root, path)) });
// As links to the same files, where one file system holds both.
if (spawnSync('cp', ['-al', join(root, 'node_modules'), copy]).status !== 0)
  cpSync(join(root, 'node_modules'), join(copy, 'node_modules'), { recursive: true });
if (existsSync(join(dirname(root), 'shared'))) symlinkSync(join(dirname(root), 'shared'), join(folder, 'shared'));

function run(...argv) {
  return spawnSync(process.execPath, argv, { cwd: copy, encoding: 'utf8', maxBuffer: 1 << 28, timeout: LONGEST });
}

function build() {
  const { status, stderr } = run('scripts/build.mjs', '--no-types');
  if (status !== 0) throw new Error(`the copy cannot be built:\n${stderr}`);
}

/** What the test of a protection prints where it fails, `null` where it passes. */
function complaint({ test, title, run: program }) {
  const { status, stdout, stderr } = program
    ? run(...program)
    : run('node_modules/jest/bin/jest.js', test, '-w', '1', ...(title ? ['-t', title] : []));
  if (status === 0) return null;
  const lines = `${stdout}\n${stderr}`.split('\n');
  return (lines.find((line) => /●|: .*(?:secret|additive|growth|proven)/.test(line)) ?? lines.at(-2) ?? '').trim();
}

/** The files as they are without a protection; gives what puts them back. */
function takeOut(edits) {
  const before = new Map();
  for (const [file, from, to] of edits) {
    const path = join(copy, file);
    const text = readFileSync(path, 'utf8');
    if (!before.has(path)) before.set(path, text);
    if (text.split(from).length !== 2) throw new Error(`${file} does not hold once: ${from}`);
    writeFileSync(
      path,
      text.replace(from, () => to.replaceAll('$&', () => from)),
    );
  }
  return () => before.forEach((text, path) => writeFileSync(path, text));
}

build();
const healthy = new Map();
let faults = 0;
for (const protection of wanted) {
  const { without, edits, test, title, run: program, built } = protection;
  const id = JSON.stringify([test, title, program]);
  if (!healthy.has(id)) healthy.set(id, complaint(protection));
  const putBack = takeOut(edits);
  if (built) build();
  const noticed = complaint(protection);
  putBack();
  if (built) build();
  const isFine = healthy.get(id) === null && noticed !== null;
  if (!isFine) faults += 1;
  const what = healthy.get(id) === null ? (noticed ?? 'NOT NOTICED') : `FAILS ANYWAY: ${healthy.get(id)}`;
  console.log(`${isFine ? 'noticed' : 'WRONG'}: without "${without}": ${what}`);
}
console.log(`${wanted.length} protections taken out, ${wanted.length - faults} noticed`);
process.exitCode = faults > 0 ? 1 : 0;
