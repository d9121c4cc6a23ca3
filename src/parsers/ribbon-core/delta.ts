import type { Problem } from '../../model/trust.js';
import type { SourceText } from '../../text/source-text.js';
import { unsupported } from '../problem.js';

/** Rollback files: their header, and the mark that the next statement goes away. */
const DELTA = /^#[ \t]{0,8}Type:[ \t]{0,8}delta\b|^[ \t]{0,200}delete:[ \t\r]{0,200}$/m;

export const isDelta = (source: SourceText): boolean => deltaIn(source) !== null;

function deltaIn({ text }: SourceText): RegExpExecArray | null {
  return text.includes('delta') || text.includes('delete:') ? DELTA.exec(text) : null;
}

/** A rollback file holds the difference between two configurations and is none. */
export function refusedDelta(source: SourceText): Problem | null {
  const delta = deltaIn(source);
  if (!delta) return null;
  return unsupported(
    'a rollback file of an SBC Core',
    'the output of show configuration | display set | nomore',
    'it holds only the difference between two configurations',
    source.at(delta.index, delta.index + delta[0].trimEnd().length),
  );
}
