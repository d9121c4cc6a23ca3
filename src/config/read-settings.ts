import { userPeer, type UserFile } from '../knowledge/user-peer.js';
import type { Brought, Surroundings } from '../knowledge/user-certificates.js';
import { validateYaml } from '../knowledge/validate.js';
import type { YamlProblem } from '../knowledge/yaml.js';
import type { PeerProfile } from '../model/knowledge.js';
import { plainLabel } from '../model/label.js';
import { closest } from '../text/closest.js';
import { settingsSchema, type Settings } from './schema.js';

export type { Brought, Surroundings };

export type ReadSettings =
  | {
      readonly settings: Settings;
      readonly peers: readonly PeerProfile[];
      /** The certificates of all peers, each once. */
      readonly brought: readonly Brought[];
      /** What was read here, as it is shown: the settings, the peers' files and the certificates beside them. */
      readonly files: readonly string[];
    }
  | { readonly problems: readonly YamlProblem[] };

/** Checks `sbclint.yaml` and the peers it names. `readPeer` gives a file named in it, or what the system says. */
export async function readSettings(
  file: string,
  text: string,
  surroundings: Surroundings,
  ruleIds: readonly string[],
  readPeer: (path: string) => UserFile | { readonly failed: string },
): Promise<ReadSettings> {
  const validated = validateYaml(file, text, settingsSchema);
  if ('problems' in validated) return validated;
  const { value: settings, place } = validated;
  const problems: YamlProblem[] = [];

  for (const id of Object.keys(settings.rules ?? {})) {
    if (ruleIds.includes(id)) continue;
    const near = closest(id, ruleIds);
    problems.push({
      file,
      ...place(['rules', id]),
      message: `unknown rule ${id}${near ? `; did you mean ${near}?` : ''}`,
    });
  }
  const ids = new Set<string>();
  for (const [i, { id }] of (settings.devices ?? []).entries()) {
    const at = place(['devices', i, 'id']);
    if (ids.has(id)) problems.push({ file, ...at, message: `two devices have the id ${id}` });
    if (!isSafeId(id)) {
      problems.push({
        file,
        ...at,
        message: `${id} cannot be a folder of a roll-out pack: no .., no leading /, no \\`,
      });
    }
    ids.add(id);
  }
  const shipped = new Set(surroundings.knowledge.peers.map(({ id }) => id));
  const peers: PeerProfile[] = [];
  const brought = new Map<string, Brought>();
  const files = new Set([file]);
  for (const [i, path] of (settings.peers ?? []).entries()) {
    const report = (message: string) => problems.push({ file, ...place(['peers', i]), message });
    const read = readPeer(path);
    if ('failed' in read) {
      report(`cannot read ${path}: ${read.failed}`);
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
        `${path} has the id ${id}, which ${shipped.has(id) ? 'a peer of sbclint' : 'another of these peers'} has too`,
      );
    for (const one of peer.brought) {
      if (one.certificate.broughtIn !== undefined) files.add(one.certificate.broughtIn);
      const clash = clashing(one, brought.values());
      if (clash) report(`${path} calls a certificate ${one.name}, and another peer has another one of that name`);
      else if (!brought.has(one.certificate.sha256)) brought.set(one.certificate.sha256, one);
    }
    peers.push(peer.peer);
  }
  const known = [...peers, ...surroundings.knowledge.peers].map(({ id }) => id);
  if (settings.peer !== undefined && problems.length === 0 && !known.includes(settings.peer)) {
    const near = closest(settings.peer, known);
    const hint = near ? `did you mean ${near}?` : `known peers: ${known.join(', ')}`;
    problems.push({ file, ...place(['peer']), message: `unknown peer ${settings.peer}; ${hint}` });
  }
  return problems.length > 0 ? { problems } : { settings, peers, brought: [...brought.values()], files: [...files] };
}

function clashing({ name, certificate }: Brought, others: Iterable<Brought>): boolean {
  return [...others].some(
    (other) => plainLabel(other.name) === plainLabel(name) && other.certificate.sha256 !== certificate.sha256,
  );
}

/** An id names a folder below the output folder. */
function isSafeId(id: string): boolean {
  return (
    !/^\/|\\|[\x00-\x1f]|^[A-Za-z]:/.test(id) &&
    id.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
  );
}
