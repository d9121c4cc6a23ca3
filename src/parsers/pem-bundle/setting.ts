import type { Reasoned } from '../../model/answer.js';
import type { Problem } from '../../model/trust.js';
import type { Provenance, Sourced } from '../../text/provenance.js';
import { unfilled } from '../problem.js';

const YES = /^(?:yes|true|enabled?|1|on)$/i;
const NO = /^(?:no|false|disabled?|0|off)$/i;
const PLACEHOLDER = /<[A-Za-z][\w .:/-]{0,60}>|\{\{[^{}\n]{1,60}\}\}|(?<!\$)\$\{[^{}\n]{1,60}\}/;

interface Switch {
  readonly name: string;
  readonly value: Sourced<string> | null;
  /** What the product does where it is not set. */
  readonly byDefault: 'on' | 'off';
  /** Why the setting may have been there and was not read. */
  readonly unread: string | null;
  readonly at: Provenance;
}

/** What a switch says, or its product's default. */
export function switched({ name, value, byDefault, unread, at }: Switch): Reasoned {
  if (unread !== null) return { answer: 'unknown', because: unread, at };
  if (!value) {
    const answer = byDefault === 'on' ? 'yes' : 'no';
    return { answer, because: `${name} is not set, and its default is ${byDefault}`, at };
  }
  const because = `${name} is ${value.value}`;
  if (YES.test(value.value)) return { answer: 'yes', because, at: value.at };
  if (NO.test(value.value)) return { answer: 'no', because, at: value.at };
  return { answer: 'unknown', because: `the value of ${name} is not known`, at: value.at };
}

/** The placeholder that stands in a value, if one does. */
export function placeholderIn({ value, at }: Sourced<string>): readonly Problem[] {
  const found = PLACEHOLDER.exec(value);
  return found ? [unfilled({ value: found[0], at })] : [];
}
