/**
 * Fewer letters of a word are not taken for it; of any other, two are enough. `sip` stands for itself below `voice service voip`, and
 * `dial-peer v` is what people type.
 */
const LEAST: Readonly<Record<string, number>> = { voice: 1, 'sip-ua': 5 };

/**
 * Whether a line starts with the words of a phrase, and some of them are only the beginning of the word there. IOS takes what it is typed
 * for the keyword that begins like it and prints that in full (recalled), so such words are in text that somebody wrote.
 */
export function isShortened(line: string, phrase: string): boolean {
  if (line.charCodeAt(0) !== phrase.charCodeAt(0)) return false;
  let isWhole = true;
  let at = 0;
  for (let from = 0; from < phrase.length;) {
    const end = phrase.indexOf(' ', from);
    const blank = line.indexOf(' ', at);
    const word = line.slice(at, blank);
    const whole = phrase.slice(from, end);
    if (blank < 0 || word.length < (LEAST[whole] ?? 2) || !whole.startsWith(word)) return false;
    if (word.length < whole.length) isWhole = false;
    at = blank + 1;
    from = end + 1;
  }
  return !isWhole;
}
