import type { PeerCloud, PeerProfile } from '../model/knowledge.js';
import { plainHost } from './endpoint-names.js';

export interface RecognizedHost {
  readonly peer: PeerProfile;
  readonly cloud: PeerCloud;
}

/** The peer whose host name it is, with its cloud; `null` where it is nobody's. The name alone never leads to a peer that shares its names. */
export function recognizeHost(host: string, peers: readonly PeerProfile[]): RecognizedHost | null {
  const name = plainHost(host);
  for (const peer of peers) {
    if (peer.sharesNamesWith) continue;
    const isNamed = (endpoint: { readonly host: string }) => endpoint.host === name;
    const named = peer.retired.find(isNamed) ?? peer.testOnly.find(isNamed);
    const cloud = peer.clouds.find(
      ({ id, endpoints, suffixes }) =>
        endpoints.includes(name) || suffixes.some((suffix) => endsIn(name, suffix)) || named?.clouds.includes(id),
    );
    if (cloud) return { peer, cloud };
  }
  return null;
}

/** Whether a name is that of a suffix or below it; `*` in the suffix stands for one label. */
function endsIn(name: string, suffix: string): boolean {
  if (!suffix.includes('*')) return name.endsWith(suffix) || `.${name}` === suffix;
  const wanted = suffix.slice(1).split('.');
  const labels = name.split('.').slice(-wanted.length);
  return labels.length === wanted.length && wanted.every((label, i) => label === '*' || label === labels[i]);
}
