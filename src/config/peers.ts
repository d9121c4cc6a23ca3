import { userPeer, type UserFile } from '../knowledge/user-peer.js';
import type { Brought, Surroundings } from '../knowledge/user-certificates.js';
import type { YamlProblem } from '../knowledge/yaml.js';
import type { Knowledge, PeerProfile } from '../model/knowledge.js';
import { plainLabel } from '../model/label.js';
import { closest } from '../text/closest.js';
import type { Settings } from './read-settings.js';

export type { Brought, Surroundings, UserFile };

/** The facts for files that settings govern. */
export interface FactsOfSettings {
  /** The user's peers come first, and their certificates join those that are known. */
  readonly knowledge: Knowledge;
  /** The certificates of all peers, each once. */
  readonly brought: readonly Brought[];
  /** The peers' files and the certificates beside them, as they are shown. */
  readonly files: readonly string[];
}

/** Reads the peers that settings name, with their certificates. `readPeer` gives a file, or what the system says. */
export async function withPeers(
  { peers: entries, peer: assumed, origins }: Settings,
  surroundings: Surroundings,
  readPeer: (path: string) => UserFile | { readonly failed: string },
): Promise<FactsOfSettings | { readonly problems: readonly YamlProblem[] }> {
  const problems: YamlProblem[] = [];
  const shipped = new Set(surroundings.knowledge.peers.map(({ id }) => id));
  const peers: PeerProfile[] = [];
  const brought = new Map<string, Brought>();
  const files = new Set<string>();
  for (const { path, named, at } of entries) {
    const report = (message: string) => problems.push({ ...at, message });
    const read = readPeer(path);
    if ('failed' in read) {
      report(`cannot read ${named}: ${read.failed}`);
      continue;
    }
    files.add(read.path);
    const peer = await userPeer(read, surroundings);
    if ('problems' in peer) {
      problems.push(...peer.problems);
      continue;
    }
    const { id } = peer.peer;
    if (shipped.has(id) || peers.some((other) => other.id === id))
      report(
        `${named} has the id ${id}, which ${shipped.has(id) ? 'a peer of sbclint' : 'another of these peers'} has too`,
      );
    for (const one of peer.brought) {
      if (one.certificate.broughtIn !== undefined) files.add(one.certificate.broughtIn);
      const clash = clashing(one, brought.values());
      if (clash) report(`${named} calls a certificate ${one.name}, and another peer has another one of that name`);
      else if (!brought.has(one.certificate.sha256)) brought.set(one.certificate.sha256, one);
    }
    peers.push(peer.peer);
  }
  const known = [...peers, ...surroundings.knowledge.peers].map(({ id }) => id);
  const at = origins.find(({ key }) => key === 'peer')?.at;
  if (assumed !== null && at && problems.length === 0 && !known.includes(assumed)) {
    const near = closest(assumed, known);
    const hint = near ? `did you mean ${near}?` : `known peers: ${known.join(', ')}`;
    problems.push({ ...at, message: `unknown peer ${assumed}; ${hint}` });
  }
  if (problems.length > 0) return { problems };
  const all = [...brought.values()];
  return { knowledge: joined(surroundings.knowledge, peers, all), brought: all, files: [...files] };
}

function joined(knowledge: Knowledge, peers: readonly PeerProfile[], brought: readonly Brought[]): Knowledge {
  if (peers.length === 0) return knowledge;
  const own = new Map(brought.map(({ certificate }) => [certificate.sha256, certificate]));
  const shipped = new Set(knowledge.certificates.map((certificate) => certificate.sha256));
  return {
    ...knowledge,
    peers: [...peers, ...knowledge.peers],
    certificates: [
      ...knowledge.certificates.map((certificate) => own.get(certificate.sha256) ?? certificate),
      ...[...own.values()].filter((certificate) => !shipped.has(certificate.sha256)),
    ],
  };
}

function clashing({ name, certificate }: Brought, others: Iterable<Brought>): boolean {
  return [...others].some(
    (other) => plainLabel(other.name) === plainLabel(name) && other.certificate.sha256 !== certificate.sha256,
  );
}
