import type { SourceText } from '../../text/source-text.js';

/** One command of the file: an output line of `display set`, a line of a script, or an echo behind a prompt. */
export interface Command {
  readonly verb: string;
  /** The first byte of the verb. */
  readonly start: number;
  /** What follows the verb. */
  readonly args: number;
  /** Before the line terminator. */
  readonly end: number;
  /** Host name of the prompt before it, `null` where there is none. */
  readonly prompt: string | null;
  /** False where the file ends without a line terminator. */
  readonly terminated: boolean;
}

const VERBS = new Set(['set', 'delete', 'edit', 'top', 'up', 'exit', 'quit', 'commit', 'configure', 'show']);
const VERB = /[a-z]{2,12}(?![^\s])/y;
const PROMPT = /[\w.-]{1,64}@([\w.-]{1,64})[>%#]/y;
const MORE = '--More--';

/**
 * The commands of a file. Everything else in it is passed over: comments, status lines such as `[ok]`, banners, what a
 * pager leaves behind. Each byte is looked at once.
 */
export function* commands(source: SourceText): Generator<Command> {
  const { text } = source;
  const commentEnd = commentEnds(text);
  let lineStart = source.contentStart;
  while (lineStart < text.length) {
    let line = lineAt(text, lineStart);
    let at = afterNoise(text, lineStart, line.end);
    lineStart = line.next;

    if (text.startsWith('/*', at)) {
      const close = commentEnd(at + 2);
      if (close !== null) lineStart = lineAt(text, close).next;
      continue;
    }
    PROMPT.lastIndex = at;
    const prompt = PROMPT.exec(text)?.[1] ?? null;
    if (prompt !== null) at = afterNoise(text, PROMPT.lastIndex, line.end);
    VERB.lastIndex = at;
    const verb = at < line.end ? VERB.exec(text)?.[0] : undefined;
    if (verb === undefined || !VERBS.has(verb)) continue;

    while (endsInBackslash(text, at, line.end) && line.next < text.length) {
      line = lineAt(text, line.next);
      lineStart = line.next;
    }
    yield { verb, start: at, args: at + verb.length, end: line.end, prompt, terminated: line.next > line.end };
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
 * Finds where a comment closes: at the end of a line, so that neither a banner of asterisks nor an Accept header that
 * is quoted further down swallows the configuration. To be asked with rising offsets.
 */
function commentEnds(text: string): (from: number) => number | null {
  let none = false;
  return (from) => {
    for (let at = none ? -1 : text.indexOf('*/', from); at >= 0; at = text.indexOf('*/', at + 2)) {
      let after = at + 2;
      while (/[ \t\r]/.test(text[after] ?? '')) after += 1;
      if (after >= text.length || text[after] === '\n') return at;
    }
    none = true;
    return null;
  };
}
