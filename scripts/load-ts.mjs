// Runs TypeScript of src/ in a build script: bundles one module into a temporary file and imports that.
import { build } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** The exports of a module below the project's root, such as `src/knowledge/compile.ts`. */
export async function loadTs(path) {
  const folder = mkdtempSync(join(tmpdir(), 'sbclint-build-'));
  try {
    const outfile = join(folder, 'module.cjs');
    await build({
      entryPoints: [join(root, path)],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      logLevel: 'error',
    });
    return (await import(pathToFileURL(outfile).href)).default;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
