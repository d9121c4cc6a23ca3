// The package as a stranger gets it: builds and packs it here and in a copy elsewhere, installs it into an empty folder without dev dependencies and scripts, runs
// it, and type-checks a consumer: node test/acceptance/package.mjs. Needs the dev dependencies of this folder; installing is
// offline, apart from the optional libarchive-wasm, which is left out.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const at = mkdtempSync(join(tmpdir(), 'sbclint-package-'));
const consumer = join(at, 'consumer');
const failures = [];
let checks = 0;

function run(program, args, cwd, wanted = [0]) {
  const done = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    timeout: 300_000,
    shell: process.platform === 'win32',
  });
  if (done.error) throw done.error;
  expect(
    `${program} ${args.join(' ')} exits ${wanted.join(' or ')}, not ${done.status}\n${done.stdout}${done.stderr}`,
    wanted.includes(done.status),
  );
  return done.stdout;
}

function expect(what, holds) {
  checks += 1;
  if (!holds) failures.push(what);
}

/** Packs what is in a folder; `prepare` builds it before, as it would for whoever publishes, unless scripts are ignored. */
function pack(name, from = root, ...args) {
  const folder = join(at, name);
  mkdirSync(folder);
  const [{ filename, files }] = JSON.parse(
    lastJson(run('npm', ['pack', '--json', '--pack-destination', folder, ...args], from)),
  );
  return { tarball: join(folder, filename), files: files.map(({ path }) => path) };
}

/** What `prepare` prints comes first. */
function lastJson(text) {
  return text.slice(text.search(/^\[\s*$/m));
}

function sha256(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/** The sources in another folder, with nothing built, as somebody with other habits has them. */
function otherCheckout() {
  const folder = join(at, 'elsewhere', 'checkout');
  process.umask(0o002);
  mkdirSync(folder, { recursive: true });
  const files = run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], root).split('\0');
  for (const file of files.filter(Boolean)) cpSync(join(root, file), join(folder, file));
  cpSync(join(root, 'node_modules'), join(folder, 'node_modules'), { recursive: true, verbatimSymlinks: true });
  return folder;
}

/** Each way to make the package makes the same bytes. */
function reproducible() {
  const first = pack('first');
  run(process.execPath, ['dist/cli.cjs', 'examples/fleet/krakow', '--as-of', '2026-11-22'], root);
  expect('a run keeps compiled code beside the program', existsSync(join(root, 'dist', 'compiled')));
  const used = pack('used', root, '--ignore-scripts');
  expect('what a run leaves beside the program is not packed', sha256(first.tarball) === sha256(used.tarball));
  const second = pack('second', otherCheckout());
  expect('two builds make the same package, byte for byte', sha256(first.tarball) === sha256(second.tarball));
  return first;
}

function contents(files) {
  const allowed =
    /^(dist\/[^/]+\.(cjs|json|txt)|dist\/types\/.*(\.d\.ts|package\.json)|schema\/v1\/[^/]+\.schema\.json|man\/sbclint\.1|(vendor|peer)-profiles\/[^/]+\.yaml|trust-anchors\/[^/]+\.(pem|yaml|md)|docs\/.*\.(md|png|sql)|(README|CHANGELOG|VERSIONING)\.md|LICENSE|package\.json)$/;
  for (const path of files) expect(`${path} does not belong into the package`, allowed.test(path));
  for (const path of [
    'dist/cli.cjs',
    'dist/index.cjs',
    'dist/types/index.d.ts',
    'dist/THIRD-PARTY-LICENSES.txt',
    'dist/sbom.cdx.json',
    'schema/v1/sbclint.schema.json',
    'man/sbclint.1',
    'LICENSE',
  ]) {
    expect(`${path} is not in the package`, files.includes(path));
  }
}

const MODULE = `import { check, inputFile, patch, type Run, type RunReport } from 'sbclint';
const run: Run = await check([inputFile('edge1/running.cfg', '')], { asOf: '2026-11-22', rules: { 'missing-trust-anchor': 'note' } });
const report: RunReport = run.report;
export const found: readonly string[] = report.findings.map(({ ruleId }) => ruleId);
export const proven: boolean = (await patch(run)).devices.every(({ failures }) => failures.length === 0);
// @ts-expect-error there is no such level
await check([], { asOf: '2026-11-22', rules: { 'missing-trust-anchor': 'fatal' } });
`;
const COMMON = `import sbclint = require('sbclint');
export const names: readonly string[] = sbclint.rules.map(({ id }) => id);
`;

function typeCheck() {
  const base = {
    strict: true,
    noEmit: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    target: 'es2022',
    types: [],
  };
  writeFileSync(join(consumer, 'module.mts'), MODULE);
  writeFileSync(join(consumer, 'common.cts'), COMMON);
  for (const [name, options, files] of [
    ['node16', { module: 'node16', moduleResolution: 'node16' }, ['module.mts', 'common.cts']],
    ['nodenext', { module: 'nodenext', moduleResolution: 'nodenext' }, ['module.mts', 'common.cts']],
    ['bundler', { module: 'preserve', moduleResolution: 'bundler' }, ['module.mts']],
  ]) {
    writeFileSync(join(consumer, `${name}.json`), JSON.stringify({ compilerOptions: { ...base, ...options }, files }));
    run(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', `${name}.json`], consumer);
  }
}

function example() {
  const page = readFileSync(join(root, 'docs', 'api.md'), 'utf8');
  const [, code = ''] = /```js\n([\s\S]*?)```/.exec(page) ?? [];
  const [, printed = ''] = /It prints:\n\n```text\n([\s\S]*?)```/.exec(page) ?? [];
  writeFileSync(join(consumer, 'example.mjs'), code);
  expect(
    'the example of docs/api.md prints what it says',
    run(process.execPath, ['example.mjs'], consumer) === printed,
  );
}

try {
  const first = reproducible();
  contents(first.files);

  mkdirSync(consumer);
  writeFileSync(join(consumer, 'package.json'), '{ "private": true }\n');
  run(
    'npm',
    [
      'install',
      '--omit=dev',
      '--omit=optional',
      '--ignore-scripts',
      '--offline',
      '--no-audit',
      '--no-fund',
      first.tarball,
    ],
    consumer,
  );
  const installed = join(consumer, 'node_modules', 'sbclint');
  const { version, dependencies, scripts } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  expect('nothing else is needed', dependencies === undefined || Object.keys(dependencies).length === 0);
  for (const hook of ['preinstall', 'install', 'postinstall'])
    expect(`${hook} would run on install`, scripts?.[hook] === undefined);
  const { packages } = JSON.parse(readFileSync(join(consumer, 'package-lock.json'), 'utf8'));
  expect(
    'npm would run a script',
    Object.values(packages).every(({ hasInstallScript }) => !hasInstallScript),
  );

  expect('--version', run('npx', ['--no-install', 'sbclint', '--version'], consumer) === `${version}\n`);
  const fleet = join(root, 'examples', 'fleet', 'tallinn');
  const args = ['--no-install', 'sbclint', 'check', fleet, '--as-of', '2026-11-22', '--format', 'concise'];
  expect('check finds the errors', run('npx', args, consumer, [1]).includes('7 errors'));
  run(
    'npx',
    ['--no-install', 'sbclint', 'patch', fleet, '--as-of', '2026-11-22', '--out', 'rollout'],
    consumer,
    [0, 1, 3],
  );
  expect('patch writes a pack', existsSync(join(consumer, 'rollout', 'plan.json')));
  run('npx', ['--no-install', 'sbclint', 'init'], consumer);
  const [, schema = ''] = /\$schema=(\S+)/.exec(readFileSync(join(consumer, 'sbclint.yaml'), 'utf8')) ?? [];
  expect(
    'init points at the schema of the package',
    statSync(join(consumer, schema)).isFile() && schema.startsWith('node_modules/'),
  );
  expect(
    'config schema',
    JSON.parse(run('npx', ['--no-install', 'sbclint', 'config', 'schema', 'plan'], consumer)).title !== '',
  );
  // In the working folder are the settings that init wrote: they are right.
  run('npx', ['--no-install', 'sbclint', 'config', 'check'], consumer);

  example();
  typeCheck();
} finally {
  rmSync(at, { recursive: true, force: true });
}
for (const message of failures) console.error(message);
console.log(`${checks} checks, ${failures.length} failures`);
process.exitCode = failures.length > 0 ? 1 : 0;
