import type { Source } from '../model/knowledge.js';
import { moment } from '../model/time.js';
import type { peerProfileSchema } from './schema.js';
import type { YamlPath } from './yaml.js';

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
      if (!isKnown.has(sha256)) report(['paths', i], `${sha256} is not in trust-anchors/`);
    }
  }
  checkOwnCertificate(value, clouds, report);
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

export function sourceList(sources: Readonly<Record<string, Omit<Source, 'id'>>>): readonly Source[] {
  return Object.entries(sources).map(([id, source]) => ({ ...source, id }));
}
