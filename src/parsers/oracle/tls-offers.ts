import { TLS_VERSIONS, type Allowed, type TlsOffers } from '../../model/tls.js';
import type { Provenance, Sourced } from '../../text/provenance.js';
import { atLeast, bothWays, byDefault, exactly, orMore, unread } from '../tls-settings/allowed.js';
import { cipherNames, ianaName } from '../tls-settings/cipher-setting.js';
import { CIPHER_SUITES } from '../tls-settings/suites.js';
import { valueOf, valuesOf, type OracleElement } from './element.js';

/** What a tls-profile allows; it has one setting for both directions. */
export function offersOf(profile: OracleElement): TlsOffers {
  const versions = versionsOf(valueOf(profile, 'tls-version'), profile.at);
  const cipherSuites = orMore(suitesOf(valuesOf(profile, 'cipher-list'), profile.at), gapOf(profile));
  return bothWays({ versions, cipherSuites });
}

/** Why the list may hold more than was read. */
function gapOf({ attributes, unreadable, truncated, mayLackEntry, isPart }: OracleElement): string | null {
  if (isPart) return 'the file says what was changed, not all that cipher-list holds';
  if (truncated) return 'the file ends in the middle of tls-profile';
  if (mayLackEntry) return 'collectors cut the last line of an output, which may have been one of tls-profile';
  const isDamaged = unreadable.length > 0 || (attributes.get('cipher-list')?.unreadable.length ?? 0) > 0;
  return isDamaged ? 'a line of tls-profile cannot be read' : null;
}

/**
 * Both the default and what `compatibility` holds depend on the release (profile facts tlsVersionDefault and
 * tlsVersionCompatibility). A release prints TLSv1, TLS12 or tlsv12, its backups tlsv1.2.
 */
function versionsOf(setting: Sourced<string> | null, at: Provenance): Allowed {
  if (!setting) return byDefault('tls-version is not shown, and its default differs between releases', at);
  const word = setting.value.toLowerCase().replace(/[._]/g, '');
  if (word === 'compatibility') {
    return byDefault('which versions compatibility allows depends on the release and on sslmin', setting.at);
  }
  const digits = /^tlsv?(1[0-3]?)$/.exec(word)?.[1];
  if (digits === undefined) return unread('the value of tls-version is not known', setting.at);
  const name = `TLS 1.${digits[1] ?? '0'}`;
  const because = `tls-version is ${setting.value}`;
  // It is the default of 9.2 and later, and whether it takes TLS 1.2 as well is not documented.
  if (name === 'TLS 1.3') {
    const doubt = `${because}, and whether that takes TLS 1.2 as well is not documented`;
    return atLeast([name], TLS_VERSIONS.slice(2, 5), { because: doubt, at: setting.at });
  }
  return exactly([name], because, setting.at);
}

function suitesOf(list: readonly Sourced<string>[], at: Provenance): Allowed {
  const general = list.find(({ value }) => /^(?:default|all)$/i.test(value));
  if (general) return byDefault(`what ${general.value} of cipher-list holds differs between releases`, general.at);
  return (
    cipherNames('cipher-list', list, nameOf, 'verified') ??
    byDefault('cipher-list is not shown, and what its default holds differs between releases', at)
  );
}

/** IANA names, and in old releases those of OpenSSL. */
function nameOf(word: string): string | null {
  const upper = word.toUpperCase();
  return CIPHER_SUITES.find(({ openssl }) => openssl === upper)?.name ?? ianaName(word);
}
