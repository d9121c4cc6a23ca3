import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inTemporaryFolder, sbclint } from './support/cli.js';
import { root } from './support/knowledge.js';

/** A block of text that shows a command and what it prints, or with `| head -9` the first lines of it, `| tail -9` the last. */
const SHOWN = /```\n\$ (sbclint|cat|ls|cp) ([^\n|]*)( \| (head|tail) -(\d+))?\n([\s\S]*?)```/g;

/** What the commands of a page write lies in a folder of its own, under these names. */
const WRITTEN = /^(rollout|after|inventory)(?=\/|$)/;

const pages = [
  'README.md',
  'examples/README.md',
  ...['vendors', 'guides'].flatMap((folder) =>
    readdirSync(join(root, 'docs', folder)).map((name) => `docs/${folder}/${name}`),
  ),
];

it.each(pages)('%s shows what sbclint prints', async (page) => {
  const path = join(root, page);
  let text = readFileSync(path, 'utf8');
  await inTemporaryFolder(async (folder) => {
    for (const [block, program = '', command = '', pipe = '', end, lines] of [...text.matchAll(SHOWN)]) {
      const said = await run(program, words(command.trim()), folder);
      // A page has line feeds only; a calendar has carriage returns too.
      const shown = said.replaceAll('\r\n', '\n').split(/(?<=\n)/);
      const part =
        lines === undefined ? shown : end === 'head' ? shown.slice(0, Number(lines)) : shown.slice(-Number(lines));
      text = text.replace(block, () => `\`\`\`\n$ ${program} ${command}${pipe}\n${part.join('')}\`\`\``);
    }
  });
  if (process.env['UPDATE'] === '1') writeFileSync(path, text);
  expect(readFileSync(path, 'utf8')).toBe(text);
});

it.each(pages)('%s links to files that are there', (page) => {
  const path = join(root, page);
  const links = [...readFileSync(path, 'utf8').matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map((match) => match[1] ?? '');
  for (const link of links) expect(() => readdirOrRead(join(path, '..', link))).not.toThrow();
});

function readdirOrRead(path: string): void {
  try {
    readFileSync(path);
  } catch {
    readdirSync(path);
  }
}

it('the guide for carriers shows the files of the example, and all of them', () => {
  const guide = readFileSync(join(root, 'docs', 'guides', 'adding-a-carrier.md'), 'utf8');
  const shown = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
  const [settings = '', ...parts] = shown;
  const file = (name: string) => readFileSync(join(root, 'examples', 'carrier', name), 'utf8');
  expect(settings).toBe(file('sbclint.yaml'));
  expect(parts.join('\n')).toBe(file('example-carrier.yaml').replace(/^#.*\n/, ''));
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
