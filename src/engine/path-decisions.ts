import type { Answer } from '../model/answer.js';
import type { Certificate, KnownCertificate } from '../model/certificate.js';
import type { Device } from '../model/device.js';
import type { Knowledge, PeerPath } from '../model/knowledge.js';
import type { HoldingAnswer, PathDecision, PathForm, PathRole } from '../model/path.js';
import { hasBegun, hasEnded, instant, moment, type Moment } from '../model/time.js';
import type { TrustStore } from '../model/trust.js';
import { tellingFailure } from '../model/path.js';
import { facings, type Facing } from '../rules/facing.js';
import { isSameName } from '../x509/path/distinguished-name.js';
import { findPathWithSpan } from '../x509/path/find-path.js';
import { edgesOf, spanAround } from '../x509/path/span.js';
import type { Signatures } from '../x509/path/signatures.js';

/** How the paths of every issuing CA of a peer fare on the date, in each TLS context that faces it. */
export function pathDecisions(device: Device, knowledge: Knowledge, asOf: Moment): readonly PathDecision[] {
  return facings(device, knowledge).flatMap((facing) => {
    const { context, peer } = facing;
    if (!context) return [];
    return byIssuingCa(pathsFor(facing), knowledge).flatMap(({ issuingCa, paths }): PathDecision[] => {
      const decided = decideCa(paths, facing.stores, knowledge, asOf);
      return decided ? [{ peer: peer.id, tlsContext: context.name.value, issuingCa, ...decided }] : [];
    });
  });
}

/** The paths that begin with certificates of one key are paths of one issuing CA. */
function byIssuingCa(
  paths: readonly PeerPath[],
  { certificates }: Knowledge,
): readonly { readonly issuingCa: KnownCertificate; readonly paths: readonly PeerPath[] }[] {
  const groups = new Map<string, { issuingCa: KnownCertificate; paths: PeerPath[] }>();
  for (const path of paths) {
    const issuingCa = certificates.find(({ sha256 }) => sha256 === path.certificates[0]);
    if (!issuingCa) continue;
    const group = groups.get(issuingCa.spkiSha256) ?? { issuingCa, paths: [] };
    group.paths.push(path);
    groups.set(issuingCa.spkiSha256, group);
  }
  return [...groups.values()];
}

/** `null` where none of the paths may be presented on the date. */
function decideCa(
  paths: readonly PeerPath[],
  stores: readonly TrustStore[],
  knowledge: Knowledge,
  asOf: Moment,
): Omit<PathDecision, 'peer' | 'tlsContext' | 'issuingCa'> | null {
  const formsAt = (moment: Moment) =>
    presentedAt(paths, moment).flatMap((presented): PathForm[] => {
      const answer = pathAnswer(presented, stores, knowledge, moment, 'server');
      return answer ? [{ presented, answer }] : [];
    });
  const answerOf = (forms: readonly PathForm[]) => {
    const answers = forms.map(({ answer }) => answer.answer);
    return forms.length === 0 ? null : (['yes', 'unknown', 'no'] as const).find((each) => answers.includes(each));
  };
  const forms = formsAt(asOf);
  const seen = answerOf(forms);
  if (!seen) return null;
  const known = paths.flatMap((path) => knownOf(path, knowledge) ?? []);
  const windows = paths.flatMap(({ presentedFrom, presentedUntil }) => [
    ...(presentedFrom === undefined ? [] : [moment(presentedFrom).first]),
    ...(presentedUntil === undefined ? [] : [moment(presentedUntil).last + 1]),
  ]);
  const edges = [...edgesOf([...known, ...anchorsOf(stores)]), ...windows];
  const span = spanAround(asOf, edges, (at) => answerOf(formsAt(instant(at))) === seen);
  const before = span.validFrom === null ? null : instant(Date.parse(span.validFrom) - 1);
  const validated = before ? formsAt(before).find(({ answer }) => answer.answer === 'yes') : undefined;
  const after = validated && pathAnswer(validated.presented, stores, knowledge, asOf, 'server');
  const hidden = seen === 'no' ? whatMayHide(stores) : null;
  return {
    forms,
    answer: hidden === null ? seen : 'unknown',
    ...span,
    failure: seen === 'yes' ? null : tellingFailure(forms.flatMap(({ answer }) => answer.tried)),
    ended: seen === 'yes' || !after ? null : tellingFailure(after.tried),
    hidden,
    confidence: forms.some(({ presented }) => isBacked(presented))
      ? 'corroborated'
      : (forms[0]?.presented.confidence ?? 'unknown'),
  };
}

function isBacked({ confidence }: PeerPath): boolean {
  return confidence === 'verified' || confidence === 'corroborated';
}

/** The paths that a peer may present to these clouds' customers, at whatever time. */
export function pathsFor({ peer, clouds }: Pick<Facing, 'peer' | 'clouds'>): readonly PeerPath[] {
  return peer.paths.filter((path) => path.clouds.some((cloud) => clouds.includes(cloud)));
}

/** Those of the paths that the peer may present on the date. */
export function presentedAt(paths: readonly PeerPath[], asOf: Moment): readonly PeerPath[] {
  return paths.filter(
    ({ presentedFrom, presentedUntil }) =>
      (presentedFrom === undefined || hasBegun(moment(presentedFrom), asOf)) &&
      (presentedUntil === undefined || !hasEnded(moment(presentedUntil), asOf)),
  );
}

function knownOf({ certificates }: PeerPath, knowledge: Knowledge): readonly KnownCertificate[] | null {
  const known = certificates.flatMap((sha256) => knowledge.certificates.find((each) => each.sha256 === sha256) ?? []);
  return known.length < certificates.length ? null : known;
}

/** Validates a path of known certificates against trust stores; `null` where one of its certificates is not known. */
export function pathAnswer(
  path: PeerPath,
  stores: readonly TrustStore[],
  knowledge: Knowledge,
  asOf: Moment,
  role: PathRole,
): HoldingAnswer | null {
  const known = knownOf(path, knowledge);
  if (!known) return null;
  const question = { at: asOf, role, insistsOnUsage: insists(role), signatures: recordedSignatures(known) };
  return findPathWithSpan({ certificates: known, isWhole: false }, anchorsOf(stores), question);
}

/**
 * Every product wants a server's certificate to be made for servers. Whether one wants a client's to be made for clients is
 * in no vendor profile yet.
 */
export function insists(role: PathRole): Answer {
  return role === 'server' ? 'yes' : 'unknown';
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
