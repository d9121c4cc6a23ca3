// Kills `patch --in-place` and `patch --out` at their calls to the disk, lets these calls fail, fills the disk, takes away the right to
// write and changes files under it. Afterwards every file is the old or the new one, whole, and another run finishes the job.
// Build first: node scripts/build.mjs && node test/acceptance/killed-writes.mjs [all]    (all: at every call; minutes)
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { AS_OF, assert, filesBelow, hashes, inFolder, root, step } from './support.mjs';

const ALL = process.argv[2] === 'all';
const program = join(root, 'dist', 'cli.cjs');
const preload = join(root, 'test', 'acceptance', 'fault.cjs');
const CHANGE = '! somebody else wrote this line';
const TEMPORARY = /^\.sbclint-\d+-[0-9a-f]{8}\.tmp$/;

/** Sites of several vendors, by where they lie in the repository. A mode tells whether it is kept. */
const SITES = {
  tallinn: 'examples/fleet/tallinn',
  cube: 'test/fixtures/cisco-ios/missing/input',
  kamailio: 'test/fixtures/kamailio-tls-cfg/missing/input',
  oracle: 'test/fixtures/oracle-acli/missing/input',
  ribbon: 'test/fixtures/ribbon-core-set/missing/input',
};

function writeSites(folder, names = Object.keys(SITES)) {
  for (const [i, name] of names.entries()) {
    cpSync(join(root, SITES[name]), join(folder, name), { recursive: true });
    for (const path of filesBelow(join(folder, name)))
      chmodSync(join(folder, name, path), [0o640, 0o600, 0o664][i % 3]);
  }
}

/** Runs the program with a fault to its end, whichever that is. */
function run(argv, cwd, fault = {}) {
  const log = join(cwd, 'calls.json');
  rmSync(log, { force: true });
  const env = { ...process.env, FAULT: JSON.stringify({ at: 0, ...fault }), FAULT_LOG: log };
  const child = spawn(process.execPath, ['--require', preload, program, ...argv], { cwd, env });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) child[name].setEncoding('utf8').on('data', (text) => (said[name] += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const calls = existsSync(log) ? JSON.parse(readFileSync(log, 'utf8')) : null;
      rmSync(log, { force: true });
      assert.doesNotMatch(said.stderr, /this is a bug/, `${JSON.stringify(fault)}: ${said.stderr}`);
      resolve({ ...said, code, signal, calls });
    });
  });
}

/** Each of these in a folder of its own, a few at a time. */
async function each(folder, items, work) {
  const waiting = [...items.entries()];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const own = join(folder, `own-${next[0]}`);
      mkdirSync(own);
      try {
        await work(next[1], own);
      } catch (error) {
        error.message = `${JSON.stringify(next[1])}: ${error.message}`;
        throw error;
      }
      rmSync(own, { recursive: true });
    }
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, worker));
}

/** Some calls of each kind, spread over the run, or every one. */
function points(calls, ofEach) {
  const all = calls.map((name, i) => ({ name, at: i + 1 }));
  if (ALL) return all.map(({ at }) => at);
  const kinds = [...new Set(calls)].map((kind) => all.filter(({ name }) => name === kind));
  const some = kinds.flatMap((kind) =>
    Array.from({ length: ofEach }, (_, i) => kind[Math.floor(((i + 0.5) * kind.length) / ofEach)].at),
  );
  return [...new Set(some)].sort((a, b) => a - b);
}

/** What a folder holds, the names of temporary files made alike: the same state need not be finished twice. */
function stateOf(folder) {
  return JSON.stringify(
    [...hashes(folder)].map(([path, hash]) => [path.replace(/\.sbclint-.*/, 'temporary'), hash]).sort(),
  );
}

function temporaries(folder) {
  return filesBelow(folder).filter((path) => TEMPORARY.test(basename(path)));
}

function modes(folder) {
  return filesBelow(folder).map((path) => [path, statSync(join(folder, path)).mode & 0o7777]);
}

await inFolder(async (folder) => {
  await inPlace(folder);
  await packs(folder, 'into an empty folder', []);
  await packs(folder, 'over packs that hold more, in waves', [
    '--waves',
    '1,rest',
    '--only-anchor',
    'DigiCert Global Root G3',
  ]);
});

async function inPlace(folder) {
  const old = join(folder, 'old');
  writeSites(old);
  const fresh = join(folder, 'new');
  cpSync(old, fresh, { recursive: true });
  const patch = ['patch', 'new', ...AS_OF, '--in-place', '--format', 'concise'];
  const straight = await run(patch, folder);
  assert.equal(straight.signal, null);
  const [before, after] = [hashes(old), hashes(fresh)];
  const changed = [...after].filter(([path, hash]) => before.get(path) !== hash).map(([path]) => path);
  assert.ok(changed.length >= 5, changed.join());
  assert.deepEqual([...after.keys()], [...before.keys()]);
  assert.deepEqual(modes(fresh), modes(old));
  const untouched = filesBelow(fresh).map((path) => statSync(join(fresh, path), { bigint: true }));
  const again = await run(patch, folder);
  assert.deepEqual(again.calls, []);
  const state = ({ ino, mtimeNs, ctimeNs }) => [ino, mtimeNs, ctimeNs];
  assert.deepEqual(
    filesBelow(fresh).map((path) => state(statSync(join(fresh, path), { bigint: true }))),
    untouched.map(state),
  );
  const { calls } = straight;
  step(`in place: ${changed.length} files in ${calls.length} calls; a second run touches nothing`);

  const prepare = (own) => cpSync(old, join(own, 'new'), { recursive: true, preserveTimestamps: true });
  const assertOldOrNew = (home) => {
    for (const [path, hash] of hashes(home)) {
      if (TEMPORARY.test(basename(path))) continue;
      assert.ok(hash === before.get(path) || hash === after.get(path), `${path} is neither old nor new`);
    }
    assert.deepEqual(
      filesBelow(home).filter((path) => !TEMPORARY.test(basename(path))),
      [...before.keys()],
    );
  };
  const finished = new Set();
  const finish = async (own) => {
    const home = join(own, 'new');
    const found = stateOf(home);
    if (finished.has(found)) return;
    finished.add(found);
    const last = await run(patch, own);
    assert.equal(last.signal ?? last.code, again.code, last.stderr);
    // What was left of a temporary file goes with the next that is written beside it.
    const isDone = found === stateOf(fresh);
    if (!isDone) assert.deepEqual(temporaries(home), []);
    assert.deepEqual(hashes(home), after);
    assert.deepEqual(modes(home), modes(old));
  };

  const kills = calls.map((_, i) => i + 1);
  await each(folder, kills, async (at, own) => {
    prepare(own);
    assert.equal((await run(patch, own, { at, kind: 'kill' })).signal, 'SIGKILL');
    assertOldOrNew(join(own, 'new'));
    await finish(own);
  });
  step(
    `in place: killed at ${kills.length} calls; every file was old or new, and the next run finished (${finished.size} states)`,
  );

  const failures = points(calls, 2).flatMap((at) => [
    { at, kind: 'ENOSPC' },
    { at, kind: 'ENOSPC', times: 1e9 },
    { at, kind: 'EACCES' },
    { at, kind: 'EROFS', times: 1e9 },
  ]);
  await each(folder, ALL ? failures : failures.filter((_, i) => i % 3 === 0), async (fault, own) => {
    prepare(own);
    const { code, stderr } = await run(patch, own, fault);
    assertOldOrNew(join(own, 'new'));
    if (fault.kind !== 'EROFS') assert.deepEqual(temporaries(join(own, 'new')), []);
    const isNew = stateOf(join(own, 'new')) === stateOf(fresh);
    if (!isNew) assert.equal(code, 4);
    if (code === 4) assert.match(stderr, new RegExp(`is not written: .* cannot be written: ${fault.kind}`));
    await finish(own);
  });
  step('in place: where the disk is full or read only, every file is old or new, and nothing is left beside it');

  const renames = calls.flatMap((name, i) => (name === 'renameSync' ? [i + 1] : []));
  assert.equal(renames.length, changed.length);
  for (const at of renames) assert.deepEqual([calls[at - 2], calls[at]], ['fsyncSync', 'fsyncSync']);
  const held = renames.flatMap((at) => [1, 3, 1e9].map((times) => ({ at, kind: 'EBUSY', times })));
  await each(
    folder,
    ALL ? held : held.filter(({ at, times }, i) => i % 3 === i % 5 || (times > 3 && at === renames.at(-1))),
    async (fault, own) => {
      prepare(own);
      const { code, stderr } = await run(patch, own, fault);
      assertOldOrNew(join(own, 'new'));
      assert.deepEqual(temporaries(join(own, 'new')), []);
      if (fault.times <= 3) assert.deepEqual([code, hashes(join(own, 'new'))], [straight.code, after]);
      else assert.match(`${code} ${stderr}`, /^4 [^]*EBUSY.*held by another program/);
      await finish(own);
    },
  );
  step('in place: a file that is held for a moment is waited for, one that stays held is said');

  // Between the last look at a file and its new name lies nothing but that call.
  const mine = changed.at(-1);
  const changes = points(calls, 3).filter((at) => calls[at - 1] !== 'renameSync');
  let left = 0;
  await each(folder, changes, async (at, own) => {
    prepare(own);
    const file = join(own, 'new', mine);
    const { code, stderr } = await run(patch, own, { at, kind: 'change', file });
    const text = readFileSync(file, 'latin1');
    assert.ok(text.endsWith(`${CHANGE}\n`), 'what somebody else wrote is lost');
    const [was, is] = [old, fresh].map((home) => readFileSync(join(home, mine), 'latin1'));
    assert.ok([was, is].includes(text.slice(0, -CHANGE.length - 2)));
    const isLeft = text.startsWith(was) && !text.startsWith(is);
    if (isLeft) {
      left += 1;
      assert.match(`${code} ${stderr}`, /^4 [^]*changed after it was read/);
    } else assert.equal(code, straight.code);
    for (const [path, hash] of hashes(join(own, 'new'))) if (path !== mine) assert.equal(hash, after.get(path));
    assert.deepEqual(temporaries(join(own, 'new')), []);
  });
  assert.ok(left > changes.length / 2, `${left} of ${changes.length}`);
  step(`in place: a file that changed under it was left alone ${left} times, and the others were written`);

  await onMounts(folder, patch, { old, assertOldOrNew, finish });
}

/** A disk that is really full, and one that is really read only. */
async function onMounts(folder, patch, { old, assertOldOrNew, finish }) {
  const own = join(folder, 'mounted');
  const home = join(own, 'new');
  mkdirSync(home, { recursive: true });
  const mount = (...args) => spawnSync('mount', args, { encoding: 'utf8' });
  const unmount = () => spawnSync('umount', [home]);
  const pages = filesBelow(old).reduce((sum, path) => sum + Math.ceil(statSync(join(old, path)).size / 4096), 0);
  const sizeOf = (free) => `size=${(pages + free) * 4}k,nr_inodes=1k`;
  if (mount('-t', 'tmpfs', '-o', sizeOf(1000), 'tmpfs', home).status !== 0) {
    step('skipped: a disk that is really full or read only, for nothing can be mounted here');
    return;
  }
  try {
    for (const free of [0, 1, 2, 3, 5]) {
      rmSync(join(home, 'filler'), { force: true });
      cpSync(old, home, { recursive: true });
      writeFileSync(join(home, 'filler'), '');
      assert.equal(mount('-o', `remount,${sizeOf(free)}`, home).status, 0);
      rmSync(join(home, 'filler'));
      const { code, stderr } = await run(patch, own);
      assert.equal(code, 4, `${free} pages: ${stderr}`);
      assert.match(stderr, /cannot be written: ENOSPC/);
      assertOldOrNew(home);
      assert.deepEqual(temporaries(home), []);
      assert.equal(mount('-o', `remount,${sizeOf(1000)}`, home).status, 0);
      await finish(own);
    }
    cpSync(old, home, { recursive: true });
    assert.equal(mount('-o', `remount,ro,${sizeOf(1000)}`, home).status, 0);
    const { code, stderr } = await run(patch, own);
    assert.match(`${code} ${stderr}`, /^4 [^]*cannot be written: EROFS/);
    assert.deepEqual(hashes(home), hashes(old));
    assert.equal(mount('-o', `remount,rw,${sizeOf(1000)}`, home).status, 0);
    await finish(own);
  } finally {
    unmount();
  }
  step('in place: the same on a disk that is really full, and on one that is really read only');
}

/** With flags there are packs of a run without them already. */
async function packs(folder, what, flags) {
  const home = join(folder, `packs-${flags.length}`);
  mkdirSync(home);
  const writeFleet = (own) => writeSites(join(own, 'fleet'), ['tallinn', 'cube', 'ribbon']);
  const first = ['patch', 'fleet', ...AS_OF, '--out', 'out', '--format', 'ndjson'];
  const patch = [...first, ...flags];
  const begin = join(home, 'begin');
  writeFleet(begin);
  if (flags.length > 0) assert.equal((await run(first, begin)).signal, null);
  const straight = join(home, 'straight');
  cpSync(begin, straight, { recursive: true });
  const ran = await run(patch, straight);
  const whole = hashes(join(straight, 'out'));
  const privates = [...whole.keys()].map((path) => statSync(join(straight, 'out', path)).mode & 0o777);
  assert.deepEqual([...new Set(privates)], [0o600]);
  const { calls } = ran;
  const inputs = hashes(join(begin, 'fleet'));

  const finished = new Set();
  const check = async (own) => {
    const out = join(own, 'out');
    assert.deepEqual(hashes(join(own, 'fleet')), inputs);
    if (existsSync(out)) assertPacks(out, join(straight, 'out'), begin);
    const found = existsSync(out) ? stateOf(out) : '';
    if (finished.has(found)) return;
    finished.add(found);
    const last = await run(patch, own);
    assert.equal(last.signal ?? last.code, ran.code, last.stderr);
    assert.equal(last.stdout, ran.stdout);
    assert.deepEqual(hashes(out), whole);
  };
  const kills = points(calls, 2);
  await each(home, kills, async (at, own) => {
    cpSync(begin, own, { recursive: true });
    assert.equal((await run(patch, own, { at, kind: 'kill' })).signal, 'SIGKILL');
    await check(own);
  });
  step(`packs ${what}: killed at ${kills.length} of ${calls.length} calls, and finished to the same bytes`);

  const failures = points(calls, 1).flatMap((at, i) => {
    const both = [
      { at, kind: 'ENOSPC', times: 1e9 },
      { at, kind: 'EACCES' },
    ];
    return ALL ? both : both.slice(i % 2, (i % 2) + 1);
  });
  await each(home, failures, async (fault, own) => {
    cpSync(begin, own, { recursive: true });
    const { code, stderr } = await run(patch, own, fault);
    if (code !== ran.code) assert.match(`${code} ${stderr}`, new RegExp(`^2 [^]*cannot be written: ${fault.kind}`));
    if (existsSync(join(own, 'out'))) assert.deepEqual(temporaries(join(own, 'out')), []);
    await check(own);
  });
  step(`packs ${what}: ${failures.length} times the disk was full or closed, and then finished`);
}

/** Each file is whole; a plan is there only with all that it names, and a list of files only with all that it lists. */
function assertPacks(out, whole, begin) {
  const files = filesBelow(out);
  for (const path of files) {
    const text = readFileSync(join(out, path), 'utf8');
    if (/(^|\/)(plan|pack)(\.unfinished)?\.json$/.test(path)) JSON.parse(text);
    if (basename(path) === 'plan.json' && dirname(path) === '.') assertPlan(out, JSON.parse(text));
    if (basename(path) !== 'pack.json' || path.startsWith('unfinished/')) continue;
    for (const each of JSON.parse(text).files)
      assert.ok(existsSync(join(out, dirname(path), each.path)), `${path} lists ${each.path}, which is not there`);
  }
  const texts = new Set(
    [whole, join(begin, 'out')].filter((each) => existsSync(each)).flatMap((each) => [...hashes(each).values()]),
  );
  for (const [path, hash] of hashes(out)) {
    if (TEMPORARY.test(basename(path)) || basename(path) === 'plan.unfinished.json') continue;
    assert.ok(texts.has(hash), `${path} is neither old nor new`);
  }
}

function assertPlan(out, plan) {
  for (const { id, wave } of plan.devices) {
    const home = wave === undefined ? join(out, id) : join(out, `wave-${wave}`, id);
    assert.ok(readdirSync(home).includes('pack.json'), `the plan names ${id}, whose pack is not there`);
  }
}
