import { isOneLetterOff } from '../../text/near-miss.js';
import { withoutEnd } from '../../text/without-end.js';

/** What follows `set` where trust is concerned: in the place of an unknown word it tells that the word was `set`. */
const PATH =
  /(?:addressContext[ \t]+\S+[ \t]+zone|system[ \t]+security[ \t]+pki|security[ \t]+pki|profiles[ \t]+security[ \t]+tlsProfile|profiles[ \t]+ipSignalingPeerGroup)\b/;
/** What one bit makes of a blank. */
const BLANK = /^[a-z]+[!"$(0`\x00\xa0]$/;
const LONGEST = 400;

/** Whether a line that starts with no command is a `set` or `delete` line with a damaged first word. */
export function isDamagedLine(text: string, start: number, end: number): boolean {
  const line = text.slice(start, Math.min(end, start + LONGEST));
  const path = PATH.exec(line);
  if (!path || path.index > 8) return false;
  const verb = withoutEnd(line.slice(0, path.index), ' \t');
  // A word that goes on behind the verb is one of prose: deletes. One with a mark before it was taken out by somebody: #set.
  return ['set', 'delete'].some((known) => {
    if (verb.startsWith(known)) return BLANK.test(verb);
    return isOneLetterOff(verb, known) && !/^[^a-z](?:set|delete)$/i.test(verb);
  });
}
