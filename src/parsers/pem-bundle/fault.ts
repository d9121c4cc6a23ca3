import type { Problem } from '../../model/trust.js';
import type { SourceText } from '../../text/source-text.js';
import { statement, truncated } from '../problem.js';
import type { Fault } from './context.js';

export function problemOf({ what, because, at, isCut }: Fault): Problem {
  return isCut ? truncated(what, because, at) : statement(what, because, at);
}

/** By far longer than any name of a setting, and shorter than a line of a key that was pasted among settings. */
const LONGEST_NAME = 40;

/** A setting by its name, where it may be one. */
export function namedSetting(name: string): string {
  return name.length > LONGEST_NAME ? 'a setting' : `the setting ${name}`;
}

/** Whether the last line lacks the end that others have: in a form whose end nothing marks it may be a part of a line. */
export function breaksOff({ text }: SourceText): boolean {
  return text.includes('\n') && !text.endsWith('\n');
}
