// What gets damaged: every fixture, and the real exports beside the checkout where they are there.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { root } from '../../scripts/load-ts.mjs';

/** A day on which everything that the shipped facts know of has been announced. */
const AS_OF = '2026-11-22';

/** Real exports by the vendor's folder, and the format that they are in. */
const CORPUS = { audiocodes: 'audiocodes-ini', oracle: 'oracle-acli' };

export function loadFixtures() {
  const home = join(root, 'test/fixtures');
  const made = readdirSync(home)
    .sort()
    .flatMap((format) =>
      readdirSync(join(home, format))
        .sort()
        .map((name) => ({
          name: `${format}/${name}`,
          format,
          files: filesBelow(join(home, format, name, 'input')),
          options: JSON.parse(readFileSync(join(home, format, name, 'options.json'), 'utf8')),
        })),
    );
  const corpus = process.env.SBCLINT_CORPUS ?? join(root, '..', 'shared', 'corpus');
  const real = Object.entries(CORPUS).flatMap(([vendor, format]) =>
    [...filesBelow(join(corpus, vendor))].map(([path, bytes]) => ({
      name: `${format}/corpus-${basename(path)}`,
      format,
      files: new Map([[basename(path), bytes]]),
      options: { asOf: AS_OF },
    })),
  );
  return [...made, ...real];
}

/** Path below `folder`, with forward slashes, to bytes. */
export function filesBelow(folder) {
  if (!existsSync(folder)) return new Map();
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return new Map(paths.map((path) => [path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path)]));
}

export function folderOf(path) {
  return dirname(path) === '.' ? '' : `${dirname(path)}/`;
}
