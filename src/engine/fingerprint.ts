import type { Finding } from '../model/finding.js';
import { fingerprintOf } from '../model/fingerprint.js';
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
export function namesOf({
  data,
  tlsContext,
  names,
}: Pick<RuleResult, 'data' | 'tlsContext' | 'names'>): readonly string[] {
  if (names) return [...new Set([...(tlsContext === undefined ? [] : [tlsContext]), ...names])];
  // Where the TLS context is named, `context` says it again in words.
  const keys = NAMES.filter((name) => name !== 'context' || tlsContext === undefined);
  const named = keys.flatMap((name) => data[name] ?? []).map((text) => text.replace(/\b(line|lines) \d+/g, '$1'));
  return [...new Set([...(tlsContext === undefined ? [] : [tlsContext]), ...named])];
}

/**
 * Gives each finding its fingerprint. A device goes by its key, which does not depend on how it was named to the run. An `open` one that comes to fail is another: it says something new. Two that agree in
 * everything are told apart by their order.
 */
export function withFingerprints(
  findings: readonly Finding[],
  deviceKey: string | null,
  sha256: Sha256,
): readonly Finding[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const key = aboutOf(finding, deviceKey);
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    let made: string | undefined;
    return {
      ...finding,
      // Made for those reports only that show it.
      get fingerprint() {
        return (made ??= fingerprintOf(key, before, sha256));
      },
    };
  });
}

/** What a finding is about, as the text that its fingerprint is made of. */
export function aboutOf({ ruleId, kind, names, peer, trustAnchor, at }: Finding, deviceKey: string | null): string {
  const about = deviceKey ?? at?.file ?? null;
  return JSON.stringify([ruleId, kind, about, names, peer, trustAnchor?.sha256 ?? null]);
}
