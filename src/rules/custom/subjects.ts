import { shortName } from '../../model/certificate.js';
import type { CheckSubject } from '../../model/custom-check.js';
import type { Device, FacingLeg } from '../../model/device.js';
import { certificateOf, type TlsContext, type TrustStore } from '../../model/trust.js';
import { vendorCommand } from '../../model/vendor-command.js';
import type { Provenance } from '../../text/provenance.js';
import type { RuleInput } from '../define-rule.js';
import { storedEntries, type StoredEntry } from '../entries.js';
import { entryField } from './entry-fields.js';
import { allowed, known, knownList, reasoned, sourced, unknownValue, type Value } from './value.js';
import { provesStore, trustAnchorsOf, sizeOf } from './store-fields.js';

/** One thing of a device that a check looks at. */
export interface Subject {
  readonly words: string;
  readonly at: Provenance;
  /** What is known of a field; several where both sides of a TLS context are meant and differ. */
  readonly field: (name: string) => readonly Value[];
  /** What it goes by when lines move. */
  readonly names: readonly string[];
  readonly tlsContext?: string;
  readonly peer?: string;
  readonly trustAnchor?: { readonly name: string; readonly sha256: string };
  /** It stands for what the export does not show. */
  readonly isHidden?: true;
}

export function subjectsOf(kind: CheckSubject, input: RuleInput): readonly Subject[] {
  const { device } = input;
  switch (kind) {
    case 'legs':
      return [...device.legs.map((leg) => legSubject(leg, input)), ...hiddenLegs(input)];
    case 'tlsContexts':
      return device.tlsContexts.map((context) => contextSubject(context, input));
    case 'trustStores':
      return device.trustStores.map((store) => storeSubject(store, input));
    case 'entries':
      return [
        ...[...storedEntries(device)].map((stored) => entrySubject(stored, input)),
        ...device.trustStores.flatMap((store) => hiddenEntries(store, input)),
      ];
    case 'devices':
      return [deviceSubject(device)];
  }
}

type Fields = Readonly<Record<string, () => Value | readonly Value[]>>;

/** A field that the table has and a subject has not is a bug. */
function reader(fields: Fields): Subject['field'] {
  const byName = new Map(Object.entries(fields));
  return (name) => {
    const value = byName.get(name)?.();
    if (value === undefined) throw new Error(`no field ${name}`);
    return Array.isArray(value) ? (value as readonly Value[]) : [value as Value];
  };
}

function legSubject(leg: FacingLeg, input: RuleInput): Subject {
  const { name, trunk, direction, transport, port, tlsContext, peer, cloud, endpoints } = leg;
  const context = input.device.tlsContexts.find((each) => each.name.value === tlsContext) ?? null;
  const faced = (id: string | null) => {
    const { doubt } = leg;
    if (id !== null && doubt) return { ...unknownValue(doubt.because, { at: doubt.at }), perhaps: [id] };
    return id === null && endpoints.length === 0
      ? unknownValue('the export does not show whom this leg faces')
      : known(id);
  };
  const offered = (what: 'versions' | 'cipherSuites') => () => legOffer(leg, context, what, input);
  return {
    words: name,
    at: leg.at,
    names: [name, direction],
    ...(tlsContext === null ? {} : { tlsContext }),
    ...(peer === null ? {} : { peer }),
    field: reader({
      name: () => known(name),
      trunk: () => known(trunk),
      direction: () => known(direction),
      transport: () =>
        transport.value === 'unknown'
          ? {
              ...unknownValue('the export shows no transport that is known to be TLS, TCP or UDP', {
                at: transport.at,
              }),
              perhaps: ['tls', 'tcp', 'udp'],
            }
          : sourced({ value: transport.value, at: transport.at }),
      port: () => (port === null ? unknownValue('the export does not show the port') : known(String(port))),
      context: () => (tlsContext === null && leg.unresolved ? unresolved(leg) : known(tlsContext)),
      peer: () => faced(peer),
      cloud: () => faced(cloud),
      hosts: () =>
        endpoints.length === 0
          ? unknownValue('the export does not show whom this leg faces')
          : knownList(
              endpoints.map(({ host }) => host.value),
              endpoints[0]?.host.at,
            ),
      enabled: () => reasoned(leg.enabled),
      verifiesPeer: () => reasoned(leg.verifiesPeer),
      mutualTls: () => reasoned(leg.mutualTls),
      versions: offered('versions'),
      cipherSuites: offered('cipherSuites'),
    }),
  };
}

function unresolved({ unresolved: why }: FacingLeg): Value {
  const { because = 'which TLS context the leg uses is not known', at, settledBy } = why ?? {};
  return unknownValue(because, { ...(at ? { at } : {}), settledBy });
}

function legOffer(
  leg: FacingLeg,
  context: TlsContext | null,
  what: 'versions' | 'cipherSuites',
  input: RuleInput,
): Value {
  if (leg.transport.value === 'tcp' || leg.transport.value === 'udp') return knownList([], leg.transport.at);
  if (!context) return unresolved(leg);
  if (leg.tlsDoubt) {
    const { because, at, settledBy } = leg.tlsDoubt;
    return unknownValue(because, { at, settledBy });
  }
  return contextOffer(context, leg.direction, what, input);
}

function contextOffer(
  context: TlsContext,
  direction: 'inbound' | 'outbound',
  what: 'versions' | 'cipherSuites',
  { profile }: RuleInput,
): Value {
  const command = vendorCommand(profile, 'proveTlsSettings', { key: context.key, context: context.name.value });
  const settledBy = command ? `${command.text}: ${command.yields}${command.note}` : undefined;
  const offer = context.offers?.[direction][what];
  return offer
    ? allowed(offer, settledBy)
    : unknownValue('this form of export has no settings of TLS', { at: context.at, settledBy });
}

/** What the export may leave out of the legs, so that `every leg` is never taken for `every leg that is shown`. */
function hiddenLegs({ device, profile }: RuleInput): readonly Subject[] {
  const { answer, because, at, settledBy } = device.exposure;
  if (answer !== 'unknown') return [];
  const hint = settledBy ?? profile.commands['showExposure']?.text;
  const nothing = unknownValue(because, { at, settledBy: hint });
  return [{ words: 'legs that the export does not show', at, names: [], field: () => [nothing], isHidden: true }];
}

function peersOf(legs: readonly FacingLeg[], { exposure, legs: all }: Device): Value {
  const peers = [...new Set(legs.flatMap(({ peer }) => peer ?? []))];
  if (exposure.answer === 'unknown') {
    return unknownValue(exposure.because, { certain: peers, at: exposure.at, settledBy: exposure.settledBy });
  }
  const lost = all.find((leg) => leg.tlsContext === null && leg.unresolved);
  return lost && legs !== all ? { ...unresolved(lost), certain: peers } : knownList(peers);
}

function contextSubject(context: TlsContext, input: RuleInput): Subject {
  const { device } = input;
  const { name, at, trustStores, endEntity, verifyDepth } = context;
  const both = (what: 'versions' | 'cipherSuites') => () => {
    const outbound = contextOffer(context, 'outbound', what, input);
    if (context.offers?.outbound === context.offers?.inbound) return outbound;
    const inbound = contextOffer(context, 'inbound', what, input);
    if (sameAllowed(outbound, inbound)) return outbound;
    return [
      { ...outbound, side: ' as the client' },
      { ...inbound, side: ' as the server' },
    ];
  };
  return {
    words: `TLS context ${name.value}`,
    at: name.at,
    names: [name.value],
    tlsContext: name.value,
    field: reader({
      name: () => sourced(name),
      stores: () => knownList(trustStores.map((id) => device.trustStores.find((store) => store.id === id)?.name ?? id)),
      peers: () =>
        peersOf(
          device.legs.filter(({ tlsContext }) => tlsContext === name.value),
          device,
        ),
      ownCertificate: () =>
        endEntity
          ? sourced(endEntity)
          : unknownValue("the export does not show the label of the SBC's own certificate"),
      verifyDepth: () =>
        verifyDepth && /^\d{1,9}$/.test(verifyDepth.value)
          ? known(String(Number(verifyDepth.value)), verifyDepth.at)
          : unknownValue('the export shows no number for it', { at: verifyDepth?.at ?? at }),
      versions: both('versions'),
      cipherSuites: both('cipherSuites'),
    }),
  };
}

function sameAllowed(a: Value, b: Value): boolean {
  const said = ({ certain, perhaps }: Value) => JSON.stringify([certain, perhaps]);
  return said(a) === said(b);
}

function usersOf(store: TrustStore, { tlsContexts }: Device): readonly string[] {
  return tlsContexts.filter(({ trustStores }) => trustStores.includes(store.id)).map(({ name }) => name.value);
}

/** The TLS context of a store that belongs to one. */
function contextOf(store: TrustStore, device: Device): { readonly tlsContext?: string } {
  const [user] = usersOf(store, device);
  return store.scope === 'context' && user !== undefined ? { tlsContext: user } : {};
}

function storeSubject(store: TrustStore, input: RuleInput): Subject {
  const { name, at, scope, complete, builtInBundle, entries } = store;
  const isWhole = complete && entries !== null;
  return {
    words: `trust store ${name}`,
    at,
    names: [name],
    ...contextOf(store, input.device),
    field: reader({
      name: () => known(name),
      scope: () => known(scope),
      contexts: () => knownList(usersOf(store, input.device)),
      complete: () => ({ ...known(isWhole ? 'yes' : 'no'), because: isWhole ? '' : (store.incompleteBecause ?? '') }),
      builtInBundle: () => (builtInBundle ? reasoned(builtInBundle) : known('no')),
      trustAnchors: () => trustAnchorsOf(store, input),
      size: () => sizeOf(store, input),
    }),
  };
}

function entrySubject(stored: StoredEntry, input: RuleInput): Subject {
  const { store, entry } = stored;
  const { label, identity } = entry;
  const certificate = certificateOf(identity);
  return {
    words: `entry ${label.value} of trust store ${store.name}`,
    at: label.at,
    names: [store.name, label.value],
    ...contextOf(store, input.device),
    ...(certificate ? { trustAnchor: { name: shortName(certificate.subject), sha256: certificate.sha256 } } : {}),
    field: (name) => [
      name === 'store'
        ? known(store.name)
        : name === 'contexts'
          ? knownList(usersOf(store, input.device))
          : entryField(name, stored, input),
    ],
  };
}

/** What a store may hold beside the entries that the export shows. */
function hiddenEntries(store: TrustStore, input: RuleInput): readonly Subject[] {
  if (store.entries !== null && store.complete) return [];
  const because = store.incompleteBecause ?? 'the export does not show all of this trust store';
  const nothing = unknownValue(because, { at: store.at, settledBy: provesStore(store, null, input) });
  return [
    {
      words: `entries of trust store ${store.name} that the export does not show`,
      at: store.at,
      names: [store.name],
      ...contextOf(store, input.device),
      field: (name) => [
        name === 'store' ? known(store.name) : name === 'contexts' ? knownList(usersOf(store, input.device)) : nothing,
      ],
      isHidden: true,
    },
  ];
}

function deviceSubject(device: Device): Subject {
  const { id, vendor, product, release, format, tlsContexts, legs, exposure } = device;
  return {
    words: product,
    at: release?.at ?? tlsContexts[0]?.at ?? exposure.at,
    names: [],
    field: reader({
      id: () => known(id),
      vendor: () => known(vendor),
      product: () => known(product),
      release: () => (release ? sourced(release) : unknownValue('the export does not show the release')),
      format: () => known(format),
      contexts: () => knownList(tlsContexts.map(({ name }) => name.value)),
      peers: () => peersOf(legs, device),
    }),
  };
}
