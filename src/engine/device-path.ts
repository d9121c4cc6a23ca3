import type { Certificate } from '../model/certificate.js';
import type { HoldingAnswer, PathAnswer, PathFailure, PathRole, TriedPath } from '../model/path.js';
import type { Moment } from '../model/time.js';
import { limitFailure, type DeviceLimits } from '../rules/device-limits.js';
import { findPath, type Presented } from '../x509/path/find-path.js';
import type { Signatures } from '../x509/path/signatures.js';
import { edgesOf, spanAround } from '../x509/path/span.js';

/** What a device is asked about a peer's certificates. */
export interface DeviceQuestion {
  readonly at: Pick<Moment, 'first' | 'last'>;
  readonly role: PathRole;
  readonly limits: DeviceLimits;
  readonly signatures: Signatures;
}

/** Whether a path validates on a device: what RFC 5280 says, and then what the device itself can do. */
export function devicePath(
  presented: Presented,
  anchors: readonly Certificate[],
  { at, role, limits, signatures }: DeviceQuestion,
): PathAnswer {
  // Every product wants a server's certificate to be made for servers; what it wants of a client's is its own.
  const insistsOnUsage = role === 'server' ? 'yes' : limits.insistsOnClientAuth.answer;
  const found = findPath(presented, anchors, { at, role, insistsOnUsage, signatures });
  return limited(found, presented.isWhole, role, limits);
}

/** As {@link devicePath}, with the span of time around the instant in which the answer stays the same. */
export function devicePathWithSpan(
  presented: Presented,
  anchors: readonly Certificate[],
  question: DeviceQuestion,
): HoldingAnswer {
  const now = devicePath(presented, anchors, question);
  const at = (instant: number) =>
    devicePath(presented, anchors, { ...question, at: { first: instant, last: instant } }).answer;
  const edges = edgesOf([...presented.certificates, ...anchors]);
  return { ...now, ...spanAround(question.at, edges, (instant) => at(instant) === now.answer) };
}

/** What the device refuses turns `yes` into `no`; what it may refuse, into `unknown`. Never makes an answer better. */
function limited(found: PathAnswer, isWhole: boolean, role: PathRole, limits: DeviceLimits): PathAnswer {
  const tried = found.tried.map((one) => limitedPath(one, isWhole, role, limits));
  if (found.answer === 'no') return { ...found, tried };
  if (tried.some(({ failure }) => failure === null)) {
    // A path that needs another choice of issuers keeps its own doubt.
    return { ...found, tried };
  }
  const doubtful = tried.find(({ failure }) => failure?.undecided);
  return doubtful ? { answer: 'unknown', path: doubtful, tried } : { answer: 'no', path: null, tried };
}

function limitedPath(one: TriedPath, isWhole: boolean, role: PathRole, limits: DeviceLimits): TriedPath {
  const { certificates, failure } = one;
  if (failure && !failure.undecided) return one;
  const own = limitFailure(limits, certificates, isWhole);
  if (own && (!own.undecided || !failure)) return { certificates, failure: own };
  return failure ? { certificates, failure: explained(failure, role, limits) } : one;
}

/** A doubt about usages has the reason that the vendor profile gives. */
function explained(failure: PathFailure, role: PathRole, { insistsOnClientAuth }: DeviceLimits): PathFailure {
  const { answer, because } = insistsOnClientAuth;
  const isItsOwn = failure.fault === 'ext-key-usage' && role === 'client' && answer === 'unknown' && because !== '';
  return isItsOwn ? { ...failure, because } : failure;
}
