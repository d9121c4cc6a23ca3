import type { PeerProfile } from '../model/knowledge.js';
import { checkRoles, resolveReferences } from './certificate-reference.js';
import { checkSources } from './cited-sources.js';
import { checkPeer, sourceList } from './peer.js';
import { userPeerSchema } from './schema.js';
import {
  broughtCertificates,
  withSignatures,
  type Brought,
  type ReadBeside,
  type Surroundings,
} from './user-certificates.js';
import { validateYaml } from './validate.js';
import type { YamlPath, YamlProblem } from './yaml.js';

/** A user's profile as it is read, with what lies beside it. */
export interface UserFile {
  /** As it is shown. */
  readonly path: string;
  readonly text: string;
  readonly beside: ReadBeside;
}

export interface UserPeer {
  readonly peer: PeerProfile;
  readonly brought: readonly Brought[];
}

/** A peer of the user's own, such as a carrier, in a file of the shape of peer-profiles/ with its certificates beside it. */
export async function userPeer(
  { path: file, text, beside }: UserFile,
  surroundings: Surroundings,
): Promise<UserPeer | { readonly problems: readonly YamlProblem[] }> {
  const validated = validateYaml(file, text, userPeerSchema);
  if ('problems' in validated) return validated;
  const { value, place } = validated;
  const { certificates: listed, ...written } = value;
  const problems: YamlProblem[] = [];
  const report = (path: YamlPath, message: string) => problems.push({ file, ...place(path), message });

  checkSources(value, report);
  const read = await broughtCertificates(listed, beside, surroundings, report);
  // What cannot be read would be unknown wherever it is named.
  if (read.length < listed.length) return { problems };
  const known = surroundings.knowledge.certificates;
  const referenced = resolveReferences(written, read, known, report);
  if (problems.length > 0) return { problems };
  checkRoles(referenced, report);
  const inPaths = new Set(referenced.inPaths.map((each) => each.known.sha256));
  const brought = await withSignatures(read, inPaths, surroundings, (one, message) =>
    report(['certificates', read.indexOf(one), 'file'], message),
  );
  const isKnown = new Set([...known, ...brought.map(({ certificate }) => certificate)].map(({ sha256 }) => sha256));
  checkPeer(referenced.profile, isKnown, report);
  if (problems.length > 0) return { problems };
  return { peer: { ...referenced.profile, sources: sourceList(value.sources) } as PeerProfile, brought };
}
