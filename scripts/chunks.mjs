// Cuts the program into parts with esbuild, and puts them into files of factories that src/host/program.ts loads when they are needed.
import { build, transform } from 'esbuild';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import ts from 'typescript';
import { bundledSources } from './libraries.mjs';
import { root } from './load-ts.mjs';

/** Options of every bundle of the program. */
export const BUNDLE = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  minifySyntax: true,
  legalComments: 'eof',
  logLevel: 'warning',
  absWorkingDir: root,
  metafile: true,
};

/**
 * Bundles entries by their ids. One file holds every part that `first` needs to start; each other part is a file of its own.
 * Returns the name of that file, and the sources that went into all of them.
 */
export async function writeParts(entries, first, dist, define) {
  const { outputFiles, metafile } = await build({
    ...BUNDLE,
    entryPoints: Object.fromEntries(Object.entries(entries).map(([id, file]) => [id, join(root, file)])),
    outdir: dist,
    splitting: true,
    format: 'esm',
    write: false,
    // Optional, and with a WASM file of its own beside it.
    external: ['libarchive-wasm'],
    define,
  });
  const parts = new Map();
  for (const { path, text } of outputFiles) parts.set(idOf(path), { factory: await factoryOf(text, path) });
  for (const [path, { imports }] of Object.entries(metafile.outputs)) {
    const needed = imports.filter(({ kind, external }) => kind === 'import-statement' && !external);
    parts.get(idOf(path)).needs = needed.map((each) => idOf(each.path));
  }
  const together = closure(first, parts);
  const main = await fileOf(together, parts);
  const name = `main-${createHash('sha256').update(main).digest('hex').slice(0, 8)}.cjs`;
  writeFileSync(join(dist, name), main);
  for (const id of parts.keys()) {
    if (!together.includes(id)) writeFileSync(join(dist, `${id}.cjs`), await fileOf([id], parts));
  }
  return { main: name, sources: new Set(bundledSources(metafile)) };
}

function idOf(path) {
  return basename(path, '.js');
}

/** A part and all that it imports when it runs. */
function closure(first, parts) {
  const found = new Set([first]);
  for (const id of found) for (const needed of parts.get(id).needs) found.add(needed);
  return [...found].sort();
}

async function fileOf(ids, parts) {
  const factories = ids.map((id) => `${JSON.stringify(id)}: ${parts.get(id).factory}`).join(',\n');
  const { code } = await transform(`module.exports = {\n${factories}\n};\n`, {
    minifyWhitespace: true,
    charset: 'ascii',
    legalComments: 'inline',
  });
  // The loader reads it as Latin-1, and its length is what tells V8 one text from another.
  if (/[^\0-\x7f]/.test(code)) throw new Error(`${ids[0]} is not ASCII`);
  return code;
}

/** An ES module as the text of a function that fills `exports`. In parentheses V8 compiles it at once, for it runs at once. */
async function factoryOf(text, path) {
  const { code } = await transform(text, { charset: 'ascii' });
  const source = ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true);
  const edits = [];
  const exported = [];
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) edits.push({ node: statement, text: importText(statement) });
    else if (ts.isExportDeclaration(statement)) {
      for (const { propertyName, name } of statement.exportClause.elements) {
        exported.push(`__exports.${name.text} = ${(propertyName ?? name).text};`);
      }
      edits.push({ node: statement, text: '' });
    } else if (ts.isExportAssignment(statement)) {
      edits.push({ node: statement, text: `__exports.default = ${statement.expression.getText()};` });
    }
  }
  const visit = (node) => {
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [what] = node.arguments;
      edits.push({ node, text: `Promise.resolve().then(() => ${loaded(what.text)})` });
    } else if (ts.isMetaProperty(node)) {
      edits.push({ node, text: '({ url: require("node:url").pathToFileURL(__filename).href })' });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  let body = code;
  for (const { node, text: instead } of edits.sort((a, b) => b.node.getStart() - a.node.getStart())) {
    body = body.slice(0, node.getStart()) + instead + body.slice(node.end);
  }
  return `(function (__exports, __load, require) {\n"use strict";\n${body}\n${exported.join('\n')}\n})`;
}

function loaded(from) {
  return from.startsWith('.') ? `__load(${JSON.stringify(idOf(from))})` : `require(${JSON.stringify(from)})`;
}

function importText({ importClause, moduleSpecifier }) {
  const from = loaded(moduleSpecifier.text);
  if (!importClause) return `${from};`;
  const { name, namedBindings } = importClause;
  if (name && namedBindings) throw new Error(`${moduleSpecifier.text}: two kinds of import at once`);
  if (name) return `const ${name.text} = ${from};`;
  if (ts.isNamespaceImport(namedBindings)) return `const ${namedBindings.name.text} = ${from};`;
  const names = namedBindings.elements.map(({ propertyName, name: local }) =>
    propertyName ? `${propertyName.text}: ${local.text}` : local.text,
  );
  return `const { ${names.join(', ')} } = ${from};`;
}
