import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sbclint } from './support/cli.js';
import { root } from './support/knowledge.js';

/** A block of text that shows a command and what it prints, or with `| head -9` the first lines of it. */
const SHOWN = /```\n\$ sbclint ([^\n|]*)( \| head -(\d+))?\n([\s\S]*?)```/g;

const pages = [
  'README.md',
  'examples/README.md',
  'docs/api.md',
  ...['vendors', 'guides'].flatMap((folder) =>
    readdirSync(join(root, 'docs', folder)).map((name) => `docs/${folder}/${name}`),
  ),
];

it.each(pages)('%s shows what sbclint prints', async (page) => {
  const path = join(root, page);
  let text = readFileSync(path, 'utf8');
  for (const [block, command = '', pipe = '', lines] of [...text.matchAll(SHOWN)]) {
    const { stdout } = await sbclint(words(command.trim()));
    // A page has line feeds only; a calendar has carriage returns too.
    const shown = stdout.replaceAll('\r\n', '\n').split(/(?<=\n)/);
    const first = shown.slice(0, lines === undefined ? shown.length : Number(lines)).join('');
    text = text.replace(block, () => `\`\`\`\n$ sbclint ${command}${pipe}\n${first}\`\`\``);
  }
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

/** A command line as a shell would take it apart, with quotes for names of several words. */
function words(command: string): readonly string[] {
  return (command.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replace(/^'(.*)'$/, '$1'));
}
