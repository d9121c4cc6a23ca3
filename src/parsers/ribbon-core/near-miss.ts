import { isOneLetterOff } from '../../text/near-miss.js';
import type { SchemaNode } from './schema.js';

/** Settings that the device has under the same nodes and that nothing here reads, although a word that is read looks like them. */
const OTHERS: ReadonlySet<string> = new Set(['dtlsProfile']);

/** The word that is read here and that `word` may be, damaged or mistyped; `null` where it is just another setting. */
export function nearMiss(node: SchemaNode, word: string): string | null {
  if (OTHERS.has(word) || node.children.has(word)) return null;
  for (const name of node.children.keys()) if (isNearly(word, name)) return name;
  return null;
}

function isNearly(word: string, name: string): boolean {
  if (word.toLowerCase() === name.toLowerCase()) return true;
  // One more or another number is another setting of the same kind: cipherSuite4.
  if (withoutDigits(word) === withoutDigits(name)) return false;
  if (name.length < 4) return isBitApart(word, name);
  return isOneLetterOff(word, name) || swallowsBlank(word, name);
}

const withoutDigits = (word: string) => word.replace(/\d/g, '');

/** A blank behind a word that became one of the signs that are one bit away from it. */
function swallowsBlank(word: string, name: string): boolean {
  return word.length > name.length + 1 && word.startsWith(name) && '!"$(0`\x00\xa0'.includes(word[name.length] ?? '');
}

function isBitApart(word: string, name: string): boolean {
  if (word.length !== name.length) return false;
  const at = firstDifference(word, name);
  const bits = word.charCodeAt(at) ^ name.charCodeAt(at);
  return (bits & (bits - 1)) === 0 && word.slice(at + 1) === name.slice(at + 1);
}

function firstDifference(word: string, name: string): number {
  let at = 0;
  while (at < word.length && word[at] === name[at]) at += 1;
  return at;
}
