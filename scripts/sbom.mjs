// The bill of materials of the package: CycloneDX 1.6 of what is bundled into dist/. It has no time of its making and no serial
// number, which the format leaves open, so that the same sources make the same package.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './load-ts.mjs';

const read = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'));

export function sbomText(libraries) {
  const locked = read('package-lock.json').packages;
  const product = read('package.json');
  const refs = new Map(libraries.map(({ folder, manifest }) => [folder, purlOf(manifest)]));
  const needed = (names, from) => {
    const found = Object.keys(names ?? {}).map((name) => refs.get(folderOf(name, from, refs)));
    return [...new Set(found.filter((ref) => ref))].sort();
  };
  const bom = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { ...named(product, 'application'), description: product.description } },
    components: libraries.map(({ folder, manifest }) => ({
      ...named(manifest, 'library'),
      hashes: hashesOf(locked[folder]),
    })),
    dependencies: [
      { ref: purlOf(product), dependsOn: needed(product.devDependencies, '') },
      ...libraries.map(({ folder, manifest }) => ({
        ref: purlOf(manifest),
        dependsOn: needed(manifest.dependencies, `${folder}/`),
      })),
    ],
  };
  return `${JSON.stringify(bom, null, 2)}\n`;
}

function named(manifest, type) {
  const purl = purlOf(manifest);
  const [, group, name] = /^(?:(@[^/]+)\/)?(.+)$/.exec(manifest.name);
  return {
    type,
    'bom-ref': purl,
    ...(group ? { group } : {}),
    name,
    version: manifest.version,
    licenses: [{ license: { id: manifest.license } }],
    purl,
  };
}

function purlOf({ name, version }) {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

/** Where Node finds a library that is required from a folder. */
function folderOf(name, from, refs) {
  for (let base = from; ; base = base.slice(0, Math.max(0, base.lastIndexOf('node_modules/')))) {
    const folder = `${base}node_modules/${name}`;
    if (base === '' || refs.has(folder)) return folder;
  }
}

/** What the lock file says of the archive that a library was installed from. */
function hashesOf({ integrity }) {
  const [, content] = /^sha512-(.+)$/.exec(integrity);
  return [{ alg: 'SHA-512', content: Buffer.from(content, 'base64').toString('hex') }];
}
