import type { Knowledge, PeerProfile } from '../model/knowledge.js';
import { checkPeer, sourceList } from './peer.js';
import { peerProfileSchema } from './schema.js';
import { validateYaml } from './validate.js';
import type { YamlProblem } from './yaml.js';

/** A peer of the user's own, such as a carrier, in a file of the shape of peer-profiles/. */
export function userPeer(
  file: string,
  text: string,
  knowledge: Knowledge,
): { readonly peer: PeerProfile } | { readonly problems: readonly YamlProblem[] } {
  const validated = validateYaml(file, text, peerProfileSchema);
  if ('problems' in validated) return validated;
  const { value, place } = validated;
  const problems: YamlProblem[] = [];
  const isKnown = new Set(knowledge.certificates.map(({ sha256 }) => sha256));
  checkPeer(value, isKnown, (path, message) => problems.push({ file, ...place(path), message }));
  if (problems.length > 0) return { problems };
  return { peer: { ...value, sources: sourceList(value.sources) } as PeerProfile };
}
