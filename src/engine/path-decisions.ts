import type { Certificate, KnownCertificate } from '../model/certificate.js';
import type { Device } from '../model/device.js';
import type { Knowledge, PeerPath } from '../model/knowledge.js';
import type { HoldingAnswer, PathDecision, PathRole } from '../model/path.js';
import { hasBegun, hasEnded, moment, type Moment } from '../model/time.js';
import type { TrustStore } from '../model/trust.js';
import { facings, type Facing } from '../rules/facing.js';
import { isSameName } from '../x509/path/distinguished-name.js';
import { findPathWithSpan } from '../x509/path/find-path.js';
import type { Signatures } from '../x509/path/signatures.js';

/** Every path that a peer may present on the date, in each TLS context that faces it. */
export function pathDecisions(device: Device, knowledge: Knowledge, asOf: Moment): readonly PathDecision[] {
  return facings(device, knowledge).flatMap((facing) => {
    const { context } = facing;
    if (!context) return [];
    return pathsOf(facing, asOf).flatMap((presented): PathDecision[] => {
      const decided = decidePath(presented, facing.stores, knowledge, asOf, 'server');
      return decided ? [{ peer: facing.peer.id, tlsContext: context.name.value, presented, ...decided }] : [];
    });
  });
}

/** The paths that a peer may present to these clouds' customers on the date. */
export function pathsOf({ peer, clouds }: Pick<Facing, 'peer' | 'clouds'>, asOf: Moment): readonly PeerPath[] {
  return peer.paths.filter(
    (path) =>
      path.clouds.some((cloud) => clouds.includes(cloud)) &&
      (path.presentedFrom === undefined || hasBegun(moment(path.presentedFrom), asOf)) &&
      (path.presentedUntil === undefined || !hasEnded(moment(path.presentedUntil), asOf)),
  );
}

/** Validates a path of known certificates against trust stores; `null` where one of its certificates is not known. */
export function decidePath(
  { certificates }: PeerPath,
  stores: readonly TrustStore[],
  knowledge: Knowledge,
  asOf: Moment,
  role: PathRole,
): { readonly answer: HoldingAnswer; readonly hidden: string | null } | null {
  const known = certificates.flatMap((sha256) => knowledge.certificates.find((each) => each.sha256 === sha256) ?? []);
  if (known.length < certificates.length) return null;
  const answer = findPathWithSpan({ certificates: known, isWhole: false }, anchorsOf(stores), {
    at: asOf,
    role,
    signatures: recordedSignatures(known),
  });
  return { answer, hidden: answer.answer === 'no' ? whatMayHide(stores) : null };
}

/** The certificates that stores provably accept as trust anchors. */
export function anchorsOf(stores: readonly TrustStore[]): readonly Certificate[] {
  return stores.flatMap(({ entries }) =>
    (entries ?? []).flatMap(({ identity, usable }) =>
      identity.certainty !== 'label' && identity.certificate && usable.answer === 'yes' ? [identity.certificate] : [],
    ),
  );
}

/** Why stores may accept more than what is seen of them; `null` where all is seen. */
export function whatMayHide(stores: readonly TrustStore[]): string | null {
  for (const { entries, complete, incompleteBecause, builtInBundle, name } of stores) {
    if (!entries || !complete) return incompleteBecause ?? `the export does not show all of ${name}`;
    const doubtful = entries.find(
      ({ identity, usable }) =>
        usable.answer !== 'no' && (identity.certainty === 'label' || usable.answer === 'unknown'),
    );
    if (doubtful?.identity.certainty === 'label') return `${doubtful.label.value} is a name without a certificate`;
    if (doubtful) return doubtful.usable.because;
    if (builtInBundle && builtInBundle.answer !== 'no')
      return 'the built-in list of the maker is trusted too, and its content is not published';
  }
  return stores.length === 0 ? 'the trust store of this context is not known' : null;
}

/** Signatures of records were checked when they were written; those of files were not, and only self-signed roots are files. */
function recordedSignatures(known: readonly KnownCertificate[]): Signatures {
  return (certificate, issuer) => {
    const record = known.find(({ sha256 }) => sha256 === certificate.sha256);
    if (!record || record.issuerSpkiSha256 === null) return 'unknown';
    return record.issuerSpkiSha256 === issuer.spkiSha256 && isSameName(record.issuer, issuer.subject) ? 'yes' : 'no';
  };
}
