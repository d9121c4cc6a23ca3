import type { Confidence, PeerEvent, PeerProfile, Source, UnknownFact } from '../model/knowledge.js';
import { moment } from '../model/time.js';
import type { peerProfileSchema, sharingPeerSchema } from './schema.js';
import type { YamlPath } from './yaml.js';

export type SharingFile = ReturnType<typeof sharingPeerSchema.parse>;

/**
 * A peer behind the names of another: the other's requirements and paths for the cloud that it shares, none of them more than
 * inferred, because nobody has said of this peer what is said of the other.
 */
export function sharingPeer(value: SharingFile, other: PeerProfile): PeerProfile | null {
  const { sharesNamesWith, unknown } = value;
  const cloud = other.clouds.find(({ id }) => id === sharesNamesWith.cloud);
  if (!cloud) return null;
  const clouds = [cloud.id];
  const isShared = (item: { readonly clouds: readonly string[] }) => item.clouds.includes(cloud.id);
  const weaker = <T extends { readonly confidence: Confidence }>(item: T): T => ({
    ...item,
    clouds,
    confidence: item.confidence === 'unknown' ? 'unknown' : 'inferred',
  });
  return {
    ...other,
    id: value.id,
    title: value.title,
    sharesNamesWith,
    clouds: [{ ...cloud, title: value.title }],
    retired: other.retired.filter(isShared),
    testOnly: other.testOnly.filter(isShared),
    requirements: other.requirements.filter(isShared).map((requirement) => ({
      ...weaker(requirement),
      level: requirement.level === 'error' ? 'warning' : requirement.level,
    })),
    paths: other.paths.filter(isShared).map(weaker),
    events: (value.events ?? []) as readonly PeerEvent[],
    unknown: [
      ...(other.unknown ?? []).filter(isShared).map((each) => ({ ...each, clouds })),
      ...((unknown ?? []).map((each) => ({ ...each, clouds })) as readonly UnknownFact[]),
    ],
    note: value.note,
    sources: [...sourceList(value.sources), ...other.sources],
  };
}

export type PeerFile = ReturnType<typeof peerProfileSchema.parse>;

type Report = (path: YamlPath, message: string) => void;

/** How sure a fact has to be to be an error. */
const PROVEN: readonly string[] = ['verified', 'corroborated'];

/** What a schema cannot say of a peer profile: its names refer to each other and to certificates that are known. */
export function checkPeer(value: PeerFile, isKnown: ReadonlySet<string>, report: Report): void {
  const clouds = new Set(value.clouds.map((cloud) => cloud.id));
  const cloudLists = {
    retired: value.retired,
    testOnly: value.testOnly,
    requirements: value.requirements,
    paths: value.paths,
    events: (value.events ?? []).map(({ clouds: some }) => ({ clouds: some ?? [] })),
    unknown: value.unknown ?? [],
  };
  for (const [key, list] of Object.entries(cloudLists)) {
    for (const [i, item] of list.entries()) {
      for (const cloud of item.clouds) {
        if (!clouds.has(cloud)) report([key, i, 'clouds'], `${cloud} is not one of the clouds`);
      }
    }
  }
  for (const [i, requirement] of value.requirements.entries()) {
    const { allOf = [], anyOf = [], keep, announced, from } = requirement;
    for (const sha256 of [...allOf, ...anyOf, ...keep.map(({ anchor }) => anchor)]) {
      if (!isKnown.has(sha256)) report(['requirements', i], `${sha256} is not in trust-anchors/`);
    }
    if (announced && moment(announced).first > moment(from).first) {
      report(['requirements', i, 'announced'], 'announced after it came into force');
    }
    if (requirement.level === 'error' && !PROVEN.includes(requirement.confidence)) {
      report(['requirements', i, 'level'], `${requirement.confidence} facts are at most a warning`);
    }
  }
  for (const [i, path] of value.paths.entries()) {
    for (const sha256 of path.certificates) {
      if (isKnown.has(sha256)) continue;
      report(['paths', i], `${sha256} is not in trust-anchors/; where it cannot be had, name it under notObtainable`);
    }
  }
  checkTls(value, report);
  checkOwnCertificate(value, clouds, report);
}

/** Each version and suite is spoken of once for each cloud; only a refusal has a day. */
function checkTls({ tls, clouds }: PeerFile, report: (path: YamlPath, message: string) => void): void {
  if (!tls) return;
  const known = new Set(clouds.map((cloud) => cloud.id));
  const lists: Readonly<Record<string, readonly (PeerTlsEntry & { readonly names?: readonly string[] })[]>> = {
    versions: tls.versions,
    cipherSuites: tls.cipherSuites,
    otherCipherSuites: tls.otherCipherSuites,
  };
  for (const [key, list] of Object.entries(lists)) {
    const seen = new Set<string>();
    for (const [
      i,
      { clouds: meant, names = ['other suites'], state, announced, since, confidence },
    ] of list.entries()) {
      const path = ['tls', key, i];
      for (const cloud of meant) {
        if (!known.has(cloud)) report([...path, 'clouds'], `${cloud} is not one of the clouds`);
        for (const name of names) {
          if (seen.has(`${cloud} ${name}`)) report(path, `${name} is spoken of twice for ${cloud}`);
          seen.add(`${cloud} ${name}`);
        }
      }
      if (state !== 'refused' && (announced ?? since)) report(path, 'only what is refused has a day');
      if (announced && since && moment(announced).first > moment(since).first) {
        report([...path, 'announced'], 'announced after it came into force');
      }
      if ((state === 'unknown') !== (confidence === 'unknown')) {
        report([...path, 'confidence'], 'the state unknown goes with the confidence unknown, and no other does');
      }
    }
  }
}

/** Facts about the SBC's own certificate: of clouds that exist, in order of time, and no graver than they are sure. */
function checkOwnCertificate(value: PeerFile, clouds: ReadonlySet<string>, report: Report): void {
  if (!value.ownCertificate) return;
  for (const [key, facts] of Object.entries(value.ownCertificate)) {
    for (const [i, fact] of facts.entries()) {
      const path = ['ownCertificate', key, i];
      for (const cloud of fact.clouds) {
        if (!clouds.has(cloud)) report([...path, 'clouds'], `${cloud} is not one of the clouds`);
      }
      if (fact.confidence !== 'unknown' && fact.source.length === 0) {
        report([...path, 'source'], 'a fact needs a source unless its confidence is unknown');
      }
      if ('level' in fact && fact.level === 'error' && !PROVEN.includes(fact.confidence)) {
        report([...path, 'level'], `${fact.confidence} facts are at most a warning`);
      }
      if ('until' in fact && fact.until !== undefined && moment(fact.until).first < moment(fact.from).first) {
        report([...path, 'until'], 'it ends before it began');
      }
    }
  }
}

type PeerTlsEntry = NonNullable<PeerFile['tls']>['otherCipherSuites'][number];

export function sourceList(sources: Readonly<Record<string, Omit<Source, 'id'>>>): readonly Source[] {
  return Object.entries(sources).map(([id, source]) => ({ ...source, id }));
}
