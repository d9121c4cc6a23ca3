import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sbclint } from './support/cli.js';
import { root } from './support/knowledge.js';

/** A block of text that shows a command and what it prints, or with `| head -9` the first lines of it. */
const SHOWN = /```\n\$ sbclint ([^\n|]*)( \| head -(\d+))?\n([\s\S]*?)```/g;

const pages = [
  'README.md',
  'examples/README.md',
  ...readdirSync(join(root, 'docs', 'guides')).map((name) => `docs/guides/${name}`),
  ...readdirSync(join(root, 'docs', 'vendors')).map((name) => `docs/vendors/${name}`),
];

it.each(pages)('%s shows what sbclint prints', async (page) => {
  const path = join(root, page);
  let text = readFileSync(path, 'utf8');
  for (const [block, command = '', pipe = '', lines] of [...text.matchAll(SHOWN)]) {
    const { stdout } = await sbclint(command.trim().split(/\s+/));
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
