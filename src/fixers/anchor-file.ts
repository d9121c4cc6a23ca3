import type { Anchor } from './fixer.js';

/** Files are named after the shipped ones; a root that the user brought is named after its subject. */
export function anchorFile({ file, name }: Anchor): string {
  const base =
    file
      ?.split('/')
      .at(-1)
      ?.replace(/\.[a-z0-9]+$/i, '') ?? name;
  const slug = base
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `trust-anchors/${slug || 'root'}.pem`;
}
