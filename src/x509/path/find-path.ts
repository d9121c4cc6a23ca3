import type { Certificate } from '../../model/certificate.js';
import type { HoldingAnswer, PathAnswer, TriedPath } from '../../model/path.js';
import { edgesOf, spanAround } from './span.js';
import { isSameName } from './distinguished-name.js';
import { pathFault, type PathQuestion } from './validate.js';

export interface Presented {
  /** What the peer presents: its own certificate first, or an issuing CA where only the CAs are known. */
  readonly certificates: readonly Certificate[];
  /** Whether the first one is the peer's own. */
  readonly isWhole: boolean;
}

/** No real hierarchy comes near; a hostile one must end. */
const LONGEST_PATH = 12;
const MOST_PATHS = 500;

/**
 * Whether a peer's certificates lead to one of the trust anchors (RFC 5280, 6), trying every candidate issuer. Never guesses:
 * where no path validates and one of them could not be decided, the answer is `unknown`; and so it is where a path validates
 * that is not the first choice, for OpenSSL and what builds on it do not come back from a path once chosen.
 */
export function findPath(presented: Presented, anchors: readonly Certificate[], question: PathQuestion): PathAnswer {
  const [first] = presented.certificates;
  if (!first) return { answer: 'no', path: null, tried: [] };
  const tried: TriedPath[] = [];
  for (const { certificates, end } of paths(first, presented.certificates.slice(1), anchors, question)) {
    const failure =
      end === null
        ? (pathFault(certificates, presented.isWhole, question) ?? notSelfSigned(certificates))
        : { fault: end, undecided: end === 'too-many-paths', certificate: certificates.at(-1) ?? first, detail: '' };
    tried.push({ certificates, failure });
    if (failure === null) break;
  }
  const last = tried.at(-1);
  if (last && !last.failure) {
    if (tried.length === 1) return { answer: 'yes', path: last, tried };
    const doubt = { ...last, failure: { fault: 'not-first-choice', undecided: true, certificate: first, detail: '' } };
    return { answer: 'unknown', path: doubt as TriedPath, tried };
  }
  const doubtful = tried.find(({ failure }) => failure?.undecided);
  if (doubtful) return { answer: 'unknown', path: doubtful, tried };
  return { answer: 'no', path: null, tried };
}

/** A cross-sign or another CA as anchor: whether a product takes it differs. */
function notSelfSigned(certificates: readonly Certificate[]): TriedPath['failure'] {
  const anchor = certificates.at(-1);
  if (!anchor || anchor.selfIssued) return null;
  return { fault: 'anchor-not-self-signed', undecided: true, certificate: anchor, detail: anchor.issuer };
}

interface Built {
  readonly certificates: readonly Certificate[];
  readonly end: 'no-issuer' | 'untrusted-self-signed' | 'too-many-paths' | null;
}

/** Every way up from a certificate, to an anchor or as far as it goes, in the order in which OpenSSL would choose. */
function* paths(
  first: Certificate,
  others: readonly Certificate[],
  anchors: readonly Certificate[],
  question: PathQuestion,
): Generator<Built> {
  let budget = MOST_PATHS;
  const open: Built[] = [{ certificates: [first], end: null }];
  const isAnchored = (path: Built) => anchors.includes(path.certificates.at(-1) as Certificate);
  for (let path = open.pop(); path; path = open.pop()) {
    if ((budget -= 1) < 0) {
      yield { ...path, end: 'too-many-paths' };
      return;
    }
    const { certificates } = path;
    const last = certificates.at(-1) ?? first;
    if (isAnchored(path)) {
      yield path;
      continue;
    }
    const own = last.selfIssued ? anchors.filter((anchor) => isSameAnchor(anchor, last)) : [];
    if (own.length > 0) {
      for (const anchor of own) yield { certificates: [...certificates.slice(0, -1), anchor], end: null };
      continue;
    }
    const issuers = [...issuersOf(last, anchors, question), ...issuersOf(last, others, question)].filter(
      (issuer) => !certificates.some((seen) => isSameAnchor(seen, issuer)),
    );
    if (issuers.length === 0 || certificates.length >= LONGEST_PATH) {
      yield { certificates, end: last.selfIssued ? 'untrusted-self-signed' : 'no-issuer' };
      continue;
    }
    for (const issuer of issuers.reverse()) open.push({ certificates: [...certificates, issuer], end: null });
  }
}

/** Those whose name is the issuer's, the ones that are valid at the time first. */
function issuersOf(
  { issuer }: Certificate,
  candidates: readonly Certificate[],
  { at }: PathQuestion,
): readonly Certificate[] {
  const named = candidates.filter(({ subject }) => isSameName(subject, issuer));
  const isValid = ({ notBefore, notAfter }: Certificate) =>
    at.last >= Date.parse(notBefore) && at.first <= Date.parse(notAfter);
  return [...named.filter(isValid), ...named.filter((candidate) => !isValid(candidate))];
}

/** RFC 5280, 6.1.1 (d): a name and a key, whichever certificate carries them. */
function isSameAnchor(a: Certificate, b: Certificate): boolean {
  return a.spkiSha256 === b.spkiSha256 && isSameName(a.subject, b.subject);
}

/** As {@link findPath}, with the span of time around the instant in which the answer stays the same. */
export function findPathWithSpan(
  presented: Presented,
  anchors: readonly Certificate[],
  question: PathQuestion,
): HoldingAnswer {
  const now = findPath(presented, anchors, question);
  const at = (instant: number) => findPath(presented, anchors, { ...question, at: { first: instant, last: instant } });
  const edges = edgesOf([...presented.certificates, ...anchors]);
  return { ...now, ...spanAround(question.at, edges, (instant) => at(instant).answer === now.answer) };
}
