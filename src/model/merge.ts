import type { Allowed, TlsOffer, TlsOffers } from './tls.js';
import type { Provenance, Sourced } from '../text/provenance.js';
import type { Reasoned } from './answer.js';
import type {
  EndEntityCertificate,
  Endpoint,
  Leg,
  Problem,
  TlsContext,
  TrustModel,
  TrustStore,
  TrustStoreEntry,
} from './trust.js';

/** Two exports of one device as one model: what only one shows is taken from it, what they disagree on is a problem. */
export function mergeModels(a: TrustModel, b: TrustModel): TrustModel {
  const problems: Problem[] = [];
  const told = new Set<string>();
  const differ: Differ = (what, one, other) => {
    // Many legs may share the setting that two exports disagree on.
    const places = JSON.stringify([one.at.range, other.at.range, one.value, other.value]);
    if (one.value === other.value || told.has(places)) return;
    told.add(places);
    problems.push(contradiction(what, one, other));
  };
  // An export that may not show all whom the device faces contradicts none that shows more.
  const bothWhole = a.exposure.answer !== 'unknown' && b.exposure.answer !== 'unknown';
  return {
    held: a.held && b.held ? mergeEntries(a.held, b.held, differ) : (a.held ?? b.held),
    trustStores: byKey(
      a.trustStores,
      b.trustStores,
      ({ id }) => id,
      (one, other) => mergeStores(one, other, differ),
    ),
    tlsContexts: byKey(
      a.tlsContexts,
      b.tlsContexts,
      ({ key }) => key,
      (one, other) => mergeContexts(one, other, differ),
    ),
    legs: byKey(
      a.legs,
      b.legs,
      ({ name, direction }) => `${direction} ${name}`,
      (one, other) => mergeLegs(one, other, bothWhole, differ),
    ),
    endEntityCertificates: byKey(a.endEntityCertificates, b.endEntityCertificates, labelOf, (one) => one),
    exposure: known(a.exposure, b.exposure),
    problems: [...a.problems, ...b.problems, ...problems],
  };
}

type Differ = (what: string, one: Sourced<string>, other: Sourced<string>) => void;

/** A finding that shows both places: its own, and the other one in its text. */
export function contradiction(what: string, one: Sourced<string>, other: Sourced<string>): Problem {
  const data = {
    what,
    one: one.value,
    other: other.value,
    place: `${one.at.file}:${one.at.line}`,
    otherPlace: `${other.at.file}:${other.at.line}`,
  };
  return { ruleId: 'contradicting-exports', kind: 'fail', messageId: 'contradicting', data, at: one.at };
}

function labelOf({ label }: EndEntityCertificate | TrustStoreEntry): string {
  return label.value;
}

function byKey<T>(
  a: readonly T[],
  b: readonly T[],
  key: (item: T) => string,
  both: (one: T, other: T) => T,
): readonly T[] {
  const others = new Map(b.map((item) => [key(item), item]));
  const merged = a.map((item) => {
    const other = others.get(key(item));
    others.delete(key(item));
    return other ? both(item, other) : item;
  });
  return [...merged, ...others.values()];
}

/** The answer that is known, the first of two. */
function known<T extends Reasoned>(one: T, other: T): T {
  return one.answer === 'unknown' ? other : one;
}

function mergeStores(one: TrustStore, other: TrustStore, differ: Differ): TrustStore {
  const { entries } = one;
  if (entries === null || other.entries === null) {
    const shown = entries === null ? other : one;
    return { ...shown, builtInBundle: mergeBuiltIn(one, other, differ) };
  }
  // An export that lists a store in full and lacks what the other has contradicts it.
  if (one.complete && other.complete) {
    differ(listOf(one), listed(entries, one.at), listed(other.entries, other.at));
  }
  const same = listed(entries, one.at).value === listed(other.entries, other.at).value;
  const complete = same && (one.complete || other.complete);
  return {
    ...one,
    entries: mergeEntries(entries, other.entries, differ).map((entry) =>
      same ? entry : doubted(entry, entries, other),
    ),
    complete,
    incompleteBecause: complete
      ? null
      : (one.incompleteBecause ?? other.incompleteBecause ?? 'two exports of the device disagree'),
  };
}

function mergeBuiltIn(one: TrustStore, other: TrustStore, differ: Differ): Reasoned | null {
  if (!one.builtInBundle || !other.builtInBundle) return one.builtInBundle ?? other.builtInBundle;
  differAnswer(`whether ${one.name} uses the built-in list`, one.builtInBundle, other.builtInBundle, differ);
  return known(one.builtInBundle, other.builtInBundle);
}

/** Two answers that are known and differ; what one leaves open, the other may settle. */
function differAnswer(what: string, one: Reasoned, other: Reasoned, differ: Differ): void {
  if (one.answer !== 'unknown' && other.answer !== 'unknown') differ(what, said(one), said(other));
}

/** What a contradiction of two lists is about. */
export function listOf({ name }: TrustStore): string {
  return `the list of ${name}`;
}

function listed(entries: readonly TrustStoreEntry[], at: Provenance): Sourced<string> {
  return { value: entries.map(labelOf).sort().join(', ') || 'empty', at };
}

/** An entry that only one of two lists has may be gone, or new. */
function doubted(entry: TrustStoreEntry, entries: readonly TrustStoreEntry[], other: TrustStore): TrustStoreEntry {
  const inBoth = [entries, other.entries ?? []].every((list) => list.some((each) => labelOf(each) === labelOf(entry)));
  if (inBoth || entry.usable.answer === 'no') return entry;
  const because = `only one of two exports lists ${labelOf(entry)}`;
  return { ...entry, usable: { answer: 'unknown', because, at: entry.label.at } };
}

function mergeEntries(
  a: readonly TrustStoreEntry[],
  b: readonly TrustStoreEntry[],
  differ: Differ,
): readonly TrustStoreEntry[] {
  return byKey(a, b, labelOf, (one, other) => {
    const usable = known(one.usable, other.usable);
    differAnswer(`whether ${labelOf(one)} is in use`, one.usable, other.usable, differ);
    return { ...one, claims: [...one.claims, ...other.claims], usable };
  });
}

function said({ answer, at }: Reasoned): Sourced<string> {
  return { value: answer, at };
}

function mergeContexts(one: TlsContext, other: TlsContext, differ: Differ): TlsContext {
  const words = ({ trustStores, name }: TlsContext) => ({ value: trustStores.join(', '), at: name.at });
  const name = `TLS context ${one.name.value}`;
  differ(`the trust store of ${name}`, words(one), words(other));
  differ(`the name of TLS context ${one.key}`, one.name, other.name);
  const settings = [
    ['the TLS version', one.tlsVersion, other.tlsVersion],
    ['the verify depth', one.verifyDepth, other.verifyDepth],
    ['the own certificate', one.endEntity, other.endEntity],
  ] as const;
  for (const [what, here, there] of settings) if (here && there) differ(`${what} of ${name}`, here, there);
  const offers = one.offers && other.offers ? mergedOffers(one.offers, other.offers) : (one.offers ?? other.offers);
  return { ...other, ...one, ...(offers ? { offers } : {}) };
}

/** What one export leaves to a default the other may say. */
function mergedOffers(one: TlsOffers, other: TlsOffers): TlsOffers {
  const better = (a: Allowed, b: Allowed) => (a.doubt !== null && b.doubt !== 'unread' && b.certain.length > 0 ? b : a);
  const merged = (a: TlsOffer, b: TlsOffer): TlsOffer => ({
    versions: better(a.versions, b.versions),
    cipherSuites: better(a.cipherSuites, b.cipherSuites),
  });
  const outbound = merged(one.outbound, other.outbound);
  const isOne = one.outbound === one.inbound && other.outbound === other.inbound;
  return { outbound, inbound: isOne ? outbound : merged(one.inbound, other.inbound) };
}

function mergeLegs(one: Leg, other: Leg, bothWhole: boolean, differ: Differ): Leg {
  const name = `${one.direction} ${one.name}`;
  const context = (leg: Leg): Sourced<string> => ({ value: leg.tlsContext ?? 'none', at: leg.at });
  if (!one.unresolved && !other.unresolved) differ(`the TLS context of ${name}`, context(one), context(other));
  if (one.transport.value !== 'unknown' && other.transport.value !== 'unknown') {
    differ(`the transport of ${name}`, one.transport, other.transport);
  }
  differAnswer(`whether ${name} is enabled`, one.enabled, other.enabled, differ);
  differAnswer(`whether ${name} verifies its peer`, one.verifiesPeer, other.verifiesPeer, differ);
  differAnswer(`whether ${name} uses mutual TLS`, one.mutualTls, other.mutualTls, differ);
  const endpoints = [withKnownPorts(one, other), withKnownPorts(other, one)] as const;
  if (bothWhole && one.endpoints.length > 0 && other.endpoints.length > 0) {
    differ(`the peer of ${name}`, addressed(endpoints[0], one), addressed(endpoints[1], other));
  }
  const resolved = one.unresolved ? other : one;
  return {
    ...resolved,
    transport: one.transport.value === 'unknown' ? other.transport : one.transport,
    // Whom only one of them names is faced as well.
    endpoints: byKey(...endpoints, spelled, (endpoint) => endpoint),
    ...mergeOwnNames(one, other),
    enabled: known(one.enabled, other.enabled),
    verifiesPeer: known(one.verifiesPeer, other.verifiesPeer),
    mutualTls: known(one.mutualTls, other.mutualTls),
  };
}

function mergeOwnNames({ ownNames: here = [] }: Leg, { ownNames: there = [] }: Leg): Pick<Leg, 'ownNames'> {
  const ownNames = byKey(
    here,
    there,
    ({ value }) => value.toLowerCase(),
    (name) => name,
  );
  return ownNames.length > 0 ? { ownNames } : {};
}

/** A port that only the other export shows is the port of the same host. */
function withKnownPorts(leg: Leg, { endpoints }: Leg): readonly Endpoint[] {
  return leg.endpoints.map((endpoint) => {
    const { host, port } = endpoint;
    const same = endpoints.find((each) => each.port && each.host.value.toLowerCase() === host.value.toLowerCase());
    return port || !same ? endpoint : { ...endpoint, port: same.port };
  });
}

function addressed(endpoints: readonly Endpoint[], { at }: Leg): Sourced<string> {
  return { value: endpoints.map(spelled).sort().join(', '), at: endpoints[0]?.host.at ?? at };
}

function spelled({ host, port }: Endpoint): string {
  return `${host.value.toLowerCase()}${port ? `:${port.value}` : ''}`;
}
