import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sbclint } from './support/cli.js';
import { root } from './support/knowledge.js';

/** A block of text that shows a command and what it prints. */
const SHOWN = /```\n\$ sbclint ([^\n]*)\n([\s\S]*?)```/g;

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
  for (const [block, command = ''] of [...text.matchAll(SHOWN)]) {
    const { stdout } = await sbclint(command.trim().split(/\s+/));
    // CSV ends its lines in CRLF, and a page has one kind of end.
    const shown = stdout.replaceAll('\r\n', '\n');
    text = text.replace(block, () => `\`\`\`\n$ sbclint ${command}\n${shown}\`\`\``);
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
