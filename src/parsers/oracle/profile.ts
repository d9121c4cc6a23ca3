import {
  BARE_LABEL,
  type EndEntityCertificate,
  type Problem,
  type TlsContext,
  type TrustStore,
} from '../../model/trust.js';
import type { Sourced } from '../../text/provenance.js';
import { valueOf, valuesOf, type OracleElement } from './element.js';
import type { Inventory } from './inventory.js';
import { duplicate, undefinedReference } from '../problem.js';
import { storeOf } from './store.js';
import { offersOf } from './tls-offers.js';

/** Of global stores in all profiles together, so that many profiles naming one large store cannot fill the memory. */
const MOST_SHARED_ENTRIES = 1_000_000;

export interface Profiles {
  readonly tlsContexts: readonly TlsContext[];
  readonly trustStores: readonly TrustStore[];
  readonly endEntityCertificates: readonly EndEntityCertificate[];
  readonly problems: readonly Problem[];
}

/** The tls-profiles of an export, each with the trust store that it makes up. */
export function profilesOf(inventory: Inventory): Profiles {
  const records = inventory.named('certificate-record');
  const first = inventory.named('tls-profile');
  const tlsContexts: TlsContext[] = [];
  const trustStores: TrustStore[] = [];
  const endEntities = new Map<string, Sourced<string>>();
  const problems: Problem[] = [];

  const repeated = new Set<string>();
  const budget = { left: MOST_SHARED_ENTRIES, told: new Set<OracleElement>() };
  for (const profile of inventory.ofType('tls-profile')) {
    const name = valueOf(profile, 'name')?.value;
    if (name !== undefined && first.get(name) !== profile) repeated.add(name);
  }

  for (const profile of first.values()) {
    const name = valueOf(profile, 'name');
    if (!name) continue;
    const { store, problems: found } = storeOf(profile, name, inventory, budget);
    const incompleteBecause = `the export has a second tls-profile ${name.value}`;
    trustStores.push(repeated.has(name.value) ? { ...store, complete: false, incompleteBecause } : store);
    for (const problem of found) problems.push(problem);
    tlsContexts.push(contextOf(profile, name));

    const endEntity = valueOf(profile, 'end-entity-certificate');
    if (!endEntity) continue;
    if (inventory.showsAll('certificate-record') && !records.has(endEntity.value)) {
      problems.push(undefinedReference(`tls-profile ${name.value}`, 'certificate-record', endEntity));
    } else if (!endEntities.has(endEntity.value)) endEntities.set(endEntity.value, endEntity);
  }
  const endEntityCertificates = [...endEntities.values()].map((label) => ({ label, identity: BARE_LABEL }));
  return { tlsContexts, trustStores, endEntityCertificates, problems };
}

function contextOf(profile: OracleElement, name: Sourced<string>): TlsContext {
  const tlsVersion = valueOf(profile, 'tls-version');
  const verifyDepth = valueOf(profile, 'verify-depth');
  const endEntity = valueOf(profile, 'end-entity-certificate');
  const cipherSuites = valuesOf(profile, 'cipher-list');
  return {
    name,
    key: name.value,
    trustStores: [name.value],
    ...(tlsVersion && { tlsVersion }),
    ...(cipherSuites.length > 0 && { cipherSuites }),
    ...(verifyDepth && { verifyDepth }),
    offers: offersOf(profile),
    ...(endEntity && { endEntity }),
    at: profile.at,
  };
}

/** Types of which no two may have one name, as other elements refer to them by it. */
export function duplicates(inventory: Inventory): readonly Problem[] {
  const problems: Problem[] = [];
  for (const type of ['certificate-record', 'tls-profile', 'global-trusted-ca']) {
    const first = new Map<string, Sourced<string>>();
    for (const element of inventory.ofType(type)) {
      const name = valueOf(element, 'name');
      if (!name) continue;
      const before = first.get(name.value);
      if (before) problems.push(duplicate(type, name, before.at));
      else first.set(name.value, name);
    }
  }
  return problems;
}
