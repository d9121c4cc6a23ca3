import type { Allowed } from '../../model/tls.js';
import type { Provenance, Sourced } from '../../text/provenance.js';
import { atLeast, byDefault, exactly, orMore, unread } from '../tls-settings/allowed.js';
import { cipherNames, ianaName } from '../tls-settings/cipher-setting.js';
import { linesOf, valueAfter, type CiscoConfiguration, type CiscoSection } from './element.js';

/** Only this one in old releases, the others beside it in later ones (profile fact strictCipher). */
const STRICT = 'TLS_RSA_WITH_AES_128_CBC_SHA';
const STRICT_LATER = [
  'TLS_DHE_RSA_WITH_AES_128_CBC_SHA',
  'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
];
/** Profile fact ecdsaCipher. */
const ECDSA = ['TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384', 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'];
/** From here on TLS 1.0 is off unless it is asked for, and TLS 1.2 on (profile fact tlsVersionDefault). */
const WITHOUT_TLS10 = [16, 9] as const;

/** The versions that every TLS context of the device allows; suites are a matter of its tls-profile or line of `crypto signaling`. */
export function versionsOf({ sections, release, whole }: CiscoConfiguration): Allowed {
  const lines = sections
    .filter(({ kind }) => kind === 'sip-ua')
    .flatMap((section) => linesOf(section, 'transport', 'tcp', 'tls'));
  const [version, minimum] = lines.at(-1)?.words.slice(3) ?? [];
  if (!version) return versionsByRelease(release, lines.at(-1)?.at ?? whole);
  const digit = /^v1\.([0-3])$/i.exec(version.value)?.[1];
  if (digit === undefined) return unread('the version of transport tcp tls is not known', version.at);
  const name = `TLS 1.${digit}`;
  const because = `sip-ua says transport tcp tls ${version.value}`;
  if (!minimum) return exactly([name], because, version.at);
  if (minimum.value.toLowerCase() !== 'minimum' || digit !== '2') {
    return unread('a word behind the version of transport tcp tls is not known', minimum.at);
  }
  return exactly([name, 'TLS 1.3'], `${because} minimum`, version.at);
}

function versionsByRelease(release: Sourced<string> | null, at: Provenance): Allowed {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(release?.value ?? '') ?? [];
  const because = 'sip-ua names no version, and the default differs between releases';
  if (major === undefined || minor === undefined) return byDefault(because, at);
  const [first, second] = WITHOUT_TLS10;
  const isLater = Number(major) > first || (Number(major) === first && Number(minor) >= second);
  return isLater ? atLeast(['TLS 1.2'], ['TLS 1.1', 'TLS 1.3'], { because, at }) : byDefault(because, at);
}

/** `cipher TAG`, `cipher strict-cipher` or `cipher ecdsa-cipher` of a tls-profile. */
export function suitesOfProfile(profile: CiscoSection, { sections, end }: CiscoConfiguration): Allowed {
  const choice = valueAfter(profile, 'cipher');
  if (!choice) return unchosen(profile.at);
  const preset = presetOf(choice, linesOf(profile, 'cipher').at(-1)?.words ?? []);
  if (preset) return preset;
  const list = sections.find(({ kind, name }) => kind === 'tls-cipher' && name.value === choice.value);
  if (!list) return unread(`voice class tls-cipher ${choice.value} is not in the export`, choice.at);
  const words = linesOf(list, 'cipher').flatMap(({ words: [, , name] }) => name ?? []);
  const named = cipherNames(`voice class tls-cipher ${choice.value}`, words, suiteNamed, 'verified');
  const gap = end ? null : 'the configuration has no line that says end, so suites may be missing from it';
  return named ? orMore(named, gap) : unchosen(list.at);
}

/** `strict-cipher` or `ecdsa-cipher` at the end of a line of `crypto signaling`. */
export function suitesOfLine(words: readonly Sourced<string>[], at: Provenance): Allowed {
  const choice = words.find(({ value }) => /^(?:strict|ecdsa)-cipher$/i.test(value));
  return (choice && presetOf(choice, words)) ?? unchosen(at);
}

function unchosen(at: Provenance): Allowed {
  return byDefault('no cipher suites are chosen, and the default list differs between releases', at);
}

function presetOf({ value, at }: Sourced<string>, words: readonly Sourced<string>[]): Allowed | null {
  const word = value.toLowerCase();
  if (word === 'strict-cipher') {
    return atLeast([STRICT], STRICT_LATER, {
      because: 'which suites strict-cipher allows differs between releases',
      at,
    });
  }
  if (word !== 'ecdsa-cipher') return null;
  // A curve of 384 bits may rule out the suite that goes with the smaller one.
  const isLarge = words.some((each) => each.value.toLowerCase() === 'curve-size');
  const because = 'ecdsa-cipher allows only suites of ECDSA';
  return isLarge ? atLeast(ECDSA.slice(0, 1), ECDSA.slice(1), { because, at }) : exactly(ECDSA, because, at);
}

/** The names of `voice class tls-cipher`: some are IANA names without their prefix, the newer ones are shorter. */
function suiteNamed(word: string): string | null {
  const upper = word.toUpperCase();
  const [, exchange, bits = '', rest = ''] =
    /^((?:EC)?DHE_(?:RSA|ECDSA)_)?AES(128|256)_(GCM_SHA\d{3})$/.exec(upper) ?? [];
  if (bits === '') return ianaName(upper);
  return exchange === undefined ? ianaName(`TLS_AES_${bits}_${rest}`) : `TLS_${exchange}WITH_AES_${bits}_${rest}`;
}
