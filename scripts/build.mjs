// Builds dist/: the program in parts that load when they are needed, the facts as plain data, the declarations of the
// library, and the licences and the bill of materials of what is bundled. `--no-types` leaves the declarations out, for a run that
// needs the program only.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { chmodSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { BUNDLE, writeParts } from './chunks.mjs';
import { bundledSources, librariesOf } from './libraries.mjs';
import { licensesText } from './licenses.mjs';
import { loadTs, root } from './load-ts.mjs';
import { sbomText } from './sbom.mjs';

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const dist = join(root, 'dist');

/** The small files that open the program: for the command line, and for whoever requires the library. */
async function writeOpeners({ main, sources }) {
  const define = { SBCLINT_VERSION: JSON.stringify(version), SBCLINT_MAIN: JSON.stringify(main) };
  const opener = async (entry, name, options) => {
    const { metafile } = await build({
      ...BUNDLE,
      entryPoints: [join(root, entry)],
      outfile: join(dist, `${name}.cjs`),
      format: 'cjs',
      minifyWhitespace: true,
      define,
      ...options,
    });
    for (const path of bundledSources(metafile)) sources.add(path);
  };
  await opener('src/cli/cli.ts', 'cli', { banner: { js: '#!/usr/bin/env node' } });
  await opener('src/cli/thread.ts', 'thread');
  await opener('src/host/program.ts', 'program');
  chmodSync(join(dist, 'cli.cjs'), 0o755);
  const { asModule, openProgram } = createRequire(import.meta.url)(join(dist, 'program.cjs'));
  // One line for each, so that `import { check }` finds them.
  const names = Object.keys(openProgram(dist, main, asModule)('library')).map(
    (name) => `exports.${name} = library.${name};`,
  );
  const lines = [
    "const { openProgram } = require('./program.cjs');",
    `const library = openProgram(__dirname, ${JSON.stringify(main)}, (file) => require(file))('library');`,
    ...names,
  ];
  writeFileSync(join(dist, 'index.cjs'), `${lines.join('\n')}\n`);
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
async function htmlAssets(sources) {
  const made = async (file) => {
    const { outputFiles, metafile } = await build({
      entryPoints: [join(root, 'src/reporters/html/client', file)],
      bundle: true,
      write: false,
      format: 'iife',
      target: 'es2022',
      minify: true,
      charset: 'ascii',
      logLevel: 'warning',
      absWorkingDir: root,
      metafile: true,
    });
    for (const path of bundledSources(metafile)) sources.add(path);
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
const define = { SBCLINT_VERSION: JSON.stringify(version) };
const parts = await writeParts(
  { start: 'src/cli/start.ts', worker: 'src/cli/worker.ts', library: 'src/index.ts' },
  'start',
  dist,
  define,
);
await writeOpeners(parts);
await htmlAssets(parts.sources);
const libraries = librariesOf(parts.sources);
writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), licensesText(libraries));
writeFileSync(join(dist, 'sbom.cdx.json'), sbomText(libraries));
if (!process.argv.includes('--no-types')) {
  const { writeTypes } = await import('./types.mjs');
  writeTypes(join(dist, 'types'));
}
