import type { Confidence } from '../../model/knowledge.js';
import type { Allowed } from '../../model/tls.js';
import type { Provenance, Sourced } from '../../text/provenance.js';
import { atLeast, byDefault, exactly, unread } from './allowed.js';
import { readCipherString } from './cipher-string.js';
import { TLS13_SUITES } from './suites.js';

/** A setting that holds an OpenSSL cipher string; one that is absent is left to the build of the TLS library. */
export function cipherString(name: string, setting: Sourced<string> | null, at: Provenance): Allowed {
  if (!setting || setting.value === '') return byDefault(`${name} is not set, so the TLS library decides`, at);
  const { certain, perhaps, unknownWord, buildWord } = readCipherString(setting.value);
  if (unknownWord !== null) {
    const because = `a word of ${name} is not known`;
    return { ...unread(because, setting.at), certain, confidence: 'verified' };
  }
  const because =
    buildWord === null
      ? `${name} says so`
      : `what ${buildWord} of ${name} holds differs between releases of the TLS library`;
  return atLeast(certain, perhaps, { because, at: setting.at });
}

/** A list of suites by names that one vendor uses. `nameOf` gives the IANA name, `null` for a word that it does not know. */
export function cipherNames(
  setting: string,
  words: readonly Sourced<string>[],
  nameOf: (word: string) => string | null,
  confidence: Confidence,
): Allowed | null {
  const [first] = words;
  if (!first) return null;
  const names = words.map(({ value }) => nameOf(value));
  const known = names.filter((name) => name !== null);
  const strange = words.find((_, i) => names[i] === null);
  if (strange) return { ...unread(`an entry of ${setting} is not known`, strange.at), certain: known, confidence };
  return exactly(known, `${setting} says so`, first.at, confidence);
}

/**
 * The IANA name of a suite that is written in other letters, with hyphens or without its prefix, such as
 * `rsa-with-aes-128-cbc-sha-256`; `null` for what is no such name.
 */
export function ianaName(word: string): string | null {
  const upper = word
    .toUpperCase()
    .replaceAll('-', '_')
    .replace(/_SHA_(\d{3})$/, '_SHA$1');
  if (TLS13_SUITES.includes(upper)) return upper;
  const name = upper.startsWith('TLS_') ? upper : `TLS_${upper}`;
  return /^TLS(?:_[A-Z0-9]+)+$/.test(name) && name.split('_').slice(2, -1).includes('WITH') ? name : null;
}
