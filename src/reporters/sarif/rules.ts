import type { Level } from '../../model/knowledge.js';
import type { Rule } from '../../rules/define-rule.js';
import { citationText } from '../rule-text.js';

/** How GitHub ranks alerts. Derived from the level alone; it is no CVSS score of anything. */
const SECURITY_SEVERITY: Readonly<Record<Level, string>> = { error: '8.0', warning: '5.0', note: '2.0' };

const PROBLEM_SEVERITY: Readonly<Record<Level, string>> = {
  error: 'error',
  warning: 'warning',
  note: 'recommendation',
};

/** A rule as SARIF's reportingDescriptor, from its metadata alone. */
export function ruleDescriptor({ id, level, docs, applies, citations }: Rule): object {
  const sources = citations.map(citationText);
  const helpUri = citations.map(citationUrl).find((url) => url !== null);
  return {
    id,
    name: id.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: docs.what },
    fullDescription: { text: `${docs.what} ${docs.why}` },
    help: {
      text: `${docs.why}\n\nApplies: ${applies}\n\nRemedy: ${docs.remedy}\n\nSee: ${sources.join('; ')}`,
      markdown: [
        docs.why,
        `**Applies:** ${applies}`,
        `**Remedy:** ${docs.remedy}`,
        `**See:** ${citations.map(citationMarkdown).join('; ')}`,
        `\`sbclint explain ${id}\` says more.`,
      ].join('\n\n'),
    },
    ...(helpUri === undefined ? {} : { helpUri }),
    defaultConfiguration: { level },
    properties: {
      precision: 'high',
      'problem.severity': PROBLEM_SEVERITY[level],
      'security-severity': SECURITY_SEVERITY[level],
      tags: ['security', 'reliability', 'tls', 'trust-store', 'session-border-controller'],
    },
  };
}

/** A rule that a saved run names and this version does not know. */
export function strangerDescriptor(id: string): object {
  const text = `${id} is not a rule of this version of sbclint.`;
  return {
    id,
    shortDescription: { text },
    fullDescription: { text },
    help: { text },
    defaultConfiguration: { level: 'warning' },
  };
}

function citationUrl({ document, section, url }: Rule['citations'][number]): string | null {
  if (url !== undefined) return url;
  const rfc = /^RFC (\d+)$/.exec(document)?.[1];
  if (rfc === undefined) return null;
  const page = `https://www.rfc-editor.org/rfc/rfc${rfc}`;
  return section && /^[\d.]+$/.test(section) ? `${page}#section-${section}` : page;
}

function citationMarkdown(citation: Rule['citations'][number]): string {
  const url = citationUrl(citation);
  return url === null ? citationText(citation) : `[${citationText(citation)}](${url})`;
}
