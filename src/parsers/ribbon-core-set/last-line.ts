import type { SourceText } from '../../text/source-text.js';
import { afterNoise } from './commands.js';

/** A value, or a sign, behind which nothing can be missing. `local` and `sip-udp` may go on. */
const COMPLETE = /(?:[ \t](?:enabled|disabled|true|false|inService|outOfService|remote|local-internal)|["\]])[ \t]*$/;
const VERB = /^(?:s|se|set|d|de|del|dele|delet|delete)(?:[ \t]|$)/;

/** The last line where it does not end, other lines do, and something may be missing at its end. */
export function unfinishedLine({ text, contentStart }: SourceText): { start: number; end: number } | null {
  const newline = text.lastIndexOf('\n');
  if (newline < contentStart || text.endsWith('\r')) return null;
  const start = afterNoise(text, newline + 1, text.length);
  const line = text.slice(start);
  return VERB.test(line) && !COMPLETE.test(line) ? { start, end: text.length } : null;
}
