import type { SourceText } from '../../text/source-text.js';
import { mayMatter } from './matters.js';
import type { Leaf, Token } from './token.js';

const PLACEHOLDER = /<[A-Za-z][\w .:/-]{0,60}>|\{\{[^{}\n]{1,60}\}\}|\$\{[^{}\n]{1,60}\}/;
const LONGEST = 80;

/** Free text may look like a placeholder, and a passphrase must not be shown. */
const FREE_TEXT = new Set(['description', 'passPhrase']);

export const hasPlaceholder = (text: string): boolean => /[<{$]/.test(text) && PLACEHOLDER.test(text);

/** What somebody forgot to fill in, such as `<zone>`, in the names and values that trust rests on. */
export function placeholderIn(
  { leaves, words, end }: { readonly leaves: readonly Leaf[]; readonly words: readonly Token[]; readonly end: number },
  source: SourceText,
): { text: string; start: number; end: number } | null {
  if (!mayMatter(words)) return null;
  for (const token of leaves.flatMap(tokensOf)) {
    // From where the word starts: a placeholder with blanks in it spans several words.
    const inside = /[<{$]/.test(token.text);
    if (!inside) continue;
    const text = source.slice(token.start, Math.min(end, Math.max(token.end, token.start + LONGEST)));
    const found = PLACEHOLDER.exec(text);
    if (!found || token.start + found.index >= token.end) continue;
    const start = token.start + found.index;
    return { text: found[0], start, end: start + found[0].length };
  }
  return null;
}

/** Of a part that the schema does not know, only the names and keys that lead to it. */
function tokensOf({ path, value, known }: Leaf): readonly Token[] {
  if (!known) return path.slice(0, -1);
  const free = FREE_TEXT.has(path.at(-1)?.text ?? '');
  return value && !free ? [...path, value] : path;
}
