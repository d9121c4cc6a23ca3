import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { commands } from '../src/cli/commands.js';
import { mediant } from './support/audiocodes-text.js';
import { inTemporaryFolder, sbclint, type Outcome } from './support/cli.js';
import { root } from './support/knowledge.js';
import { rootPem } from './support/rule-cases.js';

/** Where a file reads a clock or waits for one, by its syntax tree: words in comments and strings do not count. */
function clockReads(file: string, code: string): readonly string[] {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const what = clockRead(node);
    if (what !== null) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push(`${file}:${line + 1} ${what}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const TIMERS = new Set(['setTimeout', 'setInterval', 'setImmediate']);
const CLOCKS = new Set(['performance', 'Temporal']);

function clockRead(node: ts.Node): string | null {
  if (ts.isNewExpression(node) && isGlobal(node.expression, 'Date') && (node.arguments ?? []).length === 0)
    return 'new Date()';
  if (ts.isCallExpression(node) && isGlobal(node.expression, 'Date')) return 'Date()';
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && TIMERS.has(node.expression.text))
    return node.expression.text;
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
    const name = ts.isPropertyAccessExpression(node)
      ? node.name.text
      : ts.isStringLiteralLike(node.argumentExpression)
        ? node.argumentExpression.text
        : '';
    if (name === 'now' && isGlobal(node.expression, 'Date')) return 'Date.now';
    // Without a date to format, DateTimeFormat takes today's.
    if (name === 'hrtime' || name === 'uptime' || name === 'DateTimeFormat') return name;
    if (name === 'timeOrigin') return name;
  }
  // Whichever way performance and Temporal are reached, nothing but a clock is had from them.
  if (ts.isIdentifier(node) && CLOCKS.has(node.text) && !isDeclaredName(node)) return node.text;
  // A Date that is handed on, as in `const Clock = Date`, could be called anywhere.
  if (ts.isIdentifier(node) && node.text === 'Date' && !isUsedPlainly(node)) return 'Date as a value';
  if (
    ts.isImportDeclaration(node) &&
    /^(node:)?(timers|perf_hooks)/.test((node.moduleSpecifier as ts.StringLiteral).text)
  ) {
    return 'import of a clock';
  }
  return null;
}

/** `Date` itself, or that of `globalThis`. */
function isGlobal(node: ts.Node, name: string): boolean {
  if (ts.isParenthesizedExpression(node)) return isGlobal(node.expression, name);
  return ts.isIdentifier(node) ? node.text === name : ts.isPropertyAccessExpression(node) && node.name.text === name;
}

/** `new Date(x)`, `Date.parse`, `Date.UTC`, `instanceof Date` and types. */
function isUsedPlainly(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isTypeReferenceNode(parent) || ts.isTypeQueryNode(parent) || isDeclaredName(node)) return true;
  if (ts.isNewExpression(parent) || ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent))
    return true;
  if (ts.isCallExpression(parent)) return parent.expression === node;
  return ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword;
}

function isDeclaredName(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isParameter(parent)) &&
    parent.name === node
  );
}

describe('--as-of is the only clock', () => {
  it('one file of the command line reads a clock, for today and for progress', () => {
    const src = join(root, 'src');
    const files = (readdirSync(src, { recursive: true }) as string[])
      .map((path) => path.replaceAll('\\', '/'))
      // What runs in a browser waits for people to stop typing; what it shows does not depend on when.
      .filter((path) => path.endsWith('.ts') && !path.startsWith('reporters/html/client/'))
      .sort();
    expect(files.length).toBeGreaterThan(200);
    const reads = files.flatMap((file) => clockReads(file, readFileSync(join(src, file), 'utf8')));
    expect(reads.map((read) => read.replace(/:\d+/, ''))).toEqual([
      'cli/start.ts new Date()',
      'cli/start.ts performance',
    ]);
  });

  it.each([
    'new Date()',
    'new Date',
    'Date()',
    'Date.now()',
    "Date['now']()",
    'globalThis.Date.now()',
    'new globalThis.Date()',
    'const { now } = Date;',
    'const Clock = Date; new Clock();',
    'performance.now()',
    'const { now } = performance;',
    'process.hrtime.bigint()',
    'process.uptime()',
    'new Intl.DateTimeFormat().format()',
    'Temporal.Now.instant()',
    'setTimeout(() => {}, 1)',
    "import { performance as p } from 'node:perf_hooks';",
  ])('the test sees %s', (code) => {
    expect(clockReads('x.ts', code)).not.toEqual([]);
  });

  it.each([
    'new Date(at)',
    'Date.parse(text)',
    'Date.UTC(2026, 0)',
    'x instanceof Date',
    '// new Date()',
    "'Date.now()'",
    'let x: Date;',
  ])('the test lets %s be', (code) => expect(clockReads('x.ts', code)).toEqual([]));
});

const box = {
  'sbc.ini': mediant(),
  '1.root': rootPem('baltimore-cybertrust-root') + rootPem('digicert-global-root-g2'),
};

/** What each command needs beside a device; `$` is the folder. */
const OPERANDS: Readonly<Record<string, readonly string[]>> = {
  check: ['$/a'],
  patch: ['$/a'],
  inspect: ['$/a'],
  simulate: ['$/a'],
  timeline: ['$/a', '--until', '2030-01-01'],
  verify: ['$/a', '--plan', '$/plan.json'],
  diff: ['$/a', '$/b'],
  explain: ['missing-trust-anchor'],
  rules: [],
  report: ['$/run.json'],
  merge: ['$/run.json'],
  suppress: ['$/a'],
  baseline: ['prune', '$/a', '--baseline', '$/baseline.json'],
  config: ['show', '$/a'],
  test: ['examples/checks'],
  completion: ['bash'],
};

/** They write, and a second run finds what the first has written. */
const WRITING = ['init'];

describe('two runs on different days with the same --as-of give the same bytes', () => {
  const on = async (today: string, argv: readonly string[], folder: string): Promise<Outcome> =>
    sbclint(
      argv.map((word) => word.replace('$', folder)),
      { today: () => today },
    );

  it.each(
    commands
      .filter(({ name }) => OPERANDS[name] !== undefined)
      .map(({ name, flags, formats }) => [name, flags, formats] as const),
  )('%s, in every format', async (name, flags, formats) => {
    await inTemporaryFolder(async (folder) => {
      for (const side of ['a', 'b']) {
        mkdirSync(join(folder, side));
        for (const [path, text] of Object.entries(box)) writeFileSync(join(folder, side, path), text, 'latin1');
      }
      const asOf = flags.includes('asOf') ? ['--as-of', '2026-11-23'] : [];
      const planned = await on('2026-11-23', ['patch', '$/a', '--out', '$/pack', '--as-of', '2026-11-23'], folder);
      expect(planned.code).toBeLessThan(4);
      writeFileSync(join(folder, 'plan.json'), readFileSync(join(folder, 'pack', 'plan.json')));
      const run = await on('2026-11-23', ['check', '$/a', '--format', 'json', '--as-of', '2026-11-23'], folder);
      writeFileSync(join(folder, 'run.json'), run.stdout);
      await on('2026-11-23', ['baseline', 'create', '$/a', '--baseline', '$/baseline.json'], folder);
      let told = 0;
      for (const format of [null, ...formats]) {
        const argv = [name, ...(OPERANDS[name] ?? []), ...(format === null ? [] : ['--format', format]), ...asOf];
        const [early, late] = [await on('1999-12-31', argv, folder), await on('2040-02-29', argv, folder)];
        expect([format, early]).toEqual([format, late]);
        if (early.code !== 2) told += 1;
      }
      expect(told).toBeGreaterThan(0);
    });
  });

  it('knows what every command needs', () => {
    expect(commands.map(({ name }) => name).filter((name) => OPERANDS[name] === undefined)).toEqual(WRITING);
  });

  it('roll-out packs too', async () => {
    await inTemporaryFolder(async (folder) => {
      mkdirSync(join(folder, 'a'));
      for (const [path, text] of Object.entries(box)) writeFileSync(join(folder, 'a', path), text, 'latin1');
      const written = async (today: string) => {
        const out = join(folder, `pack-${today}`);
        await on(today, ['patch', '$/a', '--out', out, '--as-of', '2026-11-23'], folder);
        const files = (
          readdirSync(out, { recursive: true, withFileTypes: true }) as {
            isFile(): boolean;
            parentPath: string;
            name: string;
          }[]
        )
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name));
        expect(files.length).toBeGreaterThan(3);
        return files.sort().map((file) => [file.slice(out.length), readFileSync(file, 'latin1')]);
      };
      expect(await written('1999-12-31')).toEqual(await written('2040-02-29'));
    });
  });
});
