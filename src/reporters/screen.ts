/** What a picture made of characters has to fit into. */
export interface Screen {
  /** Characters in a line. */
  readonly width: number;
  /** Whether more than ASCII can be shown. */
  readonly unicode: boolean;
}

/** Where nobody looks at a terminal: always the same, so that a report is the same bytes everywhere. */
export const PLAIN_SCREEN: Screen = { width: 80, unicode: false };

/** Text cut to a width in the middle, since names of roots differ at their ends, with a sign that it was cut. */
export function cut(text: string, width: number, { unicode }: Screen): string {
  const characters = [...text];
  if (characters.length <= width) return text;
  const sign = unicode ? '\u2026' : '...';
  const kept = Math.max(0, width - sign.length);
  const front = Math.ceil(kept / 2);
  return `${characters.slice(0, front).join('')}${sign}${characters.slice(characters.length - (kept - front)).join('')}`;
}
