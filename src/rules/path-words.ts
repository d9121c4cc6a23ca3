import { shortName } from '../model/certificate.js';
import type { KnownCertificate } from '../model/certificate.js';
import type { Knowledge } from '../model/knowledge.js';
import type { PathDecision, PathFailure } from '../model/path.js';
import { dayOf } from '../model/time.js';

/** What is wrong with a path, in words that follow the name of the path. */
export function failureWords({ fault, certificate, detail }: PathFailure): string {
  const name = shortName(certificate.subject);
  switch (fault) {
    case 'no-issuer':
      return `no trust anchor is its issuer ${shortName(certificate.issuer)}`;
    case 'untrusted-self-signed':
      return `it ends at ${name}, which is no trust anchor here`;
    case 'expired':
      return `${name} expired on ${dayOf(detail)}`;
    case 'not-yet-valid':
      return `${name} is valid from ${dayOf(detail)} only`;
    case 'signature':
      return `the signature of ${name} is not proven: ${detail}`;
    case 'not-a-ca':
      return `${name} is no CA`;
    case 'path-length':
      return `${name} allows ${detail} CAs below it, and there are more`;
    case 'key-usage':
      return `the key of ${name} is for ${detail === '' ? 'nothing' : detail} only`;
    case 'ext-key-usage':
      return `${name} is for ${detail} only`;
    case 'name-constraints':
      return `a CA above ${name} does not allow its name: ${detail}`;
    case 'critical-extension':
      return `${name} has a critical extension that is not understood, ${detail}`;
    case 'anchor-not-self-signed':
      return `${name} is not self-signed, and products differ in whether they end a path there`;
    case 'not-first-choice':
      return 'only another choice of issuers leads to a trust anchor, and products differ in whether they try it';
    case 'too-many-paths':
      return 'there are more ways up than can be tried';
  }
}

/** The failure that says most about why a path does not validate. */
export function tellingFailure({ answer }: PathDecision): PathFailure | null {
  const failures = answer.tried.flatMap(({ failure }) => failure ?? []);
  return (
    failures.find(({ fault }) => fault !== 'no-issuer' && fault !== 'untrusted-self-signed') ?? failures[0] ?? null
  );
}

/** The known root that would let a path end, where the failure is that none does. */
export function rootThatLacks(decision: PathDecision, { certificates }: Knowledge): KnownCertificate | null {
  const failure = tellingFailure(decision);
  if (failure?.fault !== 'no-issuer') return null;
  return (
    certificates.find((known) => known.selfSigned === true && known.subject === failure.certificate.issuer) ?? null
  );
}

/** What the peer presents first, by the names that its certificates are known under. */
export function presentedNames(decisions: readonly PathDecision[], { certificates }: Knowledge): string {
  const names = decisions.map(
    ({
      presented: {
        certificates: [first],
        id,
      },
    }) => {
      const known = certificates.find(({ sha256 }) => sha256 === first);
      return known ? shortName(known.subject) : id;
    },
  );
  return [...new Set(names)].join(', ');
}

/** Since when, and until when, an answer holds, as far as that is known. */
export function spanWords({ answer: { validFrom, validUntil } }: PathDecision): string {
  const since = validFrom === null ? '' : ` since ${dayOf(validFrom)}`;
  return validUntil === null ? since : `${since} until ${dayOf(validUntil)}`;
}
