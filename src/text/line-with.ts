const isLineEnd = (code: number) => code === 10 || code === 13;

/**
 * Whether a line that holds `word` has the shape that `shape` asks for. Lines without the word cost next to nothing; a
 * line ends where `^` and `$` say so with the flag `m`.
 */
export function someLineWith(text: string, word: string, shape: RegExp): boolean {
  for (let at = text.indexOf(word); at >= 0;) {
    let start = at;
    while (start > 0 && !isLineEnd(text.charCodeAt(start - 1))) start -= 1;
    let end = at + word.length;
    while (end < text.length && !isLineEnd(text.charCodeAt(end))) end += 1;
    if (shape.test(text.slice(start, end))) return true;
    at = text.indexOf(word, end);
  }
  return false;
}
