// The declarations of the library: those of src/index.ts and of what its types are made of, and no others.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { root } from './load-ts.mjs';

/** Writes them below a folder, which says that they describe CommonJS. Throws where they need a library. */
export function writeTypes(folder) {
  const src = join(root, 'src');
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => readFileSync(path, 'utf8'));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const program = ts.createProgram([join(src, 'index.ts')], {
    ...options,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    // `npm run typecheck` is its own check.
    noCheck: true,
    stripInternal: true,
    newLine: ts.NewLineKind.LineFeed,
    rootDir: src,
    outDir: folder,
  });
  const waiting = [join(src, 'index.ts')];
  const done = new Set();
  for (let file = waiting.pop(); file; file = waiting.pop()) {
    if (done.has(file)) continue;
    done.add(file);
    const source = program.getSourceFile(file);
    if (!source) throw new Error(`${relative(root, file)} is not part of the program`);
    const emitted = program.emit(
      source,
      (path, text) => {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text);
        for (const [, from] of text.matchAll(/\b(?:from |import\()['"]([^'"]+)['"]/g)) {
          if (!from.startsWith('.')) throw new Error(`the types of ${relative(root, file)} need ${from}`);
          waiting.push(join(dirname(file), from.replace(/\.js$/, '.ts')));
        }
      },
      undefined,
      true,
    );
    if (emitted.emitSkipped) throw new Error(`no declarations of ${relative(root, file)}`);
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }\n');
}
