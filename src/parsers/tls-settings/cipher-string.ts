import { keywordNamed } from './keywords.js';
import { CIPHER_SUITES, type CipherSuite } from './suites.js';

/** What an OpenSSL cipher string lets pass of TLS 1.2 and earlier, by IANA names. */
export interface CipherStringMeaning {
  readonly certain: readonly string[];
  readonly perhaps: readonly string[];
  /** The first word that is not understood and may let anything pass. */
  readonly unknownWord: string | null;
  /** The first word whose content depends on the build of OpenSSL. */
  readonly buildWord: string | null;
}

type State = 'in' | 'maybe' | 'out' | 'killed';

/**
 * Reads a cipher string as OpenSSL does (openssl-ciphers(1), CIPHER LIST FORMAT): words are added one after the other,
 * `-` takes suites out, `!` for good, `+` in front moves them only, and `+` inside a word means both. What `ALL` and
 * `DEFAULT` hold is decided when OpenSSL is built, so it counts as perhaps. Words of TLS 1.3 have a list of their own.
 */
export function readCipherString(text: string): CipherStringMeaning {
  const states = new Map<CipherSuite, State>(CIPHER_SUITES.map((suite) => [suite, 'out']));
  let unknownWord: string | null = null;
  let buildWord: string | null = null;
  let level = 0;

  for (const word of text.split(/[:, ;\t]+/)) {
    if (word === '') continue;
    const asked = /^@SECLEVEL=([0-5])$/i.exec(word)?.[1];
    if (asked !== undefined) level = Number(asked);
    if (word.startsWith('@')) continue;
    const sign = /^[!+-]/.exec(word)?.[0] ?? '';
    if (sign === '+') continue;
    const set = wordSet(word.slice(sign.length));
    if (set === null) {
      unknownWord ??= word;
      // It may take out anything, or let anything pass.
      if (sign !== '') for (const [suite, state] of states) if (state === 'in') states.set(suite, 'maybe');
      continue;
    }
    if (set.depends && sign === '') buildWord ??= word;
    for (const suite of set.suites) {
      const state = states.get(suite) ?? 'out';
      states.set(suite, changed(state, sign, set.depends));
    }
  }
  const named = (wanted: State) =>
    [...states].filter(([suite, state]) => state === wanted && isAllowed(suite, level)).map(([{ name }]) => name);
  return { certain: named('in'), perhaps: named('maybe'), unknownWord, buildWord };
}

function changed(state: State, sign: string, depends: boolean): State {
  if (state === 'killed' || state === 'in') {
    if (state === 'killed' || sign === '') return state;
    return depends ? 'maybe' : sign === '!' ? 'killed' : 'out';
  }
  if (sign === '') return depends ? 'maybe' : 'in';
  if (depends) return state;
  return sign === '!' ? 'killed' : 'out';
}

interface WordSet {
  readonly suites: readonly CipherSuite[];
  readonly depends: boolean;
}

/** The suites of one word, `null` where a part of it is not known. */
function wordSet(word: string): WordSet | null {
  let suites: readonly CipherSuite[] = CIPHER_SUITES;
  let depends = false;
  for (const part of word.split('+')) {
    const keyword = keywordNamed(part);
    if (!keyword) return null;
    suites = suites.filter((suite) => keyword.holds(suite));
    depends ||= keyword.depends;
  }
  // With another word beside it, the other one says what is meant.
  return { suites, depends: depends && !word.includes('+') };
}

/** SSL_CTX_set_security_level(3): more bits each time, from level 2 on no RC4, from level 3 on forward secrecy only. */
function isAllowed({ keyExchange, encryption, bits, mac, authentication }: CipherSuite, level: number): boolean {
  if (level >= 1 && (authentication === 'none' || encryption === 'none')) return false;
  if (level >= 2 && encryption === 'RC4') return false;
  if (level >= 3 && keyExchange === 'RSA') return false;
  // SHA-1 has 160 bits.
  if (level >= 4 && mac === 'SHA1') return false;
  return bits >= ([0, 80, 112, 128, 192, 256][level] ?? 0);
}
