import type { Level, VendorProfile } from '../model/knowledge.js';
import type { PathDecision } from '../model/path.js';
import { confidenceNote } from '../model/vendor-command.js';
import type { RuleInput, RuleResult } from './define-rule.js';
import { contextWords } from './demand-result.js';
import { facings, weigh, type Facing } from './facing.js';
import { hiddenHint } from './hidden-anchors.js';
import { failureWords } from './path-words.js';

/** What all the paths that a peer may present come to in one TLS context. */
export interface PathVerdict {
  readonly facing: Facing;
  readonly validating: readonly PathDecision[];
  readonly failing: readonly PathDecision[];
  readonly undecided: readonly PathDecision[];
}

/** One verdict for each TLS context that faces a peer whose paths are known and whose trust store is seen at all. */
export function* pathVerdicts({ device, knowledge, paths }: RuleInput): Generator<PathVerdict> {
  for (const facing of facings(device, knowledge)) {
    const { context, peer, stores } = facing;
    const own = context ? decisionsOf(paths, peer.id, context.name.value) : [];
    // Of a store that the export does not show, missing-trust-anchor says what there is to say.
    if (own.length === 0 || stores.every(({ entries }) => entries === null)) continue;
    yield {
      facing,
      validating: own.filter(({ answer }) => answer === 'yes'),
      failing: own.filter(({ answer, confidence }) => answer === 'no' && confidence !== 'unknown'),
      undecided: own.filter(
        ({ answer, confidence }) => answer === 'unknown' || (answer === 'no' && confidence === 'unknown'),
      ),
    };
  }
}

/** The decisions of a device by peer and TLS context: there may be very many contexts. */
const byFacing = new WeakMap<readonly PathDecision[], ReadonlyMap<string, readonly PathDecision[]>>();

function decisionsOf(paths: readonly PathDecision[], peer: string, context: string): readonly PathDecision[] {
  let index = byFacing.get(paths);
  if (!index) {
    const made = new Map<string, PathDecision[]>();
    for (const decision of paths) {
      const key = JSON.stringify([decision.peer, decision.tlsContext]);
      const before = made.get(key);
      if (before) before.push(decision);
      else made.set(key, [decision]);
    }
    byFacing.set(paths, (index = made));
  }
  return index.get(JSON.stringify([peer, context])) ?? [];
}

/** Why it cannot be told how a path fares, or why that it fails counts for nothing yet. */
export function openWords({ hidden, failure, answer }: PathDecision): string {
  if (hidden !== null) return hidden;
  const words = failure ? failureWords(failure) : 'it cannot be decided';
  return answer === 'no' ? `that the peer presents it is not established; if it does, ${words}` : words;
}

/** What would settle it. */
export function openPathHint({ hidden, answer }: PathDecision, facing: Facing, profile: VendorProfile): string {
  const hint = hidden === null ? undefined : hiddenHint(facing, profile);
  if (hint !== undefined) return hint;
  return answer === 'no'
    ? `ask ${facing.peer.title} what it presents; sbclint simulate --peer-chain FILE tries a capture of it`
    : 'no command shows it: ask the vendor, or look whether the handshake with the peer holds';
}

/** What every finding about paths has in common; `level` is what fully backed paths would have. */
export function verdictResult(
  { facing }: PathVerdict,
  decisions: readonly PathDecision[],
  level: Level,
): Omit<RuleResult, 'messageId' | 'kind'> {
  const { context, peer, legs } = facing;
  const backed = decisions.every(({ confidence }) => confidence === 'verified' || confidence === 'corroborated');
  const weighed = weigh(backed ? level : 'warning', legs);
  const [first] = decisions;
  return {
    data: {
      context: contextWords(facing, null),
      peer: peer.title,
      confidence: first ? confidenceNote(first.confidence) : '',
    },
    level: weighed.level,
    peer: peer.id,
    ...(context ? { tlsContext: context.name.value } : {}),
    ...(weighed.because ? { because: weighed.because } : {}),
    at: context?.name.at ?? legs[0]?.at ?? null,
  };
}
