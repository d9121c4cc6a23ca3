import type { Problem } from '../model/trust.js';
import type { Provenance, Sourced } from '../text/provenance.js';

/** A TLS context lists a trust anchor record that does not exist. */
export function dangling(context: string, { value, at }: Sourced<string>): Problem {
  const data = { context, name: value };
  return { ruleId: 'dangling-trust-anchor-reference', kind: 'fail', messageId: 'dangling', data, at };
}

/** A name of anything else that does not exist. */
export function undefinedReference(from: string, kind: string, { value, at }: Sourced<string>): Problem {
  return { ruleId: 'undefined-reference', kind: 'fail', messageId: 'undefined', data: { from, kind, name: value }, at };
}

/** A name, or another key, that stands for two things. */
export function duplicate(kind: string, { value, at }: Sourced<string>, first: Provenance): Problem {
  const data = { kind, name: value, first: String(first.line) };
  return { ruleId: 'duplicate-label', kind: 'fail', messageId: 'duplicate', data, at };
}

/** A placeholder: what it will be filled with is what a device would have. */
export function unfilled({ value, at }: Sourced<string>): Problem {
  const because = 'the file is a template, and a template is not the export of a device';
  return {
    ruleId: 'unfilled-template',
    kind: 'open',
    messageId: 'placeholder',
    data: { placeholder: value },
    because,
    at,
  };
}

/** A statement that may matter to trust and is not understood. `what` never quotes a value. */
export function statement(what: string, because: string, at: Provenance): Problem {
  return { ruleId: 'unreadable-input', kind: 'open', messageId: 'statement', data: { what }, because, at };
}

/** The file ends in the middle of something. */
export function truncated(what: string, because: string, at: Provenance): Problem {
  return { ruleId: 'unreadable-input', kind: 'open', messageId: 'truncated', data: { what }, because, at };
}

/** A form that is recognized and not read. */
export function unsupported(form: string, instead: string, because: string, at: Provenance): Problem {
  return { ruleId: 'unsupported-input', kind: 'open', messageId: 'form', data: { form, instead }, because, at };
}
