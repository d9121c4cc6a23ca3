import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { exitCode } from '../src/cli/exit-code.js';
import type { CheckResult } from '../src/model/run.js';
import { anyDamage, damaged, inWords, type Damage, type Fixture } from './support/damage.js';
import { checkFolder, readFolder, type Folder, type FolderOptions } from './support/folder.js';
import { isUndetectable } from './support/undetectable.js';

/** How many damaged files a format is tried with, and where the dice start. `.ci/full` throws them much longer. */
const RUNS = Number(process.env['DAMAGE_RUNS'] ?? 60);
const SEED = Number(process.env['DAMAGE_SEED'] ?? 1);

const home = join(__dirname, 'fixtures');
const fixtures = readdirSync(home).flatMap((format) =>
  readdirSync(join(home, format)).map((name) => ({
    name: `${format}/${name}`,
    format,
    files: readFolder(join(home, format, name, 'input')),
    options: JSON.parse(readFileSync(join(home, format, name, 'options.json'), 'utf8')) as FolderOptions,
  })),
);
const optionsOf = new Map(fixtures.map(({ name, options }) => [name, options]));

/** What the run would end with; 2 where no device was found, which is no verdict. */
async function verdict({ name }: Fixture, files: Folder): Promise<number> {
  const { devices, findings } = await resultOf(name, files);
  return devices.length === 0 ? 2 : exitCode(findings, 'error');
}

async function resultOf(name: string, files: Folder): Promise<CheckResult> {
  const options = optionsOf.get(name);
  if (!options) throw new Error(`${name} has no options`);
  return (await checkFolder(files, options)).result;
}

/** Whether a clean verdict on the damaged file hides what a whole one says; of two joined configurations, either. */
async function hides(fixture: Fixture, damage: Damage): Promise<boolean> {
  if ((await verdict(fixture, fixture.files)) !== 0) return true;
  if (damage.kind !== 'join') return false;
  const { devices } = await resultOf(fixture.name, fixture.files);
  // Two listings of certificates in one file say what they say in two.
  if (!devices.some(({ format, files }) => files.some((file) => file.path === damage.path && file.format === format))) {
    return false;
  }
  const other = damage.other.files.get(damage.otherPath) ?? new Uint8Array();
  const alone = await resultOf(fixture.name, new Map([...fixture.files, [damage.path, other]]));
  // A listing by itself is no device, and has nothing to hide.
  return exitCode(alone.findings, 'error') !== 0;
}

describe.each([...new Set(fixtures.map(({ format }) => format))])('%s, damaged', (format) => {
  it('is never clean where the intact file is not, and never throws', async () => {
    const own = fixtures.filter((fixture) => fixture.format === format);
    const wrong: string[] = [];
    for (const { fixture, damage } of fc.sample(anyDamage(own, fixtures), { seed: SEED, numRuns: RUNS })) {
      if (isUndetectable(format, fixture, damage)) continue;
      const found = await verdict(fixture, damaged(fixture, damage)).catch((error: unknown) => String(error));
      if (typeof found === 'number' && (found !== 0 || !(await hides(fixture, damage)))) continue;
      wrong.push(`${fixture.name}: ${inWords(fixture, damage)}: ${found}`);
    }
    expect(wrong).toEqual([]);
  }, 3_600_000);
});
