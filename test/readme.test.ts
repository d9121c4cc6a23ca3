import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { inTemporaryFolder, sbclint } from './support/cli.js';
import { projectKnowledge, root } from './support/knowledge.js';

/** A block of text that shows a command and what it prints; with `| head -9 | tail -4` only some of its lines. */
const SHOWN = /```\n\$ (sbclint|cat|ls|cp) ([^\n|]*)((?: \| (?:head|tail) -\d+)*)\n([\s\S]*?)```/g;

/** What the commands of a page write lies in a folder of its own, under these names. */
const WRITTEN = /^(rollout|after|inventory)(?=\/|$)/;

const docs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
  .map((path) => `docs/${path.replaceAll('\\', '/')}`)
  .filter((path) => path.endsWith('.md'));
const pages = ['README.md', 'VERSIONING.md', 'examples/README.md', ...docs];

it.each(pages)('%s shows what sbclint prints', async (page) => {
  const path = join(root, page);
  let text = readFileSync(path, 'utf8');
  await inTemporaryFolder(async (folder) => {
    for (const [block, program = '', command = '', pipes = ''] of [...text.matchAll(SHOWN)]) {
      const said = await run(program, words(command.trim()), folder);
      // A page has line feeds only; a calendar has carriage returns too.
      const lines = said.replaceAll('\r\n', '\n').split(/(?<=\n)/);
      const shown = [...pipes.matchAll(/(head|tail) -(\d+)/g)].reduce(
        (kept, [, which, number]) => (which === 'head' ? kept.slice(0, Number(number)) : kept.slice(-Number(number))),
        lines,
      );
      text = text.replace(block, () => `\`\`\`\n$ ${program} ${command}${pipes}\n${shown.join('')}\`\`\``);
    }
  });
  if (process.env['UPDATE'] === '1') writeFileSync(path, text);
  expect(readFileSync(path, 'utf8')).toBe(text);
});

it.each(pages)('%s links to files that are there', (page) => {
  const path = join(root, page);
  for (const link of linksOf(readFileSync(path, 'utf8'))) {
    expect([link, existsSync(join(path, '..', link))]).toEqual([link, true]);
  }
});

it.each(pages)('%s links to headings that are there', (page) => {
  const text = readFileSync(join(root, page), 'utf8');
  for (const [, file = '', anchor = ''] of text.matchAll(/\]\(([^)#:]*)#([^)]*)\)/g)) {
    const target = file === '' ? text : readFileSync(join(root, page, '..', file), 'utf8');
    const anchors = [...target.matchAll(/^#+ (.*)$/gm)].map((match) => anchorOf(match[1] ?? ''));
    expect([page, anchors.includes(anchor) ? anchor : `no heading for #${anchor}`]).toEqual([page, anchor]);
  }
});

/** A heading as GitHub links to it. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^a-z0-9 _-]/g, '')
    .replaceAll(' ', '-');
}

/** Links to files, without the headings in them and without addresses. */
function linksOf(text: string): readonly string[] {
  return [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map((match) => match[1] ?? '');
}

/** What shells, `grep` and `openssl` print: they are on any machine that runs the tests of certification paths. */
it('the page on doing it by hand shows what the tools print', () => {
  const path = join(root, 'docs', 'by-hand.md');
  const made = readFileSync(path, 'utf8').replace(/```\n(\$ (?!sbclint)[\s\S]*?)```/g, (_, block: string) => {
    const commands = [...block.matchAll(/^\$ (.*)$/gm)].map((match) => match[1] ?? '');
    const printed = commands.map((command) => `$ ${command}\n${outputOf(command)}`);
    return `\`\`\`\n${printed.join('')}\`\`\``;
  });
  if (process.env['UPDATE'] === '1') writeFileSync(path, made);
  expect(readFileSync(path, 'utf8')).toBe(made);
});

/** Releases of OpenSSL write `SHA256` in either case. */
function outputOf(command: string): string {
  const { stdout } = spawnSync('bash', ['-c', command], { cwd: root, encoding: 'utf8' });
  return stdout.replace(/^sha256 Fingerprint/im, 'sha256 Fingerprint').replace(/\n\n/g, '\n');
}

it('the page on exit codes names commands that end with them', async () => {
  const page = readFileSync(join(root, 'docs', 'exit-codes.md'), 'utf8');
  const rows = [...page.matchAll(/^\| (\d) \| .* \| `sbclint ([^`]*)` \|$/gm)].map(([, code, command]) => [
    command,
    code,
  ]);
  const said = [...page.matchAll(/`sbclint ([^`]*)` ends with (\d)/g)].map(([, command, code]) => [command, code]);
  expect([rows.length, said.length]).toEqual([4, 6]);
  for (const [command = '', code] of [...rows, ...said]) {
    expect([command, (await sbclint(words(command))).code]).toEqual([command, Number(code)]);
  }
});

it('the quick start names commands of the vendor profiles only', async () => {
  const { vendors } = await projectKnowledge();
  const held = new Set(vendors.flatMap(({ commands }) => Object.values(commands).map(({ text }) => text)));
  const bare = new Set([...held].map((text) => text.replace(/ \{\w+\}$/, '')));
  const page = readFileSync(join(root, 'docs', 'quick-start.md'), 'utf8').replaceAll('\\|', '|');
  const shown = [...page.matchAll(/`(show [^`]*)`/g)].map((match) => match[1] ?? '');
  expect(shown.length).toBeGreaterThan(3);
  expect(shown.filter((text) => !held.has(text) && !bare.has(text))).toEqual([]);
});

/** Rules and vendors have an index of their own; decisions too. */
it('every page is on the table of contents', () => {
  const linked = (index: string) =>
    linksOf(readFileSync(join(root, index), 'utf8')).map((link) => posix.join(posix.dirname(index), link));
  const indexes = ['docs/README.md', 'docs/rules/README.md', 'docs/decisions/README.md'];
  const found = new Set([...indexes.flatMap(linked), 'docs/README.md']);
  expect(docs.filter((page) => !found.has(page))).toEqual([]);
});

it('the guide for carriers shows the files of the example, and all of them', () => {
  const guide = readFileSync(join(root, 'docs', 'guides', 'adding-a-carrier.md'), 'utf8');
  const shown = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
  const [settings = '', ...parts] = shown;
  const file = (name: string) => readFileSync(join(root, 'examples', 'carrier', name), 'utf8');
  expect(settings).toBe(file('sbclint.yaml'));
  expect(parts.join('\n')).toBe(file('example-carrier.yaml').replace(/^#.*\n/, ''));
});

it('the guide to checks shows the files of the example', () => {
  const guide = readFileSync(join(root, 'docs', 'guides', 'custom-checks.md'), 'utf8');
  const shown = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
  const file = (name: string) => readFileSync(join(root, 'examples', 'checks', name), 'utf8');
  expect(shown).toEqual([file('sbclint.yaml'), file('tests/teams-without-mutual-tls.sbclint-test.yaml')]);
});
/** Runs one command of a page; what it writes goes below `folder`. */
async function run(program: string, argv: readonly string[], folder: string): Promise<string> {
  const placed = argv.map((word) => (WRITTEN.test(word) ? join(folder, word) : word));
  const [first = '', second = ''] = placed.filter((word) => !word.startsWith('-'));
  if (program === 'sbclint') return (await sbclint(placed)).stdout.replaceAll(`${folder}/`, '');
  if (program === 'cat') return readFileSync(first, 'utf8');
  if (program === 'ls') return `${readdirSync(first).sort().join('\n')}\n`;
  cpSync(first, second, { recursive: true });
  return '';
}

/** A command line as a shell would take it apart, with quotes for names of several words. */
function words(command: string): readonly string[] {
  return (command.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replace(/^'(.*)'$/, '$1'));
}
