import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** Each folder of src, and the folders it may import from: the table is the diagram. */
const mayImport: Record<string, readonly string[]> = {
  text: [], // SourceText, provenance, edits
  model: ['text'], // the trust model, in the field's words
  x509: ['text', 'model'], // PEM, DER and PKCS#7 to certificate facts; the only async step
  knowledge: ['text', 'model', 'x509'], // vendor profiles and peers' requirements, checked with zod
  parsers: ['text', 'model'], // one folder a format
  rules: ['text', 'model'], // one file a rule
  fixers: ['text', 'model', 'parsers'], // one folder a format, and prove.ts for them all
  config: ['text', 'model', 'knowledge'], // sbclint.yaml and what it names, baselines, saved reports
  engine: ['text', 'model', 'x509', 'config', 'parsers', 'rules', 'fixers'], // the steps, put together
  reporters: ['text', 'model', 'rules'], // one file or folder an output format
  host: ['text', 'model', 'config', 'rules', 'engine', 'reporters'], // Node adapters: files, atomic writes, the compiled facts
  api: ['text', 'model', 'rules', 'engine', 'reporters', 'host'], // the library: one entry for those who bring bytes
  cli: ['text', 'model', 'rules', 'config', 'engine', 'reporters', 'host'], // argv, exit codes, the clock
};

/** Libraries have one door each, so that their quirks stay in one file. */
const doors: Record<string, readonly string[]> = {
  '@peculiar/x509': ['x509/library-decoder.ts'],
  'reflect-metadata': ['x509/library-decoder.ts'],
  'js-yaml': ['knowledge/yaml.ts'],
  zod: [
    'knowledge/schema.ts',
    'knowledge/validate.ts',
    'config/schema.ts',
    'config/check-schema.ts',
    'config/check-test-schema.ts',
    'config/report-schema.ts',
    'config/json-schema.ts',
  ],
  picocolors: ['cli/colors.ts'],
  tinyglobby: ['host/glob.ts'],
  yauzl: ['host/zip.ts'],
  ignore: ['config/pattern.ts'],
  'libarchive-wasm': ['host/seven-zip.ts'],
  'fast-xml-parser': ['parsers/xml/document.ts'],
};

const src = join(__dirname, '..', 'src');
const files = (readdirSync(src, { recursive: true }) as string[])
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && path !== 'index.ts');

function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(src, file), 'utf8');
  const statements = /^(?:import|export)\b(?:[^;'=]* from)? '([^']+)';|\bimport\('([^']+)'\)/gm;
  return [...text.matchAll(statements)].map((match) => match[1] ?? match[2] ?? '');
}

function folderOf(file: string): string {
  return file.split('/')[0] ?? '';
}

it('imports point one way', () => {
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .filter((path) => path.startsWith('.'))
      .map((path) => folderOf(normalize(join(dirname(file), path)).replaceAll('\\', '/')))
      .filter((target) => target !== folderOf(file) && !mayImport[folderOf(file)]?.includes(target))
      .map((target) => `${file} imports ${target}`),
  );
  expect(wrong).toEqual([]);
});

it('the table allows nothing that no file does', () => {
  const used = new Set(
    files.flatMap((file) =>
      importsOf(file)
        .filter((path) => path.startsWith('.'))
        .map((path) => `${folderOf(file)} ${folderOf(normalize(join(dirname(file), path)).replaceAll('\\', '/'))}`),
    ),
  );
  const allowed = Object.entries(mayImport).flatMap(([from, targets]) => targets.map((target) => `${from} ${target}`));
  expect(allowed.filter((edge) => !used.has(edge))).toEqual([]);
});

it('libraries have one door each', () => {
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .filter((path) => !path.startsWith('.') && !path.startsWith('node:') && !doors[path]?.includes(file))
      .map((library) => `${file} imports ${library}`),
  );
  expect(wrong).toEqual([]);
});

// Which clocks are read is in clock.test.ts.
it('everything but host, api and cli knows no Node, no console and no network', () => {
  const forbidden = /\bfrom 'node:|\bprocess\.|\bconsole\.|\bfetch\(|\bBuffer\b|\brequire\(|\b__dirname\b/;
  const wrong = files
    .filter((file) => !['host', 'api', 'cli'].includes(folderOf(file)))
    .flatMap((file) => {
      const code = readFileSync(join(src, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
      const found = forbidden.exec(code);
      return found ? [`${file}: ${found[0]}`] : [];
    });
  expect(wrong).toEqual([]);
});

it('every rule, parser and fixer of a folder is in its list', () => {
  const names = (folder: string, pattern: RegExp) =>
    readdirSync(join(src, folder), { recursive: true })
      .map((path) => String(path).replaceAll('\\', '/'))
      .filter((path) => pattern.test(path) && path !== 'index.ts')
      .filter((path) =>
        /\b(defineRule\(\{|: (Listing)?Format = |: Fixer = )/.test(readFileSync(join(src, folder, path), 'utf8')),
      )
      .map((path) => `./${path.replace(/ts$/, 'js')}`)
      .sort();
  const listed = (folder: string) =>
    importsOf(`${folder}/index.ts`)
      .filter((path) => !/define-rule|\/(parser|fixer)\.js$/.test(path))
      .sort();
  expect(listed('rules')).toEqual(names('rules', /^[^/]+\.ts$/));
  expect(listed('parsers')).toEqual(names('parsers', /\/format\.ts$/));
  expect(listed('fixers')).toEqual(names('fixers', /\/index\.ts$/));
});
