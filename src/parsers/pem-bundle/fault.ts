import type { Problem } from '../../model/trust.js';
import type { SourceText } from '../../text/source-text.js';
import { statement, truncated } from '../problem.js';
import type { Fault } from './context.js';

export function problemOf({ what, because, at, isCut }: Fault): Problem {
  return isCut ? truncated(what, because, at) : statement(what, because, at);
}

/** Whether the last line lacks the end that others have: in a form whose end nothing marks it may be a part of a line. */
export function breaksOff({ text }: SourceText): boolean {
  return text.includes('\n') && !text.endsWith('\n');
}
