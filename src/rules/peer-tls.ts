import { weakest } from '../model/confidence.js';
import type { Confidence, PeerProfile, PeerTlsStatement } from '../model/knowledge.js';
import { hasBegun, moment, type Moment } from '../model/time.js';

type Statement = Omit<PeerTlsStatement, 'names'>;

/** What a peer does with one version or suite on a day. */
export interface Taken {
  /** `leaving`: accepted, and its refusal is announced. */
  readonly state: 'accepted' | 'leaving' | 'refused' | 'unknown';
  readonly modern: boolean;
  /** The day that counts: of the refusal. */
  readonly since: string | null;
  readonly confidence: Confidence;
}

const UNKNOWN: Taken = { state: 'unknown', modern: false, since: null, confidence: 'unknown' };

/** What a peer does with a TLS version; where its clouds differ, or nothing is said, that is unknown. */
export function takesVersion({ tls }: PeerProfile, clouds: readonly string[], name: string, asOf: Moment): Taken {
  return inAll(clouds, (cloud) => statementOn(tls?.versions ?? [], cloud, name), asOf);
}

export function takesSuite({ tls }: PeerProfile, clouds: readonly string[], name: string, asOf: Moment): Taken {
  const others = tls?.otherCipherSuites ?? [];
  return inAll(
    clouds,
    (cloud) => statementOn(tls?.cipherSuites ?? [], cloud, name) ?? others.find((each) => each.clouds.includes(cloud)),
    asOf,
  );
}

/** Whether anything is known of the suites that a peer takes. */
export function namesSuites({ tls }: PeerProfile, clouds: readonly string[]): boolean {
  return (tls?.cipherSuites ?? []).some((each) => each.clouds.some((cloud) => clouds.includes(cloud)));
}

function statementOn(
  statements: readonly PeerTlsStatement[],
  cloud: string,
  name: string,
): PeerTlsStatement | undefined {
  return statements.find(({ clouds, names }) => clouds.includes(cloud) && names.includes(name));
}

function inAll(clouds: readonly string[], find: (cloud: string) => Statement | undefined, asOf: Moment): Taken {
  const answers = clouds.map((cloud) => takenOn(find(cloud), asOf));
  const [first] = answers;
  if (!first || answers.some(({ state }) => state !== first.state)) return UNKNOWN;
  return {
    ...first,
    modern: answers.every(({ modern }) => modern),
    confidence: weakest(answers.map(({ confidence }) => confidence)),
  };
}

function takenOn(statement: Statement | undefined, asOf: Moment): Taken {
  if (!statement) return UNKNOWN;
  const { state, announced, since = null, confidence } = statement;
  const modern = 'modern' in statement && statement.modern === true;
  if (state !== 'refused') return { state, modern, since: null, confidence };
  if (since === null ? announced === undefined : hasBegun(moment(since), asOf)) {
    return { state: 'refused', modern, since, confidence };
  }
  // Until its day it was accepted, or nobody would have named one.
  const isKnown = announced !== undefined && hasBegun(moment(announced), asOf);
  return { state: isKnown ? 'leaving' : 'accepted', modern, since, confidence };
}
