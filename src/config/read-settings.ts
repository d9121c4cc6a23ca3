import { userPeer } from '../knowledge/user-peer.js';
import { validateYaml } from '../knowledge/validate.js';
import type { YamlProblem } from '../knowledge/yaml.js';
import type { Knowledge, PeerProfile } from '../model/knowledge.js';
import { closest } from '../text/closest.js';
import { settingsSchema, type Settings } from './schema.js';

export type ReadSettings =
  | { readonly settings: Settings; readonly peers: readonly PeerProfile[] }
  | { readonly problems: readonly YamlProblem[] };

/** Checks `sbclint.yaml` and the peers it names. `readPeer` gives the text of a file named in it, or what the system says. */
export function readSettings(
  file: string,
  text: string,
  knowledge: Knowledge,
  ruleIds: readonly string[],
  readPeer: (path: string) => { readonly path: string; readonly text: string } | { readonly failed: string },
): ReadSettings {
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
  const peers: PeerProfile[] = [];
  for (const [i, path] of (settings.peers ?? []).entries()) {
    const read = readPeer(path);
    if ('failed' in read) {
      problems.push({ file, ...place(['peers', i]), message: `cannot read ${path}: ${read.failed}` });
      continue;
    }
    const peer = userPeer(read.path, read.text, knowledge);
    if ('problems' in peer) problems.push(...peer.problems);
    else peers.push(peer.peer);
  }
  const known = [...peers, ...knowledge.peers].map(({ id }) => id);
  if (settings.peer !== undefined && problems.length === 0 && !known.includes(settings.peer)) {
    const near = closest(settings.peer, known);
    const hint = near ? `did you mean ${near}?` : `known peers: ${known.join(', ')}`;
    problems.push({ file, ...place(['peer']), message: `unknown peer ${settings.peer}; ${hint}` });
  }
  return problems.length > 0 ? { problems } : { settings, peers };
}

/** An id names a folder below the output folder. */
function isSafeId(id: string): boolean {
  return (
    !/^\/|\\|[\x00-\x1f]|^[A-Za-z]:/.test(id) &&
    id.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
  );
}
