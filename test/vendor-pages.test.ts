import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { VendorProfile } from '../src/model/knowledge.js';
import { projectKnowledge, root } from './support/knowledge.js';
import { blocksFor, blocksOf, strayCommands, withCommands } from './support/vendor-pages.js';

const folder = join(root, 'docs', 'vendors');
const pages = readdirSync(folder).filter((name) => name.endsWith('.md'));
const textOf = (page: string) => readFileSync(join(folder, page), 'utf8');

const SECTIONS = ['What to export', 'What it proves, and what it cannot', 'Applying the patch', 'Rolling back'];

async function profilesOn(page: string): Promise<readonly VendorProfile[]> {
  const blocks = blocksOf(textOf(page));
  return (await projectKnowledge()).vendors.filter((profile) =>
    blocksFor(profile).some((each) => blocks.includes(each)),
  );
}

describe.each(pages)('docs/vendors/%s', (page) => {
  it('shows the commands of the vendor profile as they are', async () => {
    const { vendors } = await projectKnowledge();
    const made = withCommands(textOf(page), vendors);
    if (process.env['UPDATE'] === '1') writeFileSync(join(folder, page), made);
    expect(textOf(page)).toBe(made);
  });

  it('shows the commands of each phase once, and of no profile or phase that is not there', async () => {
    const profiles = await profilesOn(page);
    expect([...blocksOf(textOf(page))].sort()).toEqual(profiles.flatMap(blocksFor).sort());
    expect(profiles).not.toEqual([]);
  });

  it('quotes no command that the profile does not hold', async () => {
    const { vendors } = await projectKnowledge();
    expect(strayCommands(textOf(page), await profilesOn(page), vendors)).toEqual([]);
  });

  it('says for each form what it is, what it proves, and how the patch is applied and rolled back', async () => {
    const text = textOf(page);
    const headings = [...text.matchAll(/^## (.*)$/gm)].map((match) => match[1]);
    expect(headings).toEqual(expect.arrayContaining(SECTIONS));
    for (const { formats } of await profilesOn(page)) for (const each of formats) expect(text).toContain(`\`${each}\``);
  });
});

it('every vendor profile has a page, and only one', async () => {
  const shownOn = await Promise.all(pages.map(profilesOn));
  for (const profile of (await projectKnowledge()).vendors) {
    const found = shownOn.filter((profiles) => profiles.includes(profile)).length;
    expect([profile.id, found]).toEqual([profile.id, 1]);
  }
});

describe('a page that went astray', () => {
  const page = (commands: string, prose = '') => `${prose}

<!-- commands: made-up export -->
${commands}
<!-- end of commands -->
`;
  const profile: VendorProfile = {
    id: 'made-up',
    vendor: 'made-up',
    title: 'Made up',
    formats: [],
    terms: {},
    placeholders: { label: 'NAME' },
    commands: {
      showAll: { text: 'show all', phases: ['export'], yields: 'everything', confidence: 'verified', source: 'guide' },
      look: { text: 'show one {label}', phases: ['check'], yields: 'one', expect: 'it', confidence: 'unknown' },
    },
    facts: {},
    sources: [{ id: 'guide', title: 'Guide', release: '2', url: 'https://example.com/', read: '2026-11-22' }],
  };
  const fine = withCommands(page(''), [profile]);

  it('shows a command with how far it is backed, and the source once', () => {
    expect(fine).toContain('- Everything.\n\n  ```\n  show all\n  ```\n\n  *Verified.*[^guide]\n');
    expect(withCommands(page('').replaceAll('export', 'check'), [profile])).toContain(
      '- One.\n\n  ```\n  show one NAME\n  ```\n\n  Expect: it. *Recalled, not verified on a device.*\n',
    );
    expect(withCommands('<!-- sources: made-up -->\n<!-- end of sources -->', [profile])).toBe(
      '<!-- sources: made-up -->\n\n[^guide]: [Guide (2)](https://example.com/), read 2026-11-22.\n\n<!-- end of sources -->',
    );
  });

  it('is made anew where a command in a block is stale', () => {
    expect(withCommands(page('- `show old`'), [profile])).toBe(fine);
    expect(withCommands(fine, [profile])).toBe(fine);
  });

  it('lacks a block of a phase', () => {
    expect(blocksFor(profile)).toEqual(['commands: made-up export', 'commands: made-up check', 'sources: made-up']);
    expect(blocksOf(fine)).toEqual(['commands: made-up export']);
  });

  it.each([
    ['a command in the prose', 'Type `show old NAME`.', ['show old NAME']],
    ['one over two lines', 'Type `show\nold`.', ['show old']],
    ['a block of its own', '```\nshow old\n```', ['show old']],
    ['one with a language', '```sh\nreload now\n```', ['reload now']],
    ['nothing: the command of the profile', 'Type `show one NAME`, or `show`.', []],
    ['nothing: what sbclint prints', '```\n$ sbclint rules\n```', []],
  ])('quotes %s', (_, prose, expected) => {
    expect(strayCommands(page('', prose), [profile], [profile])).toEqual(expected);
  });
});
