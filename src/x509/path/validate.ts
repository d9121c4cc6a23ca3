import type { Answer } from '../../model/answer.js';
import type { Certificate } from '../../model/certificate.js';
import type { PathFailure, PathFault, PathRole } from '../../model/path.js';
import { ODD_DATE } from '../peculiarities.js';
import { fitsKeyIdentifier } from './key-identifiers.js';
import { nameFault } from './name-constraints.js';
import type { Signatures } from './signatures.js';
import { strengthFaults } from './strength.js';

export interface PathQuestion {
  /** An instant or a stretch of time, as in model/time.ts: what ends in it has not ended. */
  readonly at: { readonly first: number; readonly last: number };
  readonly role: PathRole;
  /** Whether the product refuses a certificate that is not made for the role; what is not known leaves such a path open. */
  readonly insistsOnUsage: Answer;
  readonly signatures: Signatures;
}

const TLS_USAGE: Readonly<Record<PathRole, readonly string[]>> = {
  server: ['digitalSignature', 'keyEncipherment', 'keyAgreement'],
  client: ['digitalSignature', 'keyAgreement'],
};

/**
 * RFC 5280, 6.1, over a path from its first certificate up to the trust anchor. `isWhole`: the first one is an end-entity
 * certificate; without it the path starts at an issuing CA. The anchor's own dates count, as they do for every product that
 * builds on OpenSSL. Policies are not required of a path. Answers the first fault, or `null`.
 */
export function pathFault(path: readonly Certificate[], isWhole: boolean, question: PathQuestion): PathFailure | null {
  let doubt: PathFailure | null = null;
  // From the anchor down, as the RFC does.
  for (const [i, certificate] of [...path.entries()].reverse()) {
    const issuer = path[i + 1] ?? null;
    for (const failure of faultsAt(certificate, issuer, path, i, isWhole, question)) {
      if (!failure.undecided) return failure;
      doubt ??= failure;
    }
  }
  return doubt;
}

function* faultsAt(
  certificate: Certificate,
  issuer: Certificate | null,
  path: readonly Certificate[],
  index: number,
  isWhole: boolean,
  { at, role, insistsOnUsage, signatures }: PathQuestion,
): Generator<PathFailure> {
  const fail = (fault: PathFault, detail: string, undecided = false): PathFailure => ({
    fault,
    undecided,
    certificate,
    detail,
  });
  if (issuer) {
    const signed = signatures(certificate, issuer);
    if (signed === 'no') yield fail('signature', `it does not verify with the key of ${issuer.subject}`);
    if (signed === 'unknown') {
      yield fail('signature', `${certificate.signatureAlgorithm} cannot be checked here`, true);
    }
    if (!fitsKeyIdentifier(certificate, issuer)) yield fail('key-identifier', issuer.subject, true);
  }
  for (const detail of strengthFaults(certificate, issuer !== null)) yield fail('weak', detail, true);
  for (const detail of certificate.irregular) yield fail('irregular', detail, true);
  yield* dateFaults(certificate, at, fail);
  for (const oid of certificate.unknownCritical) yield fail('critical-extension', oid);

  const isEnd = isWhole && index === 0;
  if (isEnd) {
    const { keyUsage } = certificate;
    if (keyUsage && !keyUsage.some((usage) => TLS_USAGE[role].includes(usage))) {
      yield fail('key-usage', keyUsage.join(', '));
    }
  } else {
    yield* issuingFaults(certificate, path, index, isWhole, issuer !== null, fail);
  }
  if (insistsOnUsage !== 'no') yield* usageFaults(certificate, role, insistsOnUsage, fail);
  yield* constrainedNames(certificate, path, index, isEnd, fail);
}

const MAY_COVER: Readonly<Record<PathRole, readonly string[]>> = {
  // The last two are the server gated cryptography of Netscape and of Microsoft.
  server: ['anyExtendedKeyUsage', '2.16.840.1.113730.4.1', '1.3.6.1.4.1.311.10.3.3'],
  client: ['anyExtendedKeyUsage'],
};

type Fail = (fault: PathFault, detail: string, undecided?: boolean) => PathFailure;

function* dateFaults({ notBefore, notAfter, irregular }: Certificate, at: PathQuestion['at'], fail: Fail) {
  if (irregular.includes(ODD_DATE)) return;
  if (at.last < Date.parse(notBefore)) yield fail('not-yet-valid', notBefore);
  // The last second belongs to it (RFC 5280, 4.1.2.5); OpenSSL ends one second earlier.
  if (at.first >= Date.parse(notAfter) + 1000) yield fail('expired', notAfter);
}

/** RFC 5280, 6.1.4 (k) to (n): what lets a certificate issue the one below it. */
function* issuingFaults(
  certificate: Certificate,
  path: readonly Certificate[],
  index: number,
  isWhole: boolean,
  isBelowAnchor: boolean,
  fail: Fail,
): Generator<PathFailure> {
  const { isCa, keyUsage, pathLength, version } = certificate;
  // A trust anchor may have no basicConstraints; as an intermediate it then says nothing of its right to issue.
  if (isCa === false || (isCa === null && isBelowAnchor)) yield fail('not-a-ca', 'basicConstraints');
  // The RFC takes any anchor; OpenSSL wants version 1, or a keyUsage that lets it sign.
  if (isCa === null && version > 1 && keyUsage === null) yield fail('not-a-ca', 'basicConstraints', true);
  if (keyUsage && !keyUsage.includes('keyCertSign')) yield fail('key-usage', keyUsage.join(', '));
  const below = path.slice(isWhole ? 1 : 0, index).filter(({ selfIssued }) => !selfIssued).length;
  if (pathLength !== null && below > pathLength) yield fail('path-length', String(pathLength));
}

/** Every product checks the usage along the whole path, though the RFC names it for the end of it only. */
function* usageFaults(
  { extKeyUsage }: Certificate,
  role: PathRole,
  insists: Answer,
  fail: Fail,
): Generator<PathFailure> {
  const wanted = role === 'server' ? 'serverAuth' : 'clientAuth';
  if (!extKeyUsage || extKeyUsage.includes(wanted)) return;
  // The RFC leaves it to the application whether any usage covers this one, and OpenSSL takes two old ones for a server's.
  const isUndecided = insists === 'unknown' || extKeyUsage.some((usage) => MAY_COVER[role].includes(usage));
  yield fail('ext-key-usage', extKeyUsage.join(', '), isUndecided);
}

/** RFC 5280, 6.1.3 (b) and (c): self-issued certificates inside a path are exempt. */
function* constrainedNames(
  certificate: Certificate,
  path: readonly Certificate[],
  index: number,
  isEnd: boolean,
  fail: Fail,
): Generator<PathFailure> {
  if (certificate.selfIssued && !isEnd) return;
  for (const { nameConstraints } of path.slice(index + 1)) {
    const fault = nameConstraints && nameFault(certificate, nameConstraints, isEnd);
    if (fault) yield fail('name-constraints', fault.detail, fault.undecided);
  }
}
