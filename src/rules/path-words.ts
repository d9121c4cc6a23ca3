import { shortName } from '../model/certificate.js';
import type { KnownCertificate } from '../model/certificate.js';
import type { Knowledge } from '../model/knowledge.js';
import type { PathDecision, PathFailure } from '../model/path.js';
import { dayOf } from '../model/time.js';
import { allOf } from '../text/lists.js';

/** What is wrong with a path, in words that follow the name of the path. */
export function failureWords({ fault, certificate, detail, undecided, because }: PathFailure): string {
  const name = shortName(certificate.subject);
  switch (fault) {
    case 'no-issuer':
      return `no trust anchor is its issuer ${shortName(certificate.issuer)}`;
    case 'untrusted-self-signed':
      return undecided
        ? `it ends at ${name}, which may not be the trust anchor of that name`
        : `it ends at ${name}, which is no trust anchor here`;
    case 'expired':
      return `${name} expired on ${dayOf(detail)}`;
    case 'not-yet-valid':
      return `${name} is valid from ${dayOf(detail)} only`;
    case 'signature':
      return `the signature of ${name} is not proven: ${detail}`;
    case 'not-a-ca':
      return undecided
        ? `${name} does not say that it is a CA, and products differ in whether they take it as a trust anchor`
        : `${name} is no CA`;
    case 'path-length':
      return `${name} allows ${detail} CAs below it, and there are more`;
    case 'key-usage':
      return `the key of ${name} is for ${detail === '' ? 'nothing' : detail} only`;
    case 'ext-key-usage':
      return `${name} is for ${detail} only${undecided ? `, and ${because ?? 'whether this product minds is not known'}` : ''}`;
    case 'name-constraints':
      return `a CA above ${name} does not allow its name: ${detail}`;
    case 'critical-extension':
      return `${name} has a critical extension that is not understood, ${detail}`;
    case 'key-identifier':
      return `${name} names its issuer by another key identifier than ${shortName(detail)} has, and products differ in whether they mind`;
    case 'weak':
      return `${name} ${detail}, and products differ in whether they accept that`;
    case 'irregular':
      return `it cannot be told what becomes of ${name}: ${detail}`;
    case 'anchor-not-self-signed':
      return `${name} is not self-signed, and products differ in whether they end a path there`;
    case 'not-first-choice':
      return 'only another choice of issuers leads to a trust anchor, and products differ in whether they try it';
    case 'too-many-paths':
      return 'there are more ways up than can be tried';
    case 'own-or-ca':
      return `${name} says that it is a CA, and whether it is the peer's own certificate cannot be told: as ${detail}`;
    case 'device-depth':
      return undecided
        ? `it has ${detail}, and ${because ?? 'whether this device follows it is not known'}`
        : `it has ${detail}: more than this device follows`;
    case 'device-key':
      return undecided
        ? `whether this device can check ${detail}, as of ${name}, is not sure${because === undefined ? '' : `: ${because}`}`
        : `this device cannot check ${detail}, as of ${name}`;
  }
}

/** The known root that would let a path end, where the failure is that none does. */
export function rootThatLacks(decision: PathDecision, { certificates }: Knowledge): KnownCertificate | null {
  const { failure } = decision;
  if (failure?.fault !== 'no-issuer') return null;
  return (
    certificates.find((known) => known.selfSigned === true && known.subject === failure.certificate.issuer) ?? null
  );
}

/** The issuing CAs of decisions, by name. */
export function issuingCas(decisions: readonly PathDecision[]): string {
  return joinedNames([...new Set(decisions.map(({ issuingCa }) => shortName(issuingCa.subject)))]);
}

/**
 * `Issuing CA 03, 04 and 07; Other CA 1`: names that differ in their last word only share the rest, as they share by whom
 * they are cross-signed.
 */
export function joinedNames(names: readonly string[]): string {
  const groups = new Map<string, { stem: string; lasts: string[]; signed: string }>();
  for (const name of names) {
    const at = name.indexOf(', cross-signed by ');
    const [own, signed] = at < 0 ? [name, ''] : [name.slice(0, at), name.slice(at)];
    const cut = own.lastIndexOf(' ') + 1;
    const stem = own.slice(0, cut);
    const key = JSON.stringify([stem, signed]);
    const group = groups.get(key) ?? { stem, lasts: [], signed };
    group.lasts.push(own.slice(cut));
    groups.set(key, group);
  }
  const texts = [...groups.values()].map(({ stem, lasts, signed }) => {
    const all = lasts.length > 2 ? ', all' : lasts.length === 2 ? ', both' : ',';
    return stem + allOf(lasts) + (signed === '' ? '' : all + signed.slice(1));
  });
  return texts.join('; ');
}

/** Since when a path does not validate, and what ended then. */
export function sinceWords({ since: begin, ended, issuingCa }: PathDecision): string {
  if (begin === null) return '';
  const since = ` since ${dayOf(begin)}`;
  if (!ended) return since;
  const { fault, certificate } = ended;
  if (fault !== 'expired') return `${since}; until then another path from it validated, and now ${failureWords(ended)}`;
  const name = shortName(certificate.subject);
  if (certificate.selfIssued) return `${since}, when ${name} expired`;
  const whose = certificate.subject === issuingCa.subject ? 'its cross-sign' : `the cross-sign of ${name}`;
  return `${since}, when ${whose} by ${shortName(certificate.issuer)} expired`;
}
