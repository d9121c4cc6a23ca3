/**
 * The part of the device's schema that trust rests on. Keys and values look alike in a `set` line, so it can only be
 * split with it; every form needs it to tell lists from containers. What is not here stays opaque.
 */
export interface SchemaNode {
  readonly kind: 'container' | 'list' | 'leaf' | 'bits';
  /** How many keys an entry of a list has. */
  readonly keys: number;
  /** What each of them looks like. */
  readonly key: RegExp;
  readonly children: ReadonlyMap<string, SchemaNode>;
  /** Every leaf of it can decide what is trusted, so one that is not known here has to be said. */
  readonly strict: boolean;
}

type Children = Readonly<Record<string, SchemaNode>>;

/** Reference section 3: what the names of entries are made of. */
const NAME = /^[+,\-.:@0-9A-Z_a-z]+$/;
const NUMBER = /^\d{1,10}$/;
const ADDRESS = /^[0-9A-Fa-f.:]+$/;

const NONE: ReadonlyMap<string, SchemaNode> = new Map();
const LEAF: SchemaNode = { kind: 'leaf', keys: 0, key: NAME, children: NONE, strict: false };
const BITS: SchemaNode = { ...LEAF, kind: 'bits' };

const children = (of: Children) => new Map(Object.entries(of));
const container = (of: Children = {}): SchemaNode => ({ ...LEAF, kind: 'container', children: children(of) });
const list = (keys: number, key: RegExp, of: Children): SchemaNode => ({
  ...LEAF,
  kind: 'list',
  keys,
  key,
  children: children(of),
});
const leaves = (names: string): Children => Object.fromEntries(names.split(' ').map((name) => [name, LEAF]));

const pki = container({
  // encoding and status are not configuration, yet some dumps print them.
  certificate: { ...list(1, NAME, leaves('name state fileName passPhrase type encoding status')), strict: true },
});

const tlsProfile = list(1, NAME, {
  ...leaves(
    'appAuthTimer handshakeTimer sessionResumpTimer cipherSuite1 cipherSuite2 cipherSuite3 allowedRoles authClient ' +
      'clientCertName serverCertName ocspProfileName v1_0 v1_1 v1_2 v1_3 suppressEmptyFragments peerNameVerify ' +
      'hashType peerCertValidate',
  ),
  acceptableCertValidationErrors: BITS,
});

const ipSignalingPeerGroup = list(1, NAME, {
  ipSignalingPeerGroupData: list(1, NUMBER, leaves('ipAddress ipPort fqdn fqdnPort serviceStatus')),
});

const sipSigPort = list(1, NUMBER, {
  ...leaves(
    'ipInterfaceGroupName ipAddressV4 ipAddressV6 portNumber mode state recorder siprec secondaryIpAddress ' +
      'tcpConnectTimeout dscpValue tlsProfileName sctpProfileName tcpKeepaliveTime tcpKeepaliveInterval ' +
      'tcpKeepaliveProbes maskPortforRcb maskIpAddressforRcb enforceAORMatch action dryUpTimeout ipVarV4 ' +
      'ipPublicVarV4 ipVarV6 ipPublicVarV6 tcpUserTimeout',
  ),
  transportProtocolsAllowed: BITS,
});

const ipPeer = list(1, NAME, {
  ...leaves('ipAddress ipPort defaultForIp autoIndex'),
  policy: container({
    ...leaves('description ipSignalingProfile packetServiceProfile'),
    sip: container(leaves('fqdn fqdnPort')),
  }),
  pathCheck: container(leaves('profile hostName hostPort state statusUpdateSupport')),
  surrogateRegistration: container(),
  authentication: container(),
});

const sipTrunkGroup = list(1, NAME, {
  ...leaves('state mode'),
  ingressIpPrefix: list(2, ADDRESS, {}),
  media: container(leaves('mediaIpInterfaceGroupName dtlsProfileName')),
  signaling: container({
    ...leaves('tlsPeerName'),
    transportPreference: container(leaves('preference1 preference2 preference3 preference4')),
    messageManipulation: container(),
  }),
  policy: container({
    ...leaves('ipSignalingPeerGroup'),
    signaling: container(leaves('ipSignalingProfile')),
    media: container(leaves('packetServiceProfile')),
    callRouting: container(),
  }),
  services: container(leaves('dnsSupportType')),
});

/** From the top of the configuration. `system security` and the top-level `security` show one and the same tree. */
export const SCHEMA: SchemaNode = container({
  system: container({ security: container({ pki }) }),
  security: container({ pki }),
  profiles: container({ security: container({ tlsProfile }), ipSignalingPeerGroup }),
  addressContext: list(1, NAME, { zone: list(1, NAME, { sipSigPort, ipPeer, sipTrunkGroup }) }),
});

/** Stands for the name of an entry that a paste starts inside of. */
export const NOT_SHOWN = '(not shown)';

/** The schema at a path of names and keys, `null` where it does not know the path. */
export function nodeAt(path: readonly { readonly text: string }[]): SchemaNode | null {
  let node: SchemaNode = SCHEMA;
  for (let at = 0; at < path.length;) {
    const child = node.children.get(path[at]?.text ?? '');
    if (!child || at + child.keys >= path.length) return null;
    node = child;
    at += 1 + child.keys;
  }
  return node;
}

/** Where a name leads that was typed short or in other letters: what the device may accept and this product does not. */
export function shortFor(node: SchemaNode, word: string): string | null {
  if (word.length < 2 || node.children.has(word)) return null;
  const lower = word.toLowerCase();
  for (const name of node.children.keys()) {
    if (name.toLowerCase().startsWith(lower)) return name;
  }
  return null;
}
