import type { SourceText } from '../../text/source-text.js';
import { isDamagedLine } from './damaged-verb.js';

/** One command of the file: an output line of `display set`, a line of a script, or an echo behind a prompt. */
export interface Command {
  /** Empty where it is damaged. */
  readonly verb: string;
  /** The first byte of the verb. */
  readonly start: number;
  /** What follows the verb. */
  readonly args: number;
  /** Before the line terminator. */
  readonly end: number;
  /** Host name of the prompt before it, `null` where there is none. */
  readonly prompt: string | null;
  /** Whether that prompt is the one of system mode, where `set` is about the session. */
  readonly system: boolean;
  /** False where the file ends without a line terminator. */
  readonly terminated: boolean;
}

/** The verbs that are read. */
export const VERBS: ReadonlySet<string> = new Set('set delete edit top up exit quit commit configure show'.split(' '));
/** They change the configuration too, in ways that are not followed. */
const OTHERS = 'activate annotate copy deactivate insert load move rename replace revert rollback unset'.split(' ');
/** What the device may take a word for. Two letters of the others are too often a word of prose. */
const MEANINGS = new Map<string, string[]>();
for (const [verbs, least] of [
  [VERBS, 2],
  [OTHERS, 3],
] as const) {
  for (const verb of verbs) {
    for (let length = least; length <= verb.length; length += 1) {
      const word = verb.slice(0, length);
      MEANINGS.set(word, [...(MEANINGS.get(word) ?? []), verb]);
    }
  }
}
const VERB = /[a-z]{2,12}(?![^\s])/y;
const PROMPT = /[\w.-]{1,64}@([\w.-]{1,64})([>%#])/y;
const MORE = '--More--';

/** The verbs that a word is or may be short for. */
export const meaningsOf = (word: string): readonly string[] => MEANINGS.get(word) ?? [];

/**
 * The commands of a file. Everything else in it is passed over: comments, status lines such as `[ok]`, banners, what a
 * pager leaves behind. Each byte is looked at once.
 */
export function* commands(source: SourceText): Generator<Command> {
  const { text } = source;
  const commentEnd = commentEnds(text);
  let lineStart = source.contentStart;
  let sign = text.indexOf('@');
  while (lineStart < text.length) {
    let line = lineAt(text, lineStart);
    let at = afterNoise(text, lineStart, line.end);
    lineStart = line.next;

    if (text.startsWith('/*', at)) {
      // What stands behind a comment counts, on the same line too.
      lineStart = commentEnd(at + 2, line.end) ?? lineStart;
      continue;
    }
    if (sign >= 0 && sign < at) sign = text.indexOf('@', at);
    PROMPT.lastIndex = at;
    const prompt = sign >= 0 && sign < line.end ? PROMPT.exec(text) : null;
    if (prompt) at = afterNoise(text, PROMPT.lastIndex, line.end);
    VERB.lastIndex = at;
    const verb = at < line.end ? VERB.exec(text)?.[0] : undefined;
    if (verb === undefined || !MEANINGS.has(verb)) {
      if (prompt || !isDamagedLine(text, at, line.end)) continue;
      yield { verb: '', start: at, args: at, end: line.end, prompt: null, system: false, terminated: true };
      continue;
    }

    while (endsInBackslash(text, at, line.end) && line.next < text.length) {
      line = lineAt(text, line.next);
      lineStart = line.next;
    }
    yield {
      verb,
      start: at,
      args: at + verb.length,
      end: line.end,
      prompt: prompt?.[1] ?? null,
      system: prompt?.[2] === '>',
      terminated: line.next > line.end,
    };
  }
}

/** Whether a capture stopped while the pager was still waiting. */
export function endsInPager({ text }: SourceText): boolean {
  const tail = text.slice(-80).replace(/\x1b\[[0-9;?]{0,8}[A-Za-z]/g, '');
  return tail.trimEnd().endsWith(MORE);
}

function lineAt(text: string, start: number): { end: number; next: number } {
  const newline = text.indexOf('\n', start);
  if (newline < 0) return { end: text.length, next: text.length };
  let end = newline;
  while (end > start && text.charCodeAt(end - 1) === 13) end -= 1;
  return { end, next: newline + 1 };
}

/** Past blanks, backspaces, terminal escapes and the pager's prompt. */
export function afterNoise(text: string, start: number, end: number): number {
  let at = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === 32 || code === 9 || code === 13 || code === 8) {
      at += 1;
    } else if (code === 27 && text[at + 1] === '[') {
      at += 2;
      while (at < end && /[0-9;?]/.test(text[at] ?? '')) at += 1;
      at += 1;
    } else if (text.startsWith(MORE, at)) {
      at += MORE.length;
    } else {
      break;
    }
  }
  return Math.min(at, end);
}

function endsInBackslash(text: string, start: number, end: number): boolean {
  let at = end;
  while (at > start && text.charCodeAt(at - 1) === 92) at -= 1;
  return (end - at) % 2 === 1;
}

/**
 * Finds what follows a comment. On its own line it closes at the first asterisk and slash; further down only where they
 * end a line, start one or stand before a blank, so that neither a banner of asterisks nor an Accept header that is
 * quoted there swallows the configuration. To be asked with rising offsets.
 */
function commentEnds(text: string): (from: number, lineEnd: number) => number | null {
  const anywhere = closes(text, () => true);
  const apart = closes(text, (at) => /\s/.test(text[at + 2] ?? '\n') || startsLine(text, at));
  return (from, lineEnd) => {
    const near = anywhere(from);
    const close = near >= 0 && near < lineEnd ? near : apart(from);
    return close < 0 ? null : close + 2;
  };
}

/** The next end of a comment that is fit, -1 where there is none; what was found is kept until it is passed. */
function closes(text: string, fits: (at: number) => boolean): (from: number) => number {
  let found = 0;
  return (from) => {
    if (found === -1 || (found > 0 && found >= from)) return found;
    found = text.indexOf('*/', from);
    // An asterisk behind it makes it a media range: */*.
    while (found >= 0 && (text[found + 2] === '*' || !fits(found))) found = text.indexOf('*/', found + 2);
    return found;
  };
}

/** Whether nothing but blanks and asterisks, a few at most, stand before it on its line. */
function startsLine(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 80), at);
  const newline = before.lastIndexOf('\n');
  return newline >= 0 && /^[ \t*]*$/.test(before.slice(newline + 1));
}
