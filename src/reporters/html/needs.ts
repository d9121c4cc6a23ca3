import type { KnownCertificate } from '../../model/certificate.js';
import type { Knowledge, PeerProfile, Requirement } from '../../model/knowledge.js';
import type { PackedRequirement } from './packed.js';

/** Why the given peers need which certificates: what they require, advise, ask to keep, and the roots that their paths end at. */
export function needsOfPeers(
  { peers, certificates }: Pick<Knowledge, 'peers' | 'certificates'>,
  facing: ReadonlySet<string>,
  certificateAt: (sha256: string) => number,
): readonly PackedRequirement[] {
  return peers
    .filter(({ id }) => facing.has(id))
    .flatMap((peer) => [
      ...peer.requirements.flatMap((requirement) => ofRequirement(peer, requirement, certificateAt)),
      ...ofPaths(peer, certificates, certificateAt),
    ]);
}

function ofRequirement(
  peer: PeerProfile,
  requirement: Requirement,
  certificateAt: (sha256: string) => number,
): readonly PackedRequirement[] {
  const { id, clouds, allOf = [], anyOf = [], from, keep, level, confidence, note = null } = requirement;
  const common = { id, peer: peer.id, clouds, confidence, note, sources: sourcesOf(peer, requirement.source) };
  const wanted = allOf.length > 0 ? allOf : anyOf;
  const kind = level === 'note' ? 'advises' : allOf.length > 0 ? 'requires' : 'one-of';
  return [
    { ...common, kind, certificates: wanted.map(certificateAt), from, until: null },
    ...keep.map(({ anchor, until }) => ({
      ...common,
      kind: 'keep' as const,
      certificates: [certificateAt(anchor)],
      from: null,
      until,
    })),
  ];
}

/** The roots by which the last certificate of a path is signed. */
function ofPaths(
  peer: PeerProfile,
  certificates: readonly KnownCertificate[],
  certificateAt: (sha256: string) => number,
): readonly PackedRequirement[] {
  return peer.paths.flatMap((path): readonly PackedRequirement[] => {
    const last = certificates.find(({ sha256 }) => sha256 === path.certificates.at(-1));
    const roots = certificates.filter(
      ({ selfIssued, subject, spkiSha256 }) =>
        selfIssued &&
        subject === last?.issuer &&
        (last.issuerSpkiSha256 === null || last.issuerSpkiSha256 === spkiSha256),
    );
    if (roots.length === 0) return [];
    return [
      {
        kind: 'path',
        id: path.id,
        peer: peer.id,
        clouds: path.clouds,
        certificates: roots.map(({ sha256 }) => certificateAt(sha256)),
        from: path.presentedFrom ?? null,
        until: path.presentedUntil ?? null,
        confidence: path.confidence,
        note: path.note ?? null,
        sources: sourcesOf(peer, path.source),
      },
    ];
  });
}

function sourcesOf({ sources }: PeerProfile, ids: readonly string[]): PackedRequirement['sources'] {
  return sources
    .filter(({ id }) => ids.includes(id))
    .map(({ title, url, read }) => ({ title, url: url !== null && /^https?:\/\//.test(url) ? url : null, read }));
}
