// Which libraries a bundle holds, as esbuild tells.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './load-ts.mjs';

/** The sources of which something is left in a bundle. */
export function bundledSources({ outputs }) {
  const sources = Object.values(outputs).flatMap(({ inputs }) => Object.entries(inputs));
  return sources.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
}

/** The libraries that some sources come from: the folder of each below the project's root, and its package.json. */
export function librariesOf(sources) {
  const folders = [...sources].flatMap((path) => {
    const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path.replaceAll('\\', '/'));
    return found ? [found[1]] : [];
  });
  return [...new Set(folders)].sort().map((folder) => ({
    folder,
    manifest: JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')),
  }));
}
