import type { Certificate } from '../../model/certificate.js';
import type { PathAnswer, PathFailure, TriedPath } from '../../model/path.js';
import { buildPaths, type Built } from './build-paths.js';
import { isSameName } from './distinguished-name.js';
import { pathFault, type PathQuestion } from './validate.js';

export interface Presented {
  /** What the peer presents: its own certificate first, or an issuing CA where only the CAs are known. */
  readonly certificates: readonly Certificate[];
  /** Whether the first one is the peer's own. */
  readonly isWhole: boolean;
}

/**
 * Whether a peer's certificates lead to one of the trust anchors (RFC 5280, 6), trying every candidate issuer. Never guesses:
 * where no path validates and one of them could not be decided, the answer is `unknown`; and so it is where a path validates
 * that OpenSSL need not choose, for it and what builds on it do not come back from a path once chosen.
 */
export function findPath(presented: Presented, anchors: readonly Certificate[], question: PathQuestion): PathAnswer {
  const [first] = presented.certificates;
  if (!first) return { answer: 'no', path: null, tried: [] };
  const tried: TriedPath[] = [];
  let valid: TriedPath | undefined;
  let isChosen = true;
  for (const built of buildPaths(first, presented.certificates.slice(1), anchors, question.at)) {
    // Once OpenSSL's choices are known to be good or a path is found beside them, nothing is left to learn.
    if (valid && !built.isFirstChoice) break;
    const path = { certificates: built.certificates, failure: failureOf(built, presented.isWhole, anchors, question) };
    tried.push(path);
    if (path.failure) isChosen &&= !built.isFirstChoice;
    else {
      valid ??= path;
      isChosen &&= built.isFirstChoice;
    }
  }
  if (valid && isChosen) return { answer: 'yes', path: valid, tried };
  if (valid) {
    const failure: PathFailure = { fault: 'not-first-choice', undecided: true, certificate: first, detail: '' };
    return { answer: 'unknown', path: { ...valid, failure }, tried };
  }
  const doubtful = tried.find(({ failure }) => failure?.undecided);
  if (doubtful) return { answer: 'unknown', path: doubtful, tried };
  return { answer: 'no', path: null, tried };
}

function failureOf(
  { certificates, end, trusted }: Built,
  isWhole: boolean,
  anchors: readonly Certificate[],
  question: PathQuestion,
): PathFailure | null {
  const last = certificates.at(-1);
  if (!last) return null;
  // For the RFC an anchor is a name and a key, for OpenSSL a certificate.
  const isLike = anchors.some(
    (anchor) => anchor.spkiSha256 === last.spkiSha256 && isSameName(anchor.subject, last.subject),
  );
  const fault: PathFailure | null =
    end === null
      ? pathFault(certificates, isWhole, question)
      : {
          fault: end,
          undecided:
            end === 'too-many-paths' || (end === 'untrusted-self-signed' && (isLike || last.selfSigned !== true)),
          certificate: last,
          detail: '',
        };
  if (!fault || fault.undecided || trusted === null) return fault;
  // Some products end a path at whatever they trust, others only where it is self-signed.
  const lower = pathFault(certificates.slice(0, trusted + 1), isWhole, question);
  const anchor = certificates[trusted] ?? last;
  return lower ?? { fault: 'anchor-not-self-signed', undecided: true, certificate: anchor, detail: anchor.issuer };
}
