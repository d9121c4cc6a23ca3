import { userPeer } from '../knowledge/user-peer.js';
import type { YamlProblem } from '../knowledge/yaml.js';
import type { Knowledge } from '../model/knowledge.js';
import type { Settings, SettingsHost } from './read-settings.js';

/** The facts with the peers that settings name; the user's go before the shipped ones. */
export function withPeers(
  { peers }: Settings,
  knowledge: Knowledge,
  { read }: SettingsHost,
): { readonly knowledge: Knowledge } | { readonly problems: readonly YamlProblem[] } {
  const problems: YamlProblem[] = [];
  const own = peers.flatMap(({ path, at }) => {
    const text = read(path);
    if ('failed' in text) {
      problems.push({ ...at, message: `cannot read ${path}: ${text.failed}` });
      return [];
    }
    const peer = userPeer(path, text.text, knowledge);
    if ('problems' in peer) problems.push(...peer.problems);
    return 'peer' in peer ? [peer.peer] : [];
  });
  if (problems.length > 0) return { problems };
  return { knowledge: own.length === 0 ? knowledge : { ...knowledge, peers: [...own, ...knowledge.peers] } };
}
