import type { Allowed } from '../../model/tls.js';
import type { Problem, TlsContext, TrustStore, TrustStoreEntry } from '../../model/trust.js';
import type { Provenance, Sourced } from '../../text/provenance.js';
import { statement, undefinedReference } from '../problem.js';
import { bothWays } from '../tls-settings/allowed.js';
import { addressRange, type AddressRange } from './address.js';
import {
  linesOf,
  startsWith,
  valueAfter,
  type CiscoConfiguration,
  type CiscoLine,
  type CiscoSection,
} from './element.js';
import { suitesOfLine, suitesOfProfile, versionsOf } from './tls-offers.js';
import { ownLabel, repeated, shownTrustpoints, TRUSTPOINTS, TRUSTPOOL } from './store.js';

/** A `crypto signaling` line of sip-ua: for which addresses it counts, and the context that it chooses. */
export interface Signaling {
  /** `null` for the default. */
  readonly range: AddressRange | null;
  /** `null` where what it refers to is not there or not understood. */
  readonly context: string | null;
  readonly at: Provenance;
}

export interface Contexts {
  readonly tlsContexts: readonly TlsContext[];
  /** The stores of contexts that a client-vtp restricts. */
  readonly stores: readonly TrustStore[];
  readonly signaling: readonly Signaling[];
  readonly profiles: ReadonlyMap<string, TlsContext>;
  readonly problems: readonly Problem[];
}

export function contextsOf(configuration: CiscoConfiguration, entries: readonly TrustStoreEntry[]): Contexts {
  const { sections } = configuration;
  const trustpoints = shownTrustpoints(configuration);
  const profileSections = sections.filter(({ kind }) => kind === 'tls-profile');
  const userAgents = sections.filter(({ kind }) => kind === 'sip-ua');
  const tlsVersion = userAgents.map((section) => valueAfter(section, 'transport', 'tcp', 'tls')).find((value) => value);
  const versions = versionsOf(configuration);
  const problems: Problem[] = [...repeated(profileSections, 'voice class tls-profile')];
  const stores = new Map<string, TrustStore>();
  const profiles = new Map<string, TlsContext>();
  const tlsContexts: TlsContext[] = [];

  const known = (from: string, trustpoint: Sourced<string> | null) => {
    if (trustpoint && !trustpoints.has(trustpoint.value.toLowerCase()))
      problems.push(undefinedReference(from, 'crypto pki trustpoint', trustpoint));
  };
  const add = (
    name: Sourced<string>,
    key: string,
    own: Sourced<string> | null,
    vtp: Sourced<string> | null,
    suites: Allowed,
  ) => {
    known(name.value, own);
    known(name.value, vtp);
    // Names of trustpoints are compared in any case, so those that name one share its store.
    const narrowed = vtp && (stores.get(vtp.value.toLowerCase()) ?? restricted(vtp, entries));
    if (narrowed && vtp) stores.set(vtp.value.toLowerCase(), narrowed);
    const context: TlsContext = {
      name,
      key,
      trustStores: narrowed ? [narrowed.id] : [TRUSTPOINTS, TRUSTPOOL],
      ...(tlsVersion ? { tlsVersion } : {}),
      offers: bothWays({ versions, cipherSuites: suites }),
      ...(own ? { endEntity: { value: ownLabel(own.value), at: own.at } } : {}),
      at: name.at,
    };
    tlsContexts.push(context);
    return context;
  };

  for (const section of profileSections) {
    const tag = section.name;
    if (profiles.has(tag.value)) continue;
    const name = { value: `tls-profile ${tag.value}`, at: tag.at };
    const own = valueAfter(section, 'trustpoint');
    const suites = suitesOfProfile(section, configuration);
    profiles.set(tag.value, add(name, tag.value, own, valueAfter(section, 'client-vtp'), suites));
  }

  const lines = userAgents.flatMap((section: CiscoSection) => linesOf(section, 'crypto', 'signaling'));
  const signaling = lines.map((line): Signaling => {
    const { range, rest } = scopeOf(line);
    if (!SIGNALING.test(line.words.map(({ value }) => value).join(' '))) {
      problems.push(statement('this line', 'it is not what crypto signaling is known to say', line.at));
      return { range, context: null, at: line.at };
    }
    const [kind, reference] = [rest[0]?.value.toLowerCase(), rest[1]];
    if (kind === 'tls-profile' && reference) {
      const profile = profiles.get(reference.value);
      if (!profile) problems.push(undefinedReference('sip-ua', 'voice class tls-profile', reference));
      return { range, context: profile?.name.value ?? null, at: line.at };
    }
    const first = line.words[2];
    if (kind !== 'trustpoint' || !reference || !first) return { range, context: null, at: line.at };
    const vtp = rest[rest.findIndex(({ value }) => value.toLowerCase() === 'client-vtp') + 1] ?? null;
    const restrictedBy = vtp === rest[0] ? null : vtp;
    const value = `sip-ua:${range ? `remote-addr:${range.text}` : 'default'}`;
    const same = tlsContexts.find(({ name }) => name.value === value);
    if (same) {
      problems.push(statement('this line', 'another line says the same addresses another way', line.at));
      return { range, context: null, at: line.at };
    }
    const context = add(
      { value, at: first.at },
      range?.text ?? 'default',
      reference,
      restrictedBy,
      suitesOfLine(rest, line.at),
    );
    return { range, context: context.name.value, at: line.at };
  });
  return { tlsContexts, stores: [...stores.values()], signaling, profiles, problems };
}

/** All that it is known to say; a word that is none of these may be a client-vtp that was misspelt. */
const SIGNALING =
  /^crypto signaling (?:default|remote-addr \S+(?: \S+)?) (?:tls-profile \S+|trustpoint \S+(?: (?:client-vtp \S+|cn-san-validate server|strict-cipher|ecdsa-cipher(?: curve-size \d+)?))*)$/i;

/** `default`, or `remote-addr` with an address, a mask or a length; a range that cannot be read covers nothing for sure. */
function scopeOf(line: CiscoLine): { readonly range: AddressRange | null; readonly rest: readonly Sourced<string>[] } {
  const { words } = line;
  const target = words.findIndex(({ value }) => /^(?:tls-profile|trustpoint)$/i.test(value));
  const rest = target < 0 ? [] : words.slice(target);
  if (!startsWith(line, 'crypto', 'signaling', 'remote-addr')) return { range: null, rest };
  return { range: addressRange(words.slice(3, target < 0 ? 5 : target).map(({ value }) => value)), rest };
}

/**
 * Cisco's support guide says that client-vtp narrows the check to one trustpoint, its configuration guide that it names
 * the CA in certificate requests. So what is there counts, and what is not there is not proven to be rejected.
 */
function restricted(vtp: Sourced<string>, entries: readonly TrustStoreEntry[]): TrustStore {
  return {
    id: `client-vtp:${vtp.value}`,
    name: `client-vtp ${vtp.value}`,
    scope: 'context',
    entries: entries.filter(({ label }) => label.value.toLowerCase() === vtp.value.toLowerCase()),
    complete: false,
    incompleteBecause: `client-vtp ${vtp.value} restricts the check to that trustpoint by one document of the vendor and not by another`,
    settledBy: 'no command shows it: ask the vendor, or look whether the handshake with the peer holds',
    builtInBundle: null,
    at: vtp.at,
  };
}
