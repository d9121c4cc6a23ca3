import type { KnownCertificate } from '../model/certificate.js';
import { closest } from '../text/closest.js';
import type { PeerFile } from './peer.js';
import type { Brought, Report } from './user-certificates.js';
import type { YamlPath } from './yaml.js';

/** A certificate that a profile refers to, and from where. */
interface Reference {
  readonly known: KnownCertificate;
  readonly path: YamlPath;
}

export interface Referenced {
  /** The profile with the SHA-256 in the place of every name. */
  readonly profile: PeerFile;
  readonly anchors: readonly Reference[];
  readonly inPaths: readonly Reference[];
}

/** Replaces the names by which a user's profile refers to certificates: an entry's name, a known one's, or the SHA-256 itself. */
export function resolveReferences(
  profile: PeerFile,
  brought: readonly Brought[],
  certificates: readonly KnownCertificate[],
  report: Report,
): Referenced {
  const anchors: Reference[] = [];
  const inPaths: Reference[] = [];
  const own = brought.map(({ name, certificate }) => ({ ...certificate, name }));
  const all = [...own, ...certificates];

  function resolve(text: string, path: YamlPath, into: Reference[]): string {
    const hash = text.replace(/[:\s]/g, '').toLowerCase();
    const known = all.find(({ name, sha256 }) => name === text || sha256 === hash);
    if (known) into.push({ known, path });
    else report(path, unknown(text, hash, all));
    return known?.sha256 ?? hash;
  }
  const each = (texts: readonly string[] | undefined, path: YamlPath, into: Reference[]) =>
    texts?.map((text, i) => resolve(text, [...path, i], into));

  const requirements = profile.requirements.map((requirement, i) => {
    const at = ['requirements', i];
    const { allOf, anyOf, keep } = requirement;
    return {
      ...requirement,
      ...(allOf ? { allOf: each(allOf, [...at, 'allOf'], anchors) } : {}),
      ...(anyOf ? { anyOf: each(anyOf, [...at, 'anyOf'], anchors) } : {}),
      keep: keep.map(({ anchor, until }, k) => ({
        anchor: resolve(anchor, [...at, 'keep', k, 'anchor'], anchors),
        until,
      })),
    };
  });
  const paths = profile.paths.map((path, i) => ({
    ...path,
    certificates: each(path.certificates, ['paths', i, 'certificates'], inPaths) ?? [],
  }));
  return { profile: { ...profile, requirements, paths } as PeerFile, anchors, inPaths };
}

function unknown(text: string, hash: string, known: readonly KnownCertificate[]): string {
  if (/^[0-9a-f]{64}$/.test(hash)) {
    return `no certificate with the SHA-256 ${hash} is known: add its file to certificates`;
  }
  const near = closest(
    text,
    known.map(({ name }) => name),
  );
  const advice = near ? `; did you mean ${near}?` : ': say the name of an entry of certificates, or a SHA-256';
  return `no certificate is called ${text}${advice}`;
}

/** Roots are asked for; CAs are presented. */
export function checkRoles({ anchors, inPaths }: Referenced, report: Report): void {
  for (const { known, path } of anchors) {
    if (known.selfSigned === false)
      report(
        path,
        `${known.name} is no root, for ${known.issuer} issued it: a requirement names roots, paths name what is below them`,
      );
  }
  for (const { known, path } of inPaths) {
    if (known.isCa === false)
      report(path, `${known.name} is no CA: a path begins with the CA that issued the peer's own certificate`);
  }
}
