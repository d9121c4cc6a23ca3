import type { Anchor } from '../fixer.js';

/** IOS ends a pasted certificate at the word quit, in any case, and the base64 of a root may start a line with it. */
export const QUIT = /^[ \t]*quit/im;
const WIDTHS: readonly number[] = [64, 60, 76, 56, 68, 52, 44, 40];

/** The PEM of a root, wrapped so that no line of it starts with quit. */
export function pastablePem({ pem }: Pick<Anchor, 'pem'>): string {
  const [begin = '', ...rest] = pem.trim().split(/\r?\n/);
  const end = rest.pop() ?? '';
  const body = rest.join('');
  for (const width of WIDTHS) {
    const lines = body.match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
    const text = [begin, ...lines, end, ''].join('\n');
    if (!QUIT.test(text)) return text;
  }
  // Every width starts a line with it: not for any certificate that exists, and a paste would be cut.
  throw new Error('no width of PEM avoids a line that starts with quit');
}
