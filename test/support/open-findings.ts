import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { VendorProfile } from '../../src/model/knowledge.js';
import { CONFIDENCE_WORDS, confidenceNote } from '../../src/model/vendor-command.js';
import { OPEN_REASONS, type OpenReason } from '../../src/rules/open-reasons.js';
import { bodyHint } from '../../src/rules/own-certificate.js';
import { root } from './knowledge.js';
import { blocksOf, sentence, shown } from './vendor-pages.js';

/** What stands between the two comments is made from the vendor profiles. */
const BLOCK = /<!-- commands by product -->\n[\s\S]*?<!-- end of commands -->/;

/** The commands that settle each kind of open finding, by their names in the profiles; a product has some of them. */
const SETTLING: Readonly<Partial<Record<OpenReason, readonly string[]>>> = {
  'trust-store': ['proveTrustStore', 'showTrustpool', 'exportTrustAnchorOnWebPage', 'convertLegacy'],
  peer: ['showExposure'],
  settings: ['showConfiguration', 'showTlsProfile', 'showProfiles', 'showRecords', 'showPkiEntries'],
  'built-in-list': ['checkBuiltInBundle'],
  tls: ['proveTlsSettings'],
};

export const settlingNames: readonly string[] = Object.values(SETTLING).flat();

/** The page with the commands made anew. */
export function withOpenCommands(page: string, profiles: readonly VendorProfile[]): string {
  const products = [...profiles].sort((a, b) => (a.title < b.title ? -1 : 1)).map(productSection);
  return page.replace(BLOCK, () => `<!-- commands by product -->\n\n${products.join('\n')}\n<!-- end of commands -->`);
}

function productSection(profile: VendorProfile): string {
  const byText = new Map<string, { readonly titles: Set<string>; readonly names: string[] }>();
  for (const [reason, names] of Object.entries(SETTLING)) {
    for (const name of names.filter((each) => profile.commands[each])) {
      const { text } = shown(profile, name);
      const entry = byText.get(text) ?? { titles: new Set(), names: [] };
      entry.titles.add(OPEN_REASONS[reason as OpenReason].title);
      byText.set(text, { titles: entry.titles, names: [...entry.names, name] });
    }
  }
  const commands = [...byText].map(([text, { titles, names }]) => commandEntry(profile, text, [...titles], names));
  return [
    `### ${profile.title}`,
    '',
    `All about its exports: [${pageOf(profile)}](../vendors/${pageOf(profile)}).`,
    '',
    ...commands,
    ...ownCertificate(profile),
  ].join('\n');
}

function commandEntry(
  profile: VendorProfile,
  text: string,
  titles: readonly string[],
  names: readonly string[],
): string {
  const filled = names.map((name) => shown(profile, name));
  const yields = [...new Set(filled.map((each) => sentence(each.yields)))].join(' ');
  const expect = [
    ...new Set(filled.flatMap((each) => (each.expect === null ? [] : [sentence(`expect: ${each.expect}`)]))),
  ];
  const confidence = profile.commands[names[0] ?? '']?.confidence ?? 'unknown';
  return `- **${titles.join('; ')}.** ${yields}

  \`\`\`
  ${text}
  \`\`\`

  ${[...expect, `*${sentence(CONFIDENCE_WORDS[confidence])}*`].join(' ')}
`;
}

/** How the body of the SBC's own certificate is given; a trust store by itself has none. */
function ownCertificate(profile: VendorProfile): readonly string[] {
  if (profile.vendor === 'trust-store') return [];
  const fact = profile.facts['ownCertificateFile'];
  const label = (fact ? profile.placeholders['key'] : profile.placeholders['label']) ?? 'LABEL';
  const hint = bodyHint(label, profile)
    .replace('put it there', 'put it beside the configuration')
    .replace(/--certificate \S+|\S+\.crt/, '`$&`');
  const note = confidenceNote(fact?.confidence ?? 'verified');
  const title = OPEN_REASONS['own-certificate'].title;
  return [`- **${title}.** Where sbclint calls it ${label}: ${hint}${note}.`, ''];
}

function pageOf(profile: VendorProfile): string {
  const folder = join(root, 'docs', 'vendors');
  const isShownOn = (page: string) =>
    blocksOf(readFileSync(join(folder, page), 'utf8')).some((block) => block.startsWith(`commands: ${profile.id} `));
  const page = readdirSync(folder).find(isShownOn);
  if (page === undefined) throw new Error(`no page shows the commands of ${profile.id}`);
  return page;
}
