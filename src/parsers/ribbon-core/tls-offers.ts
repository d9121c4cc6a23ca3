import type { Allowed, TlsOffers } from '../../model/tls.js';
import type { Provenance } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import { atLeast, bothWays, byDefault, orMore, unread } from '../tls-settings/allowed.js';
import { cipherNames, ianaName } from '../tls-settings/cipher-setting.js';
import { plain, sourced } from './token.js';
import { valueOf, type TreeNode } from './tree.js';

const VERSIONS = [
  ['v1_0', 'TLS 1.0'],
  ['v1_1', 'TLS 1.1'],
  ['v1_2', 'TLS 1.2'],
  ['v1_3', 'TLS 1.3'],
] as const;
const SUITES = ['cipherSuite1', 'cipherSuite2', 'cipherSuite3'];

/**
 * What a TLS profile allows; it has one setting for both directions. `at` stands for what is not there, and `hidden` says
 * why more of the profile may be set than is shown.
 */
export function offersOf(
  profile: TreeNode | undefined,
  source: SourceText,
  at: Provenance,
  hidden: string | null,
): TlsOffers {
  const cipherSuites = orMore(suitesOf(profile, source, at), hidden);
  return bothWays({ versions: versionsOf(profile, source, at), cipherSuites });
}

/** Which versions are on where they are not set differs between releases (profile fact tlsVersionDefaults). */
function versionsOf(profile: TreeNode | undefined, source: SourceText, at: Provenance): Allowed {
  const certain: string[] = [];
  const perhaps: string[] = [];
  let first: Provenance | null = null;
  let absent: string | null = null;
  for (const [leaf, name] of VERSIONS) {
    const value = valueOf(profile, leaf);
    if (!value) {
      perhaps.push(name);
      absent ??= leaf;
      continue;
    }
    const place = source.at(value.start, value.end);
    first ??= place;
    const word = plain(value);
    if (word === 'enabled') certain.push(name);
    else if (word !== 'disabled') return unread(`the value of ${leaf} is neither enabled nor disabled`, place);
  }
  const because =
    absent === null
      ? 'v1_0 to v1_3 say so'
      : `${first ? `${absent} is` : 'v1_0 to v1_3 are'} not set, and the default differs between releases`;
  return atLeast(certain, perhaps, { because, at: first ?? at });
}

/** The defaults are those of release V6.2.1 (profile fact cipherSuiteDefaults): nosuite for the second and the third. */
function suitesOf(profile: TreeNode | undefined, source: SourceText, at: Provenance): Allowed {
  const words = SUITES.flatMap((leaf) => {
    const value = valueOf(profile, leaf);
    return value && plain(value) !== 'nosuite' ? [sourced(source, value)] : [];
  });
  const named = valueOf(profile, 'cipherSuite1') ? cipherNames('cipherSuite1 to 3', words, ianaName, 'inferred') : null;
  return named ?? byDefault('cipherSuite1 is not set, and its default differs between releases', at);
}
