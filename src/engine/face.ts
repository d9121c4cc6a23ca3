import type { FacingLeg } from '../model/device.js';
import type { PeerCloud, PeerProfile } from '../model/knowledge.js';
import type { Endpoint, Leg, TlsContext, TrustModel } from '../model/trust.js';
import { recognizeHost, type RecognizedHost } from '../rules/recognize-host.js';

/**
 * Says whom each leg faces, by the host names it calls; one that calls several clouds is one leg for each. With an
 * `assumed` peer, TLS legs that call no known name face that peer, and so does every TLS context of an export without TLS legs.
 * Without one, legs that name nobody face the peers of the others, in doubt where it is not known who comes by them.
 */
export function face(
  { legs, tlsContexts }: TrustModel,
  peers: readonly PeerProfile[],
  assumed: string | null,
  isStoreAlone = false,
): readonly FacingLeg[] {
  const recognize = hostRecognizer(peers);
  const fallback = peers.find(({ id }) => id === assumed);
  const unnamed = fallback ? { peer: fallback.id, cloud: fallback.clouds[0]?.id ?? null } : null;
  // Legs of one trunk may share a list of endpoints, which is looked at once.
  const told = new Map<Leg['endpoints'], readonly KnownEndpoints[]>();
  const facing = legs.flatMap((leg): readonly FacingLeg[] => {
    const known =
      told.get(leg.endpoints) ??
      knownEndpoints(leg.endpoints, recognize).map((each) => ({ ...each, peer: behind(each, fallback) }));
    told.set(leg.endpoints, known);
    if (known.length > 0) {
      return known.map(({ peer, cloud, endpoints }) => ({ peer: peer.id, cloud: cloud.id, ...leg, endpoints }));
    }
    const { peer, cloud } = unnamed && mayBeTls(leg) ? unnamed : NOBODY;
    // What comes on top goes first: behind a spread it would give each leg a shape of its own, which takes ten times as long.
    return [{ peer, cloud, ...leg }];
  });
  if (facing.some(mayServe)) return serving(facing);
  if (!unnamed || legs.some(mayBeTls)) return facing;
  return [...facing, ...tlsContexts.map((context) => ({ ...assumedLeg(context, isStoreAlone), ...unnamed }))];
}

/** A leg that cannot fail is left out: one that checks nobody, where nothing says that it serves a peer. */
function mayServe({ peer, endpoints, serves, verifiesPeer }: FacingLeg): boolean {
  const isOpen = peer === null && endpoints.length === 0 && serves !== undefined && serves.answer !== 'no';
  return isOpen && verifiesPeer.answer !== 'no';
}

/** Of more legs in one direction that may serve a peer it is asked once which ones do, and not of each what it lacks. */
const MOST = 16;

/** Legs that name nobody serve, or may serve, whomever others of the device face. */
function serving(legs: readonly FacingLeg[]): readonly FacingLeg[] {
  const faced = new Map(
    legs
      .filter((leg) => leg.peer !== null && mayBeTls(leg))
      .map(({ peer, cloud }) => [JSON.stringify([peer, cloud]), { peer, cloud }]),
  );
  const way = ({ direction, tlsContext }: FacingLeg, peer: string | null) =>
    JSON.stringify([direction, tlsContext, peer]);
  const known = new Set(legs.filter(({ peer }) => peer !== null).map((leg) => way(leg, leg.peer)));
  const perhaps = legs.filter((leg) => mayServe(leg) && leg.serves?.answer === 'unknown');
  const areMany = (direction: Leg['direction']) => perhaps.filter((leg) => leg.direction === direction).length > MOST;
  const many = { inbound: areMany('inbound'), outbound: areMany('outbound') };
  return legs.flatMap((leg): readonly FacingLeg[] => {
    if (!mayServe(leg)) return [leg];
    const doubt = leg.serves?.answer === 'unknown' ? { doubt: leg.serves } : {};
    if (doubt.doubt && faced.size > 0 && many[leg.direction]) return [{ ...leg, ...doubt }];
    // Where another leg is this very way to a peer, that is said already.
    const served = [...faced.values()].filter(({ peer }) => !known.has(way(leg, peer)));
    return served.length === 0 ? [leg] : served.map((each) => ({ ...leg, ...each, ...doubt }));
  });
}

const NOBODY = { peer: null, cloud: null };

/** Of peers with the same names, the one that the user named; the name alone never leads to a peer that shares it. */
function behind({ peer, cloud }: KnownEndpoints, assumed: PeerProfile | undefined): PeerProfile {
  const shared = assumed?.sharesNamesWith;
  return assumed && shared?.peer === peer.id && shared.cloud === cloud.id ? assumed : peer;
}

function mayBeTls({ transport }: Leg): boolean {
  return transport.value === 'tls' || transport.value === 'unknown';
}

interface KnownEndpoints {
  readonly peer: PeerProfile;
  readonly cloud: PeerCloud;
  readonly endpoints: readonly Endpoint[];
}

/** The endpoints of a leg by peer and cloud; those that nobody knows stay with the first. */
function knownEndpoints(endpoints: readonly Endpoint[], recognize: RecognizeHost): readonly KnownEndpoints[] {
  const groups: { peer: PeerProfile; cloud: PeerCloud; endpoints: Endpoint[] }[] = [];
  const strangers: Endpoint[] = [];
  for (const endpoint of endpoints) {
    const known = recognize(endpoint.host.value);
    const group = groups.find(({ peer, cloud }) => peer === known?.peer && cloud === known.cloud);
    if (!known) strangers.push(endpoint);
    else if (group) group.endpoints.push(endpoint);
    else groups.push({ peer: known.peer, cloud: known.cloud, endpoints: [endpoint] });
  }
  return groups.map((group, i) => (i === 0 ? { ...group, endpoints: [...group.endpoints, ...strangers] } : group));
}

/** What is known of a leg that only the user says is there: its TLS context. */
function assumedLeg({ name, at }: TlsContext, isStoreAlone: boolean): Leg {
  const unknown = {
    answer: 'unknown',
    because: 'the export does not show the legs that use this TLS context',
    at,
  } as const;
  // Whoever asks about a trust store by itself asks what becomes of those who are checked against it.
  const checks = { answer: 'yes', because: 'a trust store by itself is there to check its peer against', at } as const;
  return {
    name: `${name.value} (assumed)`,
    trunk: name.value,
    direction: 'outbound',
    tlsContext: name.value,
    unresolved: null,
    transport: { value: 'tls', at },
    port: null,
    endpoints: [],
    enabled: unknown,
    verifiesPeer: isStoreAlone ? checks : unknown,
    mutualTls: unknown,
    at,
  };
}

type RecognizeHost = (host: string) => RecognizedHost | null;

/** Trunks of one device call few hosts, so each is looked up once. */
function hostRecognizer(peers: readonly PeerProfile[]): RecognizeHost {
  const known = new Map<string, RecognizedHost | null>();
  return (host) => {
    const answer = known.get(host);
    if (answer !== undefined) return answer;
    const found = recognizeHost(host, peers);
    known.set(host, found);
    return found;
  };
}
