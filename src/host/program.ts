import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** What a part of the program exports. */
export type Part = Record<string, unknown>;
/** Gives a part of the program, which runs when it is first asked for. */
export type Load = (id: string) => Part;
type Factories = Record<string, (exports: Part, load: Load, require: NodeJS.Require) => void>;

/**
 * Opens the program that the build put into a folder: files that each hold some parts, `main` those that every run needs. Where the
 * running Node keeps no compiled code by itself, `compiled` keeps it beside the program, made by the first run that may write there.
 */
export function openProgram(folder: string, main: string, readFactories: (file: string) => Factories): Load {
  const factories = readFactories(join(folder, main));
  const parts = new Map<string, Part>();
  const load: Load = (id) => {
    const known = parts.get(id);
    if (known) return known;
    if (!factories[id]) Object.assign(factories, readFactories(join(folder, `${id}.cjs`)));
    const part: Part = {};
    parts.set(id, part);
    factories[id]?.(part, load, require);
    return part;
  };
  return load;
}

/** As Node reads any module. */
export function asModule(file: string): Factories {
  return process.getBuiltinModule('node:module').createRequire(file)(file) as Factories;
}

/** As modules whose compiled code is kept: by Node where it can, from 22.1 on, by {@link keptScripts} elsewhere. */
export function compiledReader(folder: string): (file: string) => Factories {
  if (process.env['NODE_DISABLE_COMPILE_CACHE']) return asModule;
  const kept = join(folder, 'compiled');
  const module = process.getBuiltinModule('node:module') as { enableCompileCache?: (folder: string) => unknown };
  if (!module.enableCompileCache) return keptScripts(kept);
  module.enableCompileCache(kept);
  return asModule;
}

/**
 * V8 dies of compiled code that is damaged, so each file holds it twice, and is used where both are the same. The names of the
 * program's files change with their content.
 */
function keptScripts(folder: string): (file: string) => Factories {
  const { Script } = process.getBuiltinModule('node:vm');
  const made: { readonly file: string; readonly script: InstanceType<typeof Script> }[] = [];
  process.once('exit', () => {
    for (const { file, script } of made) keep(file, script.createCachedData());
  });
  return (filename) => {
    const file = join(folder, `${basename(filename)}.${process.version}-${process.arch}`);
    const cachedData = readKept(file);
    const source = `(function (module, __filename, __dirname) {${readFileSync(filename, 'latin1')}\n})`;
    const script = new Script(source, { filename, ...(cachedData ? { cachedData } : {}) });
    if (!cachedData || script.cachedDataRejected) made.push({ file, script });
    const module = { exports: {} as Factories };
    (script.runInThisContext() as (...of: unknown[]) => void)(module, filename, dirname(filename));
    return module.exports;
  };
}

function readKept(file: string): Buffer | null {
  try {
    const twice = readFileSync(file);
    const half = twice.length / 2;
    const first = twice.subarray(0, half);
    return half > 0 && first.equals(twice.subarray(half)) ? first : null;
  } catch {
    return null;
  }
}

/** A folder that may not be written to is a program that is compiled anew each time, and nothing worse. */
function keep(file: string, code: Buffer): void {
  const temporary = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(temporary, Buffer.concat([code, code]), { flag: 'wx' });
    renameSync(temporary, file);
  } catch {
    return;
  }
}
