import { weakest } from '../model/confidence.js';
import type { Confidence, PeerProfile } from '../model/knowledge.js';
import type { Moment } from '../model/time.js';
import { isTls13Suite, TLS_VERSIONS, type Allowed, type TlsOffer } from '../model/tls.js';
import { namesSuites, takesSuite, takesVersion, type Taken } from './peer-tls.js';

/** Whether what one side of a TLS context allows and what a peer takes have something in common. */
export interface Common {
  /** `old`: only suites that should not be all there is; `leaving`: only what the peer has announced to drop. */
  readonly answer: 'yes' | 'old' | 'leaving' | 'no' | 'unknown';
  /** What is common, or what is allowed and refused; of an open answer what is certain and does not help. */
  readonly names: readonly string[];
  /** Something is common for certain, whatever the answer. */
  readonly connects: boolean;
  readonly since: string | null;
  readonly confidence: Confidence;
  /** For `unknown`: why, and whether the configuration or the peer leaves it open. */
  readonly because: string;
  readonly openBy: 'default' | 'unread' | 'peer';
}

export interface TlsQuestion {
  readonly peer: PeerProfile;
  readonly clouds: readonly string[];
  readonly asOf: Moment;
}

interface Candidate {
  readonly name: string;
  readonly isCertain: boolean;
  readonly taken: Taken;
}

/** Whether there is a version that both sides take. */
export function commonVersion({ versions }: TlsOffer, question: TlsQuestion): Common {
  return commonOf(versions, candidates(versions, TLS_VERSIONS, versionOf(question)), false, question.peer.title);
}

/**
 * Whether there is a suite that both sides take, `null` where nothing is known of the peer's or no version is common in
 * any case. Under TLS 1.3 every product has a suite that every other has (RFC 8446, 9.1).
 */
export function commonSuite(offer: TlsOffer, question: TlsQuestion): Common | null {
  const { peer, clouds, asOf } = question;
  if (!namesSuites(peer, clouds)) return null;
  const versions = candidates(offer.versions, TLS_VERSIONS, versionOf(question)).filter(
    ({ taken }) => taken.state !== 'refused',
  );
  const newest = versions.find(({ name }) => name === 'TLS 1.3');
  const older = versions.filter((version) => version !== newest);
  const { cipherSuites } = offer;
  if (newest?.isCertain && newest.taken.state === 'accepted') return yes(['TLS 1.3']);
  if (older.length === 0) return null;

  const listed = [...new Set((peer.tls?.cipherSuites ?? []).flatMap(({ names }) => names))];
  const all = candidates(cipherSuites, listed, (name) => takesSuite(peer, clouds, name, asOf));
  const hasModern = listed.some((name) => takesSuite(peer, clouds, name, asOf).modern);
  const found = commonOf(
    cipherSuites,
    all.filter(({ name }) => !isTls13Suite(name)),
    hasModern,
    peer.title,
  );
  if (found.answer !== 'no' || !newest) return found;
  const takesIt = newest.taken.state === 'accepted';
  const reasons = [
    ...(newest.isCertain ? [] : [offer.versions.because]),
    ...(takesIt ? [] : [`whether ${peer.title} speaks it is not established`]),
  ];
  return {
    ...unknown([newest.name], `only TLS 1.3 could help: ${reasons.join('; ')}`, 'peer'),
    ...(newest.isCertain ? {} : { openBy: offer.versions.doubt ?? 'default' }),
  };
}

function versionOf({ peer, clouds, asOf }: TlsQuestion): (name: string) => Taken {
  return (name) => takesVersion(peer, clouds, name, asOf);
}

/** What is allowed for certain, and what may be: of an open end only what the peer could take. */
function candidates(
  { certain, perhaps }: Allowed,
  all: readonly string[],
  taken: (name: string) => Taken,
): readonly Candidate[] {
  const possible = (perhaps === 'any' ? all : perhaps).filter((name) => !certain.includes(name));
  return [
    ...certain.map((name) => ({ name, isCertain: true, taken: taken(name) })),
    ...possible.map((name) => ({ name, isCertain: false, taken: taken(name) })),
  ];
}

/** `wantsModern`: one of those that are common has to be modern. */
function commonOf(allowed: Allowed, found: readonly Candidate[], wantsModern: boolean, peer: string): Common {
  const certain = found.filter(({ isCertain }) => isCertain);
  const accepted = certain.filter(({ taken }) => taken.state === 'accepted');
  const names = (list: readonly Candidate[]) => list.map(({ name }) => name);
  if (accepted.length > 0 && (!wantsModern || accepted.some(({ taken }) => taken.modern))) return yes(names(accepted));

  const doubt = allowed.doubt ?? 'default';
  const uncertain = found.filter(({ isCertain, taken }) => !isCertain && taken.state !== 'refused');
  const strange = certain.filter(({ taken }) => taken.state === 'unknown');
  if (accepted.length > 0) {
    if (uncertain.some(({ taken }) => taken.modern)) {
      return { ...unknown(names(accepted), allowed.because, doubt), connects: true };
    }
    // A suite of which nothing is known may be a modern one; the handshake succeeds in any case.
    if (strange.length > 0) return yes(names(accepted));
    return said('old', accepted, allowed);
  }
  const leaving = certain.filter(({ taken }) => taken.state === 'leaving');
  if (uncertain.length > 0) return unknown(strange.length > 0 ? [] : names(certain), allowed.because, doubt);
  if (strange.length > 0) {
    return unknown(names(strange), `whether ${peer} takes ${names(strange).join(', ')} is not established`, 'peer');
  }
  if (leaving.length > 0) return said('leaving', leaving, allowed);
  return said('no', certain, allowed);
}

function yes(names: readonly string[]): Common {
  return { answer: 'yes', names, connects: true, since: null, confidence: 'verified', because: '', openBy: 'peer' };
}

export function unknown(names: readonly string[], because: string, openBy: Common['openBy']): Common {
  return { answer: 'unknown', names, connects: false, since: null, confidence: 'unknown', because, openBy };
}

/** An answer that rests on the setting and on every statement of the peer about what it allows. */
function said(answer: 'old' | 'leaving' | 'no', of: readonly Candidate[], allowed: Allowed): Common {
  const days = of.flatMap(({ taken }) => taken.since ?? []);
  return {
    answer,
    names: of.map(({ name }) => name),
    connects: answer !== 'no',
    since: days.sort().at(-1) ?? null,
    confidence: weakest([allowed, ...of.map(({ taken }) => taken)].map(({ confidence }) => confidence)),
    because: '',
    openBy: 'peer',
  };
}
