/** What ends a run of words on a line: a sign, a quote that never closes, or the line itself. */
export interface Part {
  readonly kind: ';' | '{' | '}' | 'unclosed' | 'line';
  /** Where the words end. */
  readonly stop: number;
  /** Past the sign. */
  readonly next: number;
}

const isBlank = (character: string | undefined) => character === ' ' || character === '\t' || character === '\r';

/** A sign counts where it stands alone, so that a brace or a semicolon inside a word is a part of the word. */
export function nextPart(text: string, from: number, end: number): Part {
  const ends = (at: number) => at >= end || isBlank(text[at]);
  let atWord = true;
  let at = from;
  while (at < end) {
    const character = text[at];
    if (isBlank(character)) {
      atWord = true;
      at += 1;
    } else if (atWord && character === '"') {
      const close = closingQuote(text, at + 1, end);
      if (close < 0) return { kind: 'unclosed', stop: end, next: end };
      atWord = false;
      at = close + 1;
    } else if (character === '\\') {
      atWord = false;
      at += 2;
    } else if (character === ';' && (ends(at + 1) || text[at + 1] === '}')) {
      return { kind: ';', stop: at, next: at + 1 };
    } else if (atWord && (character === '{' || character === '}') && (ends(at + 1) || character === '}')) {
      return { kind: character, stop: at, next: at + 1 };
    } else {
      atWord = false;
      at += 1;
    }
  }
  return { kind: 'line', stop: end, next: end };
}

function closingQuote(text: string, from: number, end: number): number {
  for (let at = from; at < end; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
  }
  return -1;
}
