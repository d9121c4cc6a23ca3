import type { Certificate } from '../../model/certificate.js';
import { isSameName } from './distinguished-name.js';
import { fitsKeyIdentifier, isRoot } from './key-identifiers.js';
import type { PathQuestion } from './validate.js';

export interface Built {
  readonly certificates: readonly Certificate[];
  /** Why it goes no further without having reached a trust anchor that is self-signed; `null` where it has. */
  readonly end: 'no-issuer' | 'untrusted-self-signed' | 'too-many-paths' | null;
  /** The place of the first certificate that is a trust anchor without being self-signed. */
  readonly trusted: number | null;
  /** Whether OpenSSL may choose it. Several may be so: which of two anchors of one name it meets first is not fixed. */
  readonly isFirstChoice: boolean;
}

type At = PathQuestion['at'];

/** No real hierarchy comes near; a hostile one must end. */
const LONGEST_PATH = 12;
const MOST_PATHS = 500;

/** Every way up from a certificate, to an anchor or as far as it goes, those that OpenSSL may choose first. */
export function* buildPaths(
  first: Certificate,
  others: readonly Certificate[],
  anchors: readonly Certificate[],
  at: At,
): Generator<Built> {
  const search = { anchors, others: others.filter((other) => !holds(anchors, other)), at };
  const later: Built[] = [];
  const open: Built[] = [begin(first, anchors)];
  let budget = MOST_PATHS;
  for (let path = open.pop() ?? later.shift(); path; path = open.pop() ?? later.shift()) {
    if ((budget -= 1) < 0) {
      yield { ...path, end: 'too-many-paths' };
      return;
    }
    const grown = grow(path, search);
    if (!Array.isArray(grown)) {
      yield grown as Built;
      continue;
    }
    // What OpenSSL would not choose waits until all that it may choose has been looked at.
    open.push(...grown.filter(({ isFirstChoice }) => isFirstChoice).reverse());
    later.push(...grown.filter(({ isFirstChoice }) => !isFirstChoice));
  }
}

interface Search {
  readonly anchors: readonly Certificate[];
  readonly others: readonly Certificate[];
  readonly at: At;
}

function begin(first: Certificate, anchors: readonly Certificate[]): Built {
  return {
    certificates: [first],
    end: null,
    trusted: holds(anchors, first) && !isRoot(first) ? 0 : null,
    isFirstChoice: true,
  };
}

/** The paths with one certificate more, or the path itself where it ends. */
function grow(path: Built, { anchors, others, at }: Search): Built | Built[] {
  const { certificates } = path;
  const last = certificates.at(-1);
  if (!last) return path;
  const isTrusted = holds(anchors, last);
  if (isRoot(last)) return isTrusted ? path : { ...path, end: 'untrusted-self-signed' };
  if (certificates.length >= LONGEST_PATH) return { ...path, end: 'too-many-paths' };

  const issuersIn = (list: readonly Certificate[]) =>
    list.filter(({ subject }) => isSameName(subject, last.issuer)).filter((issuer) => !holds(certificates, issuer));
  const trusted = inOrder(issuersIn(anchors), last, at);
  const presented = inOrder(issuersIn(others), last, at);
  // Anchors go before what is presented; among anchors any that fits may be met first, among the presented the first is.
  const [chosen = [], ...rest] = [
    ...trusted.fitting,
    ...presented.fitting.flatMap((list) => list.map((issuer) => [issuer])),
    [...trusted.others, ...presented.others],
  ].filter((list) => list.length > 0);
  if (chosen.length === 0) return { ...path, end: 'no-issuer' };

  const [issuer] = chosen;
  const isChosen =
    path.isFirstChoice &&
    issuer !== undefined &&
    fitsKeyIdentifier(last, issuer) &&
    // Above an anchor OpenSSL looks for further anchors only, and above what it takes for self-signed for nothing.
    (!isTrusted || certificates.length === 1 || holds(anchors, issuer)) &&
    (isTrusted || !last.selfIssued || !fitsKeyIdentifier(last, last));
  const withIssuer = (issuer: Certificate, isFirstChoice: boolean): Built => ({
    certificates: [...certificates, issuer],
    end: null,
    trusted: path.trusted ?? (!isRoot(issuer) && holds(anchors, issuer) ? certificates.length : null),
    isFirstChoice,
  });
  return [...chosen.map((each) => withIssuer(each, isChosen)), ...rest.flat().map((each) => withIssuer(each, false))];
}

/** Issuers that OpenSSL would take, those valid at the time and then the others, and issuers that it would not take. */
function inOrder(issuers: readonly Certificate[], below: Certificate, at: At) {
  const isValid = ({ notBefore, notAfter }: Certificate) =>
    at.last >= Date.parse(notBefore) && at.first < Date.parse(notAfter) + 1000;
  const fitting = issuers.filter((issuer) => fitsKeyIdentifier(below, issuer));
  return {
    fitting: [fitting.filter(isValid), fitting.filter((issuer) => !isValid(issuer))],
    others: issuers.filter((issuer) => !fitsKeyIdentifier(below, issuer)),
  };
}

function holds(list: readonly Certificate[], { sha256 }: Certificate): boolean {
  return list.some((each) => each.sha256 === sha256);
}
