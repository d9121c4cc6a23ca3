import type { Reasoned } from '../../model/answer.js';
import type { Transport } from '../../model/trust.js';
import { lookUp } from '../../text/look-up.js';
import type { Sourced } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import { portNumber } from './endpoints.js';
import { plain, type Token } from './token.js';
import { childrenOf, valueOf, type TreeNode } from './tree.js';
import { DEFAULT_TLS_PROFILE } from './tls-profile.js';

/** A sipSigPort of a zone, with its defaults applied. */
export interface SignalingPort {
  readonly token: Token;
  readonly tls: boolean;
  /** Whether TLS, or a transport that is not recognized, is among those it allows. */
  readonly mayBeTls: boolean;
  /** Without TLS: each of its other transports. */
  readonly transports: readonly Sourced<Transport>[];
  /** Where the TLS profile is named, or the port that names none. */
  readonly profile: Sourced<string>;
  readonly profileToken: Token;
  /** Whether the port names its profile itself. */
  readonly named: boolean;
  /** Where it listens. */
  readonly listens: number | null;
  readonly enabled: Reasoned;
}

/** Reference section 6.1. */
const DEFAULT_PORT = 5060;

const TRANSPORTS: Readonly<Record<string, Transport>> = { 'sip-tls-tcp': 'tls', 'sip-tcp': 'tcp', 'sip-udp': 'udp' };

export function signalingPorts(zone: TreeNode, source: SourceText): readonly SignalingPort[] {
  return childrenOf(zone, 'sipSigPort').map((node) => {
    const allowed = valueOf(node, 'transportProtocolsAllowed');
    const place = allowed ?? node.token;
    const at = source.at(place.start, place.end);
    // Absent means sip-udp; an unknown word may be a newer transport.
    const words = allowed
      ? plain(allowed)
          .split(/[\s,[\]]+/)
          .filter((word) => word !== '')
      : ['sip-udp'];
    const transports = [...new Set(words.map((word) => lookUp(TRANSPORTS, word) ?? 'unknown'))];
    const tls = transports.includes('tls');

    const profile = valueOf(node, 'tlsProfileName');
    const profileToken = profile ?? node.token;
    const number = valueOf(node, 'portNumber');
    const base = number ? portNumber(number) : DEFAULT_PORT;
    return {
      token: node.token,
      tls,
      mayBeTls: tls || transports.includes('unknown'),
      transports: (tls ? (['tls'] as const) : transports).map((value) => ({ value, at })),
      profile: {
        value: profile ? plain(profile) : DEFAULT_TLS_PROFILE,
        at: source.at(profileToken.start, profileToken.end),
      },
      profileToken,
      named: profile !== null,
      // The TLS listener is one above the configured port (reference section 0, item 8).
      listens: base === null ? null : tls ? base + 1 : base,
      enabled: enabled(node, source),
    };
  });
}

function enabled(port: TreeNode, source: SourceText): Reasoned {
  const name = `sipSigPort ${plain(port.token)}`;
  const state = valueOf(port, 'state');
  const mode = valueOf(port, 'mode');
  const place = state ?? port.token;
  const at = source.at(place.start, place.end);

  if (!state) return { answer: 'no', because: `${name} has no state, so its default disabled applies`, at };
  if (plain(state) === 'disabled') return { answer: 'no', because: `${name} is disabled`, at };
  if (plain(state) !== 'enabled') return { answer: 'unknown', because: `the state of ${name} is not recognized`, at };
  if (mode && plain(mode) === 'outOfService') {
    return { answer: 'no', because: `${name} is temporarily out of service`, at: source.at(mode.start, mode.end) };
  }
  return { answer: 'yes', because: `${name} is enabled`, at };
}
