import type { Range } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import { READ } from '../oracle/vocabulary.js';

/** The echo of a command, behind a prompt or in a collector's comment; the level tells what was selected. */
const ECHO =
  /^(?:\*{0,2}[\w.@-]{1,100}(?:\(([\w-]{1,60})\))?[#>]|![ \t]{0,8}COMMAND:?)[ \t]{0,8}(?:sh|sho|show)(?:[ \t]+(.*))?$/i;
const CONFIGURATION = /^(?:run|conf)[\w-]*$/i;
const LONGEST = 400;

/** The types of which the commands in a capture asked for elements by their names, and none for all of them. */
export function partlyAsked(source: SourceText, trivia: readonly Range[]): ReadonlySet<string> {
  const partly = new Set<string>();
  const whole = new Set<string>();
  for (const { start, end } of trivia) {
    const [echo, level, rest = ''] = ECHO.exec(source.slice(start, Math.min(end, start + LONGEST))) ?? [];
    if (echo === undefined) continue;
    const [what = '', ...words] = rest.split(/[ \t]+/).filter((word) => word !== 'short');
    if (what === '' && level !== undefined && READ.has(level)) partly.add(level);
    if (!CONFIGURATION.test(what)) continue;
    const [type, key] = words;
    if (type === undefined) return new Set();
    if (READ.has(type)) (key === undefined ? whole : partly).add(type);
  }
  for (const type of whole) partly.delete(type);
  return partly;
}
