import type { Reasoned } from '../../model/answer.js';
import type { TlsContext } from '../../model/trust.js';
import type { Sourced } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import { STORE_ID } from './pki.js';
import { offersOf } from './tls-offers.js';
import { plain, sourced, type Token } from './token.js';
import { childrenOf, find, valueOf, type TreeNode } from './tree.js';

/** What a signaling port uses that names no TLS profile. It always exists and is only printed once it was changed. */
export const DEFAULT_TLS_PROFILE = 'defaultTlsProfile';

const VERSIONS = ['v1_0', 'v1_1', 'v1_2', 'v1_3'];

export const shownProfiles = (root: TreeNode) => childrenOf(root, 'profiles', 'security', 'tlsProfile');

export const shownProfile = (root: TreeNode, name: string) => find(root, 'profiles', 'security', 'tlsProfile', name);

/** `hidden`: why more of it may be set than is shown, `null` if it is shown in full. */
export function tlsContext(
  name: Sourced<string>,
  profile: TreeNode | undefined,
  source: SourceText,
  hidden: string | null,
): TlsContext {
  const versions = VERSIONS.flatMap((version) => {
    const value = valueOf(profile, version);
    return value ? [{ text: `${version} ${plain(value)}`, value }] : [];
  });
  const suites = ['cipherSuite1', 'cipherSuite2', 'cipherSuite3']
    .map((leaf) => valueOf(profile, leaf))
    .filter((value) => value !== null)
    .filter((value) => plain(value) !== 'nosuite');
  const own = valueOf(profile, 'serverCertName') ?? valueOf(profile, 'clientCertName');
  const [first] = versions;

  return {
    name,
    key: name.value,
    trustStores: [STORE_ID],
    // The defaults of the versions differ between releases (reference section 4), so only what is written counts.
    ...(first && {
      tlsVersion: {
        value: versions.map(({ text }) => text).join(', '),
        at: source.at(first.value.start, first.value.end),
      },
    }),
    ...(suites.length > 0 && { cipherSuites: suites.map((suite) => sourced(source, suite)) }),
    offers: offersOf(profile, source, name.at, hidden),
    ...(own && { endEntity: sourced(source, own) }),
    at: name.at,
  };
}

/** How a TLS profile is meant to check the other side. `hidden`: why it may be set and not shown, `null` if it is not. */
export interface Verification {
  readonly inbound: Reasoned;
  readonly outbound: Reasoned;
}

export function verification(
  name: string,
  profile: TreeNode | undefined,
  used: Token,
  source: SourceText,
  hidden: string | null,
): Verification {
  const settledBy = `show configuration profiles security tlsProfile ${name} | display set`;
  const elsewhere = profile?.token ?? used;
  const at = source.at(elsewhere.start, elsewhere.end);
  const read = (leaf: string, absent: Reasoned): Reasoned => {
    const value = valueOf(profile, leaf);
    if (!value) return absent;
    const place = source.at(value.start, value.end);
    const word = plain(value);
    if (word === 'true') return { answer: 'yes', because: `${leaf} of TLS profile ${name} is true`, at: place };
    if (word === 'false') return { answer: 'no', because: `${leaf} of TLS profile ${name} is false`, at: place };
    return { answer: 'unknown', because: `${leaf} of TLS profile ${name} is not recognized`, at: place, settledBy };
  };

  return {
    // The default of authClient is known from release V6.2.1 (reference section 4).
    inbound: read(
      'authClient',
      hidden
        ? { answer: 'unknown', because: hidden, at, settledBy }
        : {
            answer: 'yes',
            because: `authClient of TLS profile ${name} is absent, so its default true applies (as of release V6.2.1)`,
            at,
          },
    ),
    outbound: read('peerCertValidate', {
      answer: 'unknown',
      because:
        hidden ??
        `peerCertValidate of TLS profile ${name} is absent; it came with release 12.1, and its default is not published`,
      at,
      settledBy,
    }),
  };
}
