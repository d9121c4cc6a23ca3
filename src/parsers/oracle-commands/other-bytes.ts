import type { Problem } from '../../model/trust.js';
import type { SourceText } from '../../text/source-text.js';
import { statement } from '../problem.js';

/** Control characters that neither a script nor a console has: what rings, erases, ends or feeds is no harm. */
const FOREIGN = /[\x00-\x03\x05\x06\x0e-\x1a\x1c-\x1f]/;

/** Where bytes stand that are no text, such as those of another file behind the commands. */
export function otherBytes(source: SourceText): readonly Problem[] {
  const found = FOREIGN.exec(source.text);
  if (!found) return [];
  const because = 'it holds characters that no text has: commands may be among them';
  return [statement('part of the file', because, source.at(found.index, found.index + 1))];
}
