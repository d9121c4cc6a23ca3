// A fleet of a hundred devices and more through packs in waves, killed again and again, resumed, rolled out and verified.
// Build first: node scripts/build.mjs && node test/acceptance/fleet-migration.mjs [devices]
import { cpSync, existsSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { AS_OF, assert, filesBelow, hashes, inFolder, killed, sbclint, step, writeFleet } from './support.mjs';

const SIZE = Number(process.argv[2] ?? 120);
const patch = (out) => ['patch', 'fleet', ...AS_OF, '--format', 'ndjson', '--waves', '1,10%,40%,rest', '--out', out];

await inFolder(async (folder) => {
  const fleet = join(folder, 'fleet');
  writeFleet(fleet, SIZE);
  const inputs = hashes(fleet);

  const straight = sbclint(patch('straight'), folder);
  assert.equal(straight.code, 1, straight.stderr);
  const whole = hashes(join(folder, 'straight'));
  const plan = read(folder, 'straight/plan.json');
  assert.ok(plan.devices.length > SIZE / 3);
  step(`${plan.devices.length} of ${SIZE} devices have a pack, in ${plan.totals.waves.length} waves`);

  // Killed when so many packs are there, and when the first is put into its wave.
  const resumed = join(folder, 'resumed');
  const packs = () =>
    existsSync(resumed) ? filesBelow(resumed).filter((path) => basename(path) === 'pack.json').length : 0;
  const moments = [1, 5, Math.floor(plan.devices.length / 2), plan.devices.length - 1].map(
    (wanted) => () => packs() >= wanted,
  );
  let kills = 0;
  for (const isTime of [
    ...moments,
    () => existsSync(join(resumed, 'wave-1')),
    () => existsSync(join(resumed, 'wave-3')),
  ]) {
    if (!(await killed(patch('resumed'), folder, isTime))) break;
    kills += 1;
    assert.ok(!existsSync(join(resumed, 'plan.json')), 'a killed run leaves no plan');
    for (const path of filesBelow(resumed).filter((name) => basename(name) === 'pack.json'))
      assertWhole(join(resumed, path));
  }
  assert.ok(kills >= 3, `killed ${kills} times only`);
  const half = sbclint(['resumed', ...AS_OF, '--format', 'json'], folder);
  assert.ok([0, 1, 2, 3].includes(half.code), half.stderr);
  const last = sbclint(patch('resumed'), folder);
  assert.equal(last.stdout, straight.stdout);
  assert.equal(last.code, straight.code);
  assert.deepEqual(hashes(resumed), whole);
  step(`killed ${kills} times, resumed, and the same byte for byte (${last.stderr.trim()})`);

  const again = inodes(resumed);
  const third = sbclint(patch('resumed'), folder);
  assert.match(third.stderr, new RegExp(`${plan.devices.length} packs of an earlier run were whole`));
  assert.deepEqual(inodes(resumed), again);
  assert.deepEqual(hashes(resumed), whole);
  step('a run over what is whole plans nothing again');

  assert.deepEqual(hashes(fleet), inputs);
  const combinations = new Set(readWaves(folder).flatMap(({ combinations: all }) => all));
  const canaries = new Set(
    readWaves(folder)
      .filter(({ wave }) => wave === 1)
      .flatMap(({ combinations: all }) => all),
  );
  assert.deepEqual([...canaries].sort(), [...combinations].sort());
  step(`the canaries cover all ${combinations.size} combinations of vendor, release and peer`);

  const verify = (which) =>
    sbclint(['verify', 'fleet', '--plan', join('straight', which, 'plan.json'), ...AS_OF, '--format', 'json'], folder);
  assert.equal(verify('').code, 1);
  rollOut(join(folder, 'straight', 'wave-1'), fleet);
  const first = verify('wave-1');
  assert.equal(
    first.code,
    0,
    JSON.stringify(
      JSON.parse(first.stdout)
        .results.filter(({ status }) => status !== 'present')
        .slice(0, 3),
    ),
  );
  const partly = verify('');
  assert.equal(partly.code, 1);
  assert.deepEqual(
    JSON.parse(partly.stdout).summary.waves.map(({ status }) => status),
    ['present', 'missing', 'missing', 'missing'],
  );
  step('after the first wave its plan is verified, and the whole plan says which waves are missing');

  for (const wave of readdirSync(join(folder, 'straight')).filter((name) => name.startsWith('wave-')))
    rollOut(join(folder, 'straight', wave), fleet);
  const done = verify('');
  assert.equal(done.code, 0);
  const { summary } = JSON.parse(done.stdout);
  assert.equal(summary.devices.filter(({ status }) => status === 'present').length, plan.devices.length);
  rmSync(join(fleet, plan.devices[0].id), { recursive: true });
  const lost = verify('');
  assert.deepEqual([lost.code, JSON.parse(lost.stdout).summary.devices[0].status], [3, 'unprovable']);
  step('after all waves everything is present; a device without an export is unprovable');
});

/** Which files the packs of devices are, not only what is in them. */
function inodes(folder) {
  return filesBelow(folder)
    .filter((path) => path.split('/').length > 2)
    .map((path) => [path, statSync(join(folder, path)).ino]);
}

function read(folder, path) {
  return JSON.parse(readFileSync(join(folder, path), 'utf8'));
}

/** A list of files is written last, so what it names is there. On the way to its wave a pack lies in two folders. */
function assertWhole(packFile) {
  if (packFile.includes('/unfinished/')) return;
  const home = packFile.slice(0, -'pack.json'.length);
  for (const { path } of JSON.parse(readFileSync(packFile, 'utf8')).files) {
    assert.ok(existsSync(join(home, path)), `${home} lists ${path}, which is not there`);
  }
}

function readWaves(folder) {
  const straight = join(folder, 'straight');
  return readdirSync(straight)
    .filter((name) => name.startsWith('wave-'))
    .flatMap((name) => {
      const rows = readFileSync(join(straight, name, 'README.md'), 'utf8').matchAll(
        /^\| (?:region-[^|]+) \| ([^|]+) \|/gm,
      );
      return [...rows].map(([, cell]) => ({ wave: Number(name.slice(5)), combinations: cell.trim().split('; ') }));
    });
}

/** What an export after the change shows: the patched texts, and the new roots where the device keeps such files. */
function rollOut(wave, fleet) {
  for (const { id } of read(wave, 'plan.json').devices) {
    const pack = join(wave, id);
    const home = join(fleet, id);
    const { files } = read(pack, 'pack.json');
    for (const { path } of files) {
      if (/^(apply|rollback)\.|^(README|ticket)\.md$/.test(path)) continue;
      const target = path.startsWith('trust-anchors/')
        ? join(path.endsWith('.der') ? 'external' : '.', basename(path))
        : path;
      // An AudioCodes device keeps its roots in the file that is patched.
      if (path.startsWith('trust-anchors/') && files.some((each) => each.path.endsWith('.root'))) continue;
      cpSync(join(pack, path), join(home, target));
    }
  }
}
