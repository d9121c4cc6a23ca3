import type { SectionKind } from '../cisco/element.js';
import type { IosLine } from './line.js';
import { isShortened } from './shortened.js';

/** How the headers start whose sections are read. */
const HEADERS = [
  'crypto pki trustpoint ',
  'crypto ca trustpoint ',
  'crypto pki certificate chain ',
  'crypto ca certificate chain ',
  'voice class tls-profile ',
  'voice class tenant ',
  'voice class server-group ',
  'dial-peer voice ',
  'voice service voip ',
  'sip-ua ',
];

/** What tells a small letter from a capital one. */
const CASE = 0x20;
/** The first two letters of each, and the two behind the third. */
const HEADER_STARTS = [...new Set(HEADERS.map((phrase) => phrase.slice(0, 5)))].map((five) =>
  [0, 1, 3, 4].map((at) => five.charCodeAt(at)),
);

/** How the lines of a section start that say what it trusts and whom it faces. */
const LINES: Readonly<Partial<Record<SectionKind, readonly string[]>>> = {
  trustpoint: ['match '],
  'tls-profile': ['trustpoint ', 'client-vtp '],
  tenant: ['tls-profile ', 'sip-server ', 'session transport ', 'listen-port secure ', 'outbound-proxy '],
  'server-group': ['ipv4 ', 'ipv6 ', 'dns ', 'fqdn '],
  'dial-peer': [
    'session protocol ',
    'session target ',
    'session transport ',
    'session server-group ',
    'voice-class sip tenant ',
    'voice-class sip tls-profile ',
    'voice-class sip outbound-proxy ',
    'incoming ',
    'destination ',
    'destination-pattern ',
  ],
  'sip-ua': ['crypto signaling ', 'sip-server ', 'session transport ', 'outbound-proxy '],
  'voice-service': ['session transport ', 'outbound-proxy '],
};

/** Words that may stand in a description, or behind another word. */
const ORDINARY = new Set([
  'trustpoint ',
  'tls-profile ',
  'sip-server ',
  'ipv4 ',
  'ipv6 ',
  'dns ',
  'fqdn ',
  'incoming ',
  'destination ',
]);

/** Dial-peers that are none of VoIP, by the beginning of the word for them. */
const OTHER_PEERS = /^dial\S* v\S* \S+ (?:p|vof|voa|mm)/;

/** A statement that is not read, and may be one that matters. */
export interface Spoilt {
  readonly because: string;
  /** Whether it may be the header of a trustpoint or of its chain. */
  readonly hidesTrustpoint: boolean;
}

/** Why a line that is no header looks as if it had been one; `null` where it does not. */
export function spoiltHeader({ text }: IosLine): Spoilt | null {
  if (text.startsWith('!')) {
    // Two lines in one: a comment that somebody wrote has a blank before a statement, or nothing.
    return /^![^\s!]/.test(text) ? spoiltBy(JOINED, whichStarts(plain(text).slice(2), HEADERS)) : null;
  }
  if (!mayBeginNear(text, HEADER_STARTS)) return null;
  const line = plain(text);
  if (OTHER_PEERS.test(line)) return null;
  return (
    spoiltBy('it has more, or less, than such a line has', whichStarts(line, HEADERS)) ??
    spoiltBy(SHORTENED, whichIsShortened(line, HEADERS)) ??
    spoiltBy(MISSPELT, whichIsNear(line, HEADERS))
  );
}

/** Why a line of a section looks as if it had said what it trusts or whom it faces; `null` where it does not. */
export function spoiltLine({ text }: IosLine, kind: SectionKind): Spoilt | null {
  const phrases = LINES[kind];
  if (!phrases) return null;
  // What is turned off is in no line that is read, but for an outbound proxy.
  const line = plain(text).replace(/^no /, '');
  const inside = phrases.find((phrase) => !ORDINARY.has(phrase) && line.indexOf(phrase, 1) > 0);
  if (inside !== undefined) return spoiltBy(JOINED, inside);
  if (whichStarts(line, phrases) !== undefined) return null;
  return spoiltBy(SHORTENED, whichIsShortened(line, phrases)) ?? spoiltBy(MISSPELT, whichIsNear(line, phrases));
}

const MISSPELT = 'it is one character away from a line that says whom the device trusts or faces';
const SHORTENED = 'its keywords are shortened: write them as the device prints them';
const JOINED = 'it seems to be two lines in one';

function spoiltBy(because: string, phrase: string | undefined): Spoilt | null {
  return phrase === undefined ? null : { because, hidesTrustpoint: /^crypto (?:pki|ca) /.test(phrase) };
}

/** Longer than every phrase with what may stand behind it. */
const LONGEST = 300;

const plain = (text: string) => `${text.slice(0, LONGEST).replace(/\s+/g, ' ').toLowerCase()} `;
const whichStarts = (line: string, phrases: readonly string[]) => phrases.find((phrase) => line.startsWith(phrase));
const whichIsShortened = (line: string, phrases: readonly string[]) =>
  phrases.find((phrase) => isShortened(line, phrase));
const whichIsNear = (line: string, phrases: readonly string[]) => phrases.find((phrase) => isNear(line, phrase));

/**
 * With one character wrong, lost or added, or two swapped, the first two are still there, or else the two behind the third, at most one
 * place from where they stood. Most lines are told apart by that.
 */
function mayBeginNear(text: string, starts: readonly (readonly number[])[]): boolean {
  const code = (at: number) => text.charCodeAt(at) | CASE;
  for (const [one, two, four, five] of starts) {
    if (code(0) === one && code(1) === two) return true;
    for (let at = 2; at <= 4; at += 1) if (code(at) === four && code(at + 1) === five) return true;
  }
  return false;
}

/** Whether a line would start with a phrase if one character of it were another, or not there, or there, or two were not swapped. */
function isNear(line: string, phrase: string): boolean {
  let at = 0;
  while (at < phrase.length && line[at] === phrase[at]) at += 1;
  // Something else in place of the blank behind the phrase. A hyphen makes another word of an ordinary one.
  if (at >= phrase.length - 1) return at < phrase.length && !(line[at] === '-' && ORDINARY.has(phrase));
  const isSwapped = line[at] === phrase[at + 1] && line[at + 1] === phrase[at] && agree(line, at + 2, phrase, at + 2);
  return (
    isSwapped ||
    agree(line, at + 1, phrase, at + 1) ||
    agree(line, at + 1, phrase, at) ||
    agree(line, at, phrase, at + 1)
  );
}

/** Whether a line goes on with the rest of a phrase. */
function agree(line: string, at: number, phrase: string, from: number): boolean {
  for (let i = from; i < phrase.length; i += 1) {
    if (line.charCodeAt(at + i - from) !== phrase.charCodeAt(i)) return false;
  }
  return true;
}
