import { shortName } from '../model/certificate.js';
import { strongest } from '../model/confidence.js';
import type { Level, VendorProfile } from '../model/knowledge.js';
import { confidenceNote } from '../model/vendor-command.js';
import type { RuleInput, RuleResult } from './define-rule.js';
import { commandText } from './command-text.js';
import { weigh, type Facing } from './facing.js';
import type { TrustStore } from '../model/trust.js';
import { contextTrusts, demands, proofHint, type ContextTrust, type Demand, type Phase } from './trust-question.js';

/** A root that a peer asks for and that a context does not provably accept. */
export interface Unmet {
  readonly facing: Facing;
  readonly demand: Demand;
  /** `null` where the legs' TLS context is not known, so that nothing can be looked up. */
  readonly trust: Exclude<ContextTrust, { answer: 'yes' }> | null;
}

/** Everything a context towards a peer lacks, or may lack, of what is asked in a phase. */
export function* unmetDemands(facing: Facing, input: RuleInput, phase: Phase): Generator<Unmet> {
  const ask = (demand: Demand, anchor: Demand['anchor']) => ({
    demand,
    trust: contextTrusts(input, facing.stores, anchor, facing.peer),
  });
  for (const demand of demands(facing, input.knowledge, input.asOf, phase)) {
    const answers = [demand.anchor, ...demand.alternatives].map((anchor) => ask(demand, anchor));
    if (answers.some(({ trust }) => trust?.answer === 'yes')) continue;
    const best = answers.find(({ trust }) => trust?.answer === 'unknown') ?? answers[0];
    if (best && best.trust?.answer !== 'yes') yield { facing, demand, trust: best.trust };
  }
}

/** Whether the device holds the root, provably or by name, in a place where this context cannot use it. */
export function isUnbound({ trust }: Unmet): boolean {
  if (!trust?.unusable) return false;
  return trust.unusableIsProven || (trust.answer === 'unknown' && trust.unusable.usable.answer === 'no');
}

/** Whether the root is provably not trusted, whatever may be said of the demand for it. */
export function isLacking({ trust }: Pick<Unmet, 'trust'>): boolean {
  return trust?.answer === 'no';
}

export function isCrossSigned(unmet: Unmet): boolean {
  return !isUnbound(unmet) && Boolean(unmet.trust?.crossSign);
}

/** What all findings about one unmet demand have in common; `level` is what a fully backed requirement would have. */
export function demandResult(unmet: Unmet, input: RuleInput, level: Level): Omit<RuleResult, 'messageId'> {
  const { facing, demand, trust } = unmet;
  const { anchor, requirements } = demand;
  const asked = requirements.some((requirement) => requirement.level === 'error') ? level : 'warning';
  const weighed = weigh(asked, facing.legs);
  const context = facing.context?.name.value ?? null;
  const [leg] = facing.legs;
  const backing = strongest(requirements.map(({ confidence }) => confidence));
  const unestablished = backing === 'unknown' ? unestablishedWords(facing.peer.title) : null;
  const shared = {
    data: {
      context: contextWords(facing, trust?.store ?? null),
      user: contextWords(facing, null),
      anchor: anchor.name,
      choice: choiceWords(demand),
      peer: facing.peer.title,
      from: earliest(requirements.map(({ from }) => from)),
      since: beginWords(requirements),
      confidence: confidenceNote(backing),
      entry: trust?.unusable?.label.value ?? trust?.crossSign?.label.value ?? '',
      state: unusableState(unmet),
      signer: crossSigner(unmet),
    },
    peer: facing.peer.id,
    requirements: requirements.map(({ id }) => id),
    trustAnchor: { name: anchor.name, sha256: anchor.sha256 },
    ...(context === null ? {} : { tlsContext: context }),
    level: weighed.level,
  };
  if (!trust) {
    const unresolved = leg?.unresolved;
    return {
      ...shared,
      kind: 'open',
      because: joined(unresolved?.because ?? 'which TLS context the leg uses is not known', unestablished),
      hint: unresolved?.settledBy ?? wholeConfiguration(input.profile),
      at: unresolved?.at ?? leg?.at ?? null,
    };
  }
  const wants = facing.context
    ? { wants: { store: trust.store.id, tlsContext: facing.context.name.value, anchor: anchor.sha256 } }
    : {};
  const at = trust.doubt.entry?.label.at ?? facing.context?.name.at ?? trust.store.at;
  if (trust.answer === 'unknown') {
    return {
      ...shared,
      ...wants,
      kind: 'open',
      because: joined(trust.doubt.because, unestablished),
      hint: trust.doubt.settledBy ?? proofHint(input.profile, facing.context, trust.store, trust.doubt.entry),
      at,
    };
  }
  if (unestablished !== null) {
    return { ...shared, ...wants, kind: 'open', at, because: unestablished, hint: askHint(facing.peer.title, anchor) };
  }
  const unconfirmed = asked === level ? null : 'a warning only, because nobody has confirmed that this cloud needs it';
  const because = joined(unconfirmed, weighed.because);
  return { ...shared, ...wants, kind: 'fail', at, ...(because ? { because } : {}) };
}

function joined(...reasons: readonly (string | null | undefined)[]): string {
  return reasons.filter(Boolean).join('; ');
}

/** Why nothing can fail that rests on a statement which nobody has verified. */
export function unestablishedWords(peer: string): string {
  return `that ${peer} requires it is not established`;
}

function askHint(peer: string, { name }: Demand['anchor']): string {
  return `ask ${peer} whether it requires ${name}; one root more harms nothing: sbclint patch --assume-missing adds it`;
}

/** For a reference that leads to nothing which the export shows. */
function wholeConfiguration(profile: VendorProfile): string {
  return `look it up on the device, or export the whole configuration: ${commandText(profile, 'showConfiguration', {})}`;
}

/** What stands between a root and "which its peer requires", for one that others may take the place of too. */
function choiceWords({ alternatives: { length } }: Demand): string {
  return length === 0 ? ',' : ` or any of ${length} other roots, one of`;
}

/** Since when a root is required. Where the peer never said, it was at the latest when somebody read that it is. */
function beginWords(requirements: Demand['requirements']): string {
  const from = earliest(requirements.map((each) => each.from));
  return requirements.every(({ fromIsLatest }) => fromIsLatest) ? `${from} at the latest` : from;
}

/** What lacks the root: a TLS context, or a store of the device that it uses. */
export function contextWords({ context, legs }: Facing, store: TrustStore | null): string {
  if (!context) return `the TLS context of ${legs[0]?.name ?? 'a leg'}`;
  const name = `TLS context ${context.name.value}`;
  return store?.scope === 'device' ? `the device's trust store, which ${name} uses,` : name;
}

function unusableState({ trust }: Unmet): string {
  const entry = trust?.unusable;
  if (!entry) return '';
  if (entry.usable.answer === 'no') return entry.usable.because;
  const off = trust.store.switchedOff?.find(({ label }) => label === entry.label.value);
  return off?.because ?? 'it is not listed there';
}

function crossSigner({ trust }: Unmet): string {
  const identity = trust?.crossSign?.identity;
  return identity && identity.certainty !== 'label' && identity.certificate
    ? shortName(identity.certificate.issuer)
    : '';
}

function earliest(dates: readonly string[]): string {
  return [...dates].sort()[0]?.split(/[T/]/)[0] ?? '';
}
