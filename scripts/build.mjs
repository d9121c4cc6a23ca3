// Builds dist/: the program as CommonJS chunks that load when they are needed, the facts as plain data, the declarations of the
// library, and the licences of what is bundled. `--no-types` leaves the declarations out, for a run that needs the program only.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { licensesText } from './licenses.mjs';
import { loadTs, root } from './load-ts.mjs';

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const dist = join(root, 'dist');

/** Keeps every dynamic import of a module of src/ out of the bundle, as a chunk of its own. */
function chunks(found) {
  return {
    name: 'chunks',
    setup({ onResolve }) {
      onResolve({ filter: /^\.\.?\// }, ({ path, kind, resolveDir }) => {
        if (kind !== 'dynamic-import') return undefined;
        const source = join(resolveDir, path).replace(/\.js$/, '.ts');
        const name = relative(join(root, 'src'), source).replace(/\.ts$/, '').replaceAll(/[\\/]/g, '-');
        found.set(source, name);
        return { path: `./${name}.cjs`, external: true };
      });
    },
  };
}

async function bundle(entry, name, inputs) {
  const found = new Map();
  const { metafile } = await build({
    entryPoints: [entry],
    outfile: join(dist, `${name}.cjs`),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // A dynamic import of a chunk becomes a require that runs when it is reached.
    supported: { 'dynamic-import': false },
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'eof',
    // Optional, and with a WASM file of its own beside it.
    external: ['libarchive-wasm'],
    define: { SBCLINT_VERSION: JSON.stringify(version), 'import.meta.url': '__importMetaUrl' },
    banner: {
      js: `${name === 'cli' ? '#!/usr/bin/env node\n' : ''}const __importMetaUrl = require('node:url').pathToFileURL(__filename).href;`,
    },
    logLevel: 'warning',
    plugins: [chunks(found)],
    absWorkingDir: root,
    metafile: true,
  });
  for (const path of Object.keys(metafile.inputs)) inputs.add(path);
  return found;
}

/** Returns the files that went into the bundles. */
async function bundleAll(entries) {
  const done = new Set();
  const inputs = new Set();
  const waiting = [...entries];
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const [entry, name] = next;
    if (done.has(entry)) continue;
    done.add(entry);
    waiting.push(...(await bundle(entry, name, inputs)));
  }
  return inputs;
}

/** The fact files, by their path from the root. */
export function knowledgeFiles() {
  const files = new Map();
  for (const folder of ['peer-profiles', 'vendor-profiles', 'trust-anchors']) {
    for (const name of readdirSync(join(root, folder)).sort()) {
      if (/\.(yaml|pem)$/.test(name)) files.set(`${folder}/${name}`, readFileSync(join(root, folder, name), 'utf8'));
    }
  }
  return files;
}

async function compileFacts() {
  const { compileKnowledge } = await loadTs('src/knowledge/compile.ts');
  const files = knowledgeFiles();
  const compiled = await compileKnowledge(files, (bytes) => createHash('sha256').update(bytes).digest('hex'));
  if (compiled.problems) {
    for (const { file, line, column, message } of compiled.problems)
      console.error(`${file}:${line}:${column}: ${message}`);
    process.exit(1);
  }
  writeFileSync(join(dist, 'knowledge.json'), JSON.stringify(compiled.knowledge));
  const pems = [...files].filter(([file]) => file.endsWith('.pem')).map(([file, pem]) => [basename(file), pem]);
  writeFileSync(join(dist, 'trust-anchors.json'), JSON.stringify(Object.fromEntries(pems)));
}

/** The script and the style of the HTML report, with the hashes by which its policy lets them in. */
async function htmlAssets() {
  const made = async (file) => {
    const { outputFiles } = await build({
      entryPoints: [join(root, 'src/reporters/html/client', file)],
      bundle: true,
      write: false,
      format: 'iife',
      target: 'es2022',
      minify: true,
      charset: 'ascii',
      logLevel: 'warning',
    });
    const text = outputFiles[0].text.trim();
    if (/<\/(script|style)|<!--/i.test(text)) throw new Error(`${file} would end its own element`);
    return { text, hash: createHash('sha256').update(text).digest('base64') };
  };
  const style = await made('style.css');
  const script = await made('main.ts');
  const assets = { style: style.text, styleHash: style.hash, script: script.text, scriptHash: script.hash };
  writeFileSync(join(dist, 'html-report.json'), JSON.stringify(assets));
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
await compileFacts();
await htmlAssets();
const inputs = await bundleAll([
  [join(root, 'src/cli/cli.ts'), 'cli'],
  [join(root, 'src/index.ts'), 'index'],
]);
chmodSync(join(dist, 'cli.cjs'), 0o755);
writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), licensesText(inputs));
if (!process.argv.includes('--no-types')) {
  const { writeTypes } = await import('./types.mjs');
  writeTypes(join(dist, 'types'));
}
