import type { Reasoned } from '../../model/answer.js';
import { BARE_LABEL, type Leg, type Problem, type TlsContext, type TrustStore } from '../../model/trust.js';
import type { Sourced } from '../../text/provenance.js';
import type { ParsedExport } from '../parser.js';
import { bothWays } from '../tls-settings/allowed.js';
import type { BundleContext, BundleWords } from './context.js';
import { shellPath } from './shell-path.js';
import { storesOf } from './stores.js';

interface BundleDevice {
  readonly product: string;
  readonly words: BundleWords;
  readonly contexts: readonly BundleContext[];
  readonly legs: readonly Leg[];
  readonly exposure: Reasoned;
  readonly problems: readonly Problem[];
}

/** The trust model of a product whose TLS contexts name PEM files by path; contexts that name one file share its store. */
export function bundleExport(device: BundleDevice): Omit<ParsedExport, 'outline'> {
  const stores = new Map<string, TrustStore>();
  const own = new Map<string, Sourced<string>>();
  const tlsContexts: TlsContext[] = [];
  for (const context of device.contexts) {
    const { name, file, endEntity, tlsVersion, verifyDepth, ciphers, offer, at } = context;
    const found = storesOf(context, device.words);
    for (const store of found) if (!stores.has(store.id)) stores.set(store.id, store);
    if (endEntity && !own.has(endEntity.value)) own.set(endEntity.value, endEntity);
    tlsContexts.push({
      name,
      key: file ? shellPath(file.value) : name.value,
      trustStores: found.map(({ id }) => id),
      ...(tlsVersion && { tlsVersion }),
      ...(verifyDepth && { verifyDepth }),
      ...(ciphers && { cipherSuites: [ciphers] }),
      offers: bothWays(offer),
      ...(endEntity && { endEntity }),
      at,
    });
  }
  return {
    product: device.product,
    release: null,
    hostName: null,
    held: null,
    trustStores: [...stores.values()],
    tlsContexts,
    legs: device.legs,
    endEntityCertificates: [...own.values()].map((label) => ({ label, identity: BARE_LABEL })),
    exposure: device.exposure,
    problems: device.problems,
  };
}
