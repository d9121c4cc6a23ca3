import type { Token } from './token.js';

const MATTERS = [
  ['system', 'security', 'pki'],
  ['security', 'pki'],
  ['profiles', 'security', 'tlsProfile'],
  ['profiles', 'ipSignalingPeerGroup'],
  ['addressContext'],
];

/** Whether words, perhaps typed short, lead to or into a part of the configuration that trust rests on. */
export function mayMatter(words: readonly Token[]): boolean {
  return MATTERS.some((path) => leadsTowards(words, path));
}

export function leadsTowards(words: readonly Token[], path: readonly string[]): boolean {
  return path.every((name, index) => {
    const word = words[index]?.text.toLowerCase();
    return word === undefined || name.toLowerCase().startsWith(word);
  });
}
