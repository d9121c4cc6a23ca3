import type { Device } from '../model/device.js';
import type { Allowed, TlsOffers } from '../model/tls.js';
import type { Reasoned } from '../model/answer.js';
import type { Identity, TrustStoreEntry } from '../model/trust.js';

/** Everything that a model says, one line a fact, with places left out: what a patch may change is counted in these. */
export function facts(device: Device): readonly string[] {
  const lists = device.held !== null;
  return [
    line('device', device.vendor, device.product, device.release?.value),
    line('exposure', device.exposure.answer),
    ...(device.held ?? []).map((entry) => entryFact('held', entry, true)),
    ...device.trustStores.flatMap((store) => [
      line('store', store.id, store.name, store.scope, store.entries === null ? 'hidden' : 'shown', store.complete),
      bundleFact(store.id, store.builtInBundle),
      ...(store.entries ?? []).map((entry) => entryFact(`store ${store.id}`, entry, lists)),
    ]),
    ...device.tlsContexts.map(({ name, key, trustStores, tlsVersion, cipherSuites, offers, verifyDepth, endEntity }) =>
      line(
        'context',
        name.value,
        key,
        trustStores.join(' '),
        tlsVersion?.value,
        (cipherSuites ?? []).map(({ value }) => value).join(' '),
        offers ? offerFact(offers) : null,
        verifyDepth?.value,
        endEntity?.value,
      ),
    ),
    ...device.legs.map((leg) =>
      line(
        'leg',
        leg.name,
        leg.trunk,
        leg.direction,
        leg.tlsContext,
        leg.unresolved?.because,
        leg.transport.value,
        leg.port,
        leg.endpoints.map(({ host, port }) => `${host.value}:${port?.value ?? ''}`).join(' '),
        (leg.ownNames ?? []).map(({ value }) => value).join(' '),
        leg.enabled.answer,
        leg.verifiesPeer.answer,
        leg.mutualTls.answer,
        leg.peer,
        leg.cloud,
      ),
    ),
    ...device.endEntityCertificates.map(({ label, identity }) => line('own', label.value, identityFact(identity))),
  ];
}

/** What may be allowed beside what is certain is counted only: it follows from the vendor's own words, which are there. */
function offerFact({ outbound, inbound }: TlsOffers): string {
  const allowed = ({ certain, perhaps, doubt }: Allowed) =>
    [...certain, ...(doubt ? [doubt, perhaps === 'any' ? perhaps : `${perhaps.length} more`] : [])].join(' ');
  const sides = outbound === inbound ? [outbound] : [outbound, inbound];
  return sides.flatMap(({ versions, cipherSuites }) => [versions, cipherSuites].map(allowed)).join('; ');
}

/** Places that a message names: what is inserted above them moves them. */
const PLACES: ReadonlySet<string> = new Set(['first', 'place', 'otherPlace']);

/** What a parser could not accept, without places. A patch must not add any. */
export function problemFacts(device: Device): readonly string[] {
  return device.problems.map(({ ruleId, kind, messageId, data }) => {
    const said = Object.entries(data).filter(([name]) => !PLACES.has(name));
    return line('problem', ruleId, kind, messageId, JSON.stringify(said));
  });
}

/** The fact that an entry with this certificate is usable in a store, or held by the device. */
export function addedEntryFact(where: string, label: string | null, sha256: string): string {
  return line(where, label, sha256, 'yes');
}

export function bundleFact(store: string, bundle: Pick<Reasoned, 'answer'> | null): string {
  return line('bundle', store, bundle?.answer);
}

function entryFact(where: string, { label, identity, usable }: TrustStoreEntry, withLabel: boolean): string {
  return line(where, withLabel ? label.value : null, identityFact(identity), usable.answer);
}

function identityFact(identity: Identity): string {
  if (identity.certainty === 'label') return 'unknown';
  return (
    identity.certificate?.sha256 ?? JSON.stringify(identity.certainty === 'described' ? identity.description : null)
  );
}

function line(...parts: readonly (string | number | boolean | null | undefined)[]): string {
  return JSON.stringify(parts.map((part) => part ?? null));
}

/** What one list has more often than the other. */
export function surplus(of: readonly string[], over: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const item of over) counts.set(item, (counts.get(item) ?? 0) + 1);
  return of.filter((item) => {
    const left = counts.get(item) ?? 0;
    counts.set(item, left - 1);
    return left <= 0;
  });
}
