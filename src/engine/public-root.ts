import type { Certificate } from '../model/certificate.js';
import type { Device } from '../model/device.js';
import { hasBegun, hasEnded, moment, validityEnd, type Moment } from '../model/time.js';
import { isSameName } from '../x509/path/distinguished-name.js';
import { checkSignatures } from '../x509/path/signatures.js';
import { edgesOf } from '../x509/path/span.js';
import type { SimulateOptions } from './simulate.js';

export interface PublicRoots {
  /** The known public root that a certificate of the device leads to on a date. */
  readonly above: (certificate: Certificate, at: Moment) => Certificate | null;
  /** The instants at which that may change. */
  readonly edges: readonly number[];
}

/**
 * Climbs from the device's own certificates over certificates that the device holds or the product knows, with their signatures
 * checked. A root that is not known may be public all the same, so `null` proves nothing.
 */
export async function publicRoots(device: Device, { knowledge, bytesOf }: SimulateOptions): Promise<PublicRoots> {
  const own = device.endEntityCertificates.flatMap(({ identity }) =>
    identity.certainty === 'bytes' ? [identity.certificate] : [],
  );
  const issuers = own.length === 0 ? [] : [...heldBy(device), ...knowledge.certificates];
  const recorded = new Map(knowledge.certificates.map((known) => [known.sha256, known.issuerSpkiSha256]));
  const roots = new Set(knowledge.certificates.flatMap(({ sha256, selfSigned }) => (selfSigned ? [sha256] : [])));
  // Only what lies on the way up from an own certificate is worth a check of its signature.
  const involved = new Map(own.map((certificate) => [certificate.sha256, certificate]));
  for (const { issuer } of involved.values()) {
    for (const each of issuers) if (isSameName(issuer, each.subject)) involved.set(each.sha256, each);
  }
  const signatures = await checkSignatures(
    [...involved.values()].map((certificate) => ({
      certificate,
      der: bytesOf(certificate.sha256),
      issuerSpkiSha256: recorded.get(certificate.sha256) ?? null,
    })),
  );
  const climb = (from: Certificate, at: Moment): Certificate | null => {
    // Each once: CAs that sign each other lead round in a circle, in more ways than anyone can try.
    const reached = new Map([[from.sha256, from]]);
    for (const each of reached.values()) {
      if (roots.has(each.sha256)) return each;
      if (each.selfIssued) continue;
      for (const issuer of involved.values()) {
        if (reached.has(issuer.sha256) || issuer.isCa !== true) continue;
        if (holdsOn(issuer, at) && signatures(each, issuer) === 'yes') reached.set(issuer.sha256, issuer);
      }
    }
    return null;
  };
  return { above: (certificate, at) => climb(certificate, at), edges: edgesOf([...involved.values()]) };
}

function holdsOn({ notBefore, notAfter }: Certificate, asOf: Moment): boolean {
  return hasBegun(moment(notBefore), asOf) && !hasEnded(validityEnd(notAfter), asOf);
}

/** Every certificate that lies with the device, trusted or not. */
function heldBy(device: Device): readonly Certificate[] {
  const entries = [...(device.held ?? []), ...device.trustStores.flatMap(({ entries: each }) => each ?? [])];
  return entries.flatMap(({ identity }) => (identity.certainty === 'bytes' ? [identity.certificate] : []));
}
