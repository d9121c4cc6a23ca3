import type { Finding } from '../model/finding.js';
import type { RuleResult } from '../rules/define-rule.js';
import type { Sha256 } from '../x509/sha256.js';

/** The data of a message that names things of the configuration; what else it may hold moves with dates, lines and wording. */
const NAMES = [
  'context',
  'store',
  'trunk',
  'leg',
  'label',
  'entry',
  'name',
  'host',
  'user',
  'kind',
  'claim',
  'placeholder',
  'file',
  'what',
] as const;

/** What a result is about, by names that stay when lines move. */
export function objectOf({ data, tlsContext }: Pick<RuleResult, 'data' | 'tlsContext'>): string {
  const named = NAMES.flatMap((name) => data[name] ?? []).map((text) => text.replace(/\b(line|lines) \d+/g, '$1'));
  return [...new Set([...(tlsContext === undefined ? [] : [tlsContext]), ...named])].join(', ');
}

/**
 * Gives each finding its fingerprint. An `open` one that comes to fail is another: it says something new. Two that agree in
 * everything are told apart by their order.
 */
export function withFingerprints(findings: readonly Finding[], sha256: Sha256): readonly Finding[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const { ruleId, kind, device, object, peer, trustAnchor, at } = finding;
    const file = device === null ? (at?.file ?? null) : null;
    const key = JSON.stringify([ruleId, kind, device, file, object, peer, trustAnchor?.sha256 ?? null]);
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return { ...finding, fingerprint: sha256(new TextEncoder().encode(before === 0 ? key : `${key} ${before + 1}`)) };
  });
}
