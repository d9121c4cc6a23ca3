import {
  COMMAND_PHASES,
  type CommandPhase,
  type VendorCommand,
  type VendorProfile,
} from '../../src/model/knowledge.js';
import { CONFIDENCE_WORDS, vendorCommand, type FilledCommand } from '../../src/model/vendor-command.js';

/** What stands between the two comments is made from the profile. Neither comment shows on the page. */
const BLOCK = /<!-- (commands|sources): (\S+)(?: (\S+))? -->\n[\s\S]*?<!-- end of \1 -->/g;

/** The blocks of a page by their first lines: "commands: oracle-sbc apply", "sources: oracle-sbc". */
export function blocksOf(page: string): readonly string[] {
  return [...page.matchAll(BLOCK)].map(([block]) => /<!-- (.*) -->/.exec(block)?.[1] ?? '');
}

/** The blocks that a page of the profile has. */
export function blocksFor({ id, commands }: VendorProfile): readonly string[] {
  const used = COMMAND_PHASES.filter((phase) => Object.values(commands).some(({ phases }) => phases.includes(phase)));
  return [...used.map((phase) => `commands: ${id} ${phase}`), `sources: ${id}`];
}

/** The page with every block made anew. One that names nothing known is left for the test to find. */
export function withCommands(page: string, profiles: readonly VendorProfile[]): string {
  return page.replace(BLOCK, (block, kind: string, id: string, name?: string) => {
    const profile = profiles.find((each) => each.id === id);
    if (!profile) return block;
    if (kind === 'sources') return `<!-- sources: ${id} -->\n\n${sourceList(profile)}\n<!-- end of sources -->`;
    const phase = COMMAND_PHASES.find((each) => each === name);
    if (!phase) return block;
    return `<!-- commands: ${id} ${phase} -->\n\n${commandList(profile, phase)}\n<!-- end of commands -->`;
  });
}

const FENCED = /^ *```.*\n([\s\S]*?)^ *```$/gm;

/**
 * Commands that people wrote by hand: text in backquotes that begins with the first word of some vendor's command and goes on,
 * and every block of text but what sbclint prints. They may only repeat a command of the page's own profiles.
 */
export function strayCommands(
  page: string,
  profiles: readonly VendorProfile[],
  vendors: readonly VendorProfile[],
): readonly string[] {
  const written = page.replace(BLOCK, '');
  const held = new Set(textsOf(profiles));
  const verbs = new Set(textsOf(vendors).map((text) => text.split(' ')[0] ?? ''));
  const blocks = [...written.matchAll(FENCED)].map((match) => match[1]?.trim() ?? '');
  const spans = [...written.replace(FENCED, '').matchAll(/`([^`]+)`/g)].map(
    (match) => match[1]?.replace(/\s+/g, ' ') ?? '',
  );
  return [
    ...blocks.filter((text) => !text.startsWith('$ sbclint ')),
    ...spans.filter((text) => text.includes(' ') && verbs.has(text.split(' ')[0] ?? '')),
  ].filter((text) => !held.has(text));
}

function textsOf(profiles: readonly VendorProfile[]): readonly string[] {
  return profiles.flatMap((profile) => Object.keys(profile.commands).map((name) => shown(profile, name).text));
}

/** A command as pages show it: with the word of each placeholder in its place. */
export function shown(profile: VendorProfile, name: string): FilledCommand {
  const command = vendorCommand(profile, name, profile.placeholders);
  if (!command) throw new Error(`vendor profile ${profile.id} has no command ${name}`);
  return command;
}

function commandList(profile: VendorProfile, phase: CommandPhase): string {
  const byText = new Map<string, { readonly command: VendorCommand; readonly filled: FilledCommand[] }>();
  for (const [name, command] of Object.entries(profile.commands)) {
    if (!command.phases.includes(phase)) continue;
    const filled = shown(profile, name);
    const same = byText.get(filled.text);
    if (same) same.filled.push(filled);
    else byText.set(filled.text, { command, filled: [filled] });
  }
  return [...byText].map(([text, { command, filled }]) => entry(text, command, filled)).join('\n');
}

/** One command; `filled` has more than one where the profile names the same text twice. */
function entry(text: string, { confidence, source }: VendorCommand, filled: readonly FilledCommand[]): string {
  const expect = filled.flatMap((each) => (each.expect === null ? [] : [`${sentence(`expect: ${each.expect}`)} `]));
  const backing = `*${sentence(CONFIDENCE_WORDS[confidence])}*${source === undefined ? '' : `[^${source}]`}`;
  return `- ${filled.map(({ yields }) => sentence(yields)).join(' ')}

  \`\`\`
  ${text}
  \`\`\`

  ${expect.join('')}${backing}
`;
}

/** Footnotes: what the commands rest on, and when somebody read it. */
function sourceList({ commands, sources }: VendorProfile): string {
  const cited = new Set(Object.values(commands).map(({ source }) => source));
  return sources
    .filter(({ id }) => cited.has(id))
    .map(({ id, title, release, url, read }) => {
      const name = release === undefined ? title : `${title} (${release})`;
      return `[^${id}]: ${url === null ? name : `[${name}](${url})`}, read ${read}.\n`;
    })
    .join('');
}

/** Text of a profile as Markdown shows it: nothing in it is mark-up. */
export function sentence(text: string): string {
  return `${text[0]?.toUpperCase()}${text.slice(1)}.`.replace(/[*<`]/g, '\\$&');
}
