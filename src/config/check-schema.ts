import * as z from 'zod';
import { CHECK_SUBJECTS, fieldsOf, isList, type CheckField, type CheckSubject } from '../model/custom-check.js';

/** Text that goes to terminals and reports. */
const text = z
  .string()
  .min(1, 'has to say something')
  .max(2000, 'is longer than 2000 characters')
  .regex(/^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*$/, 'holds a control character');

/** Field to what it has to be. What goes below a field depends on the field, so `read-checks.ts` reads it. */
const conditions = z.unknown().meta({ type: 'object' });

/** One of `checks:`. */
export const checkSchema = z
  .strictObject({
    id: z.string().describe('with a word of your own in front, such as acme-teams-mutual-tls'),
    level: z.enum(['error', 'warning', 'note']),
    what: text.describe('what is wrong, in a sentence, such as: A leg towards Teams has no mutual TLS.'),
    why: text.describe('why it matters'),
    remedy: text.describe('what to do'),
    see: z.array(text).max(20).optional().describe('where it is written down: documents or https addresses'),
    message: text.optional().describe('what a finding says; {name} stands for a field'),
    for: z.enum(CHECK_SUBJECTS).describe('what it looks at'),
    where: conditions.optional().describe('which of them it is about: field to value'),
    expect: conditions.describe('what has to hold: field to value'),
  })
  .meta({ allOf: CHECK_SUBJECTS.map(fieldsForEditors) });

export type CheckInFile = z.infer<typeof checkSchema>;

/** The fields of a subject in the words of JSON Schema, so that editors complete them. */
function fieldsForEditors(subject: CheckSubject): object {
  const properties = Object.fromEntries([...fieldsOf(subject)].map(([name, field]) => [name, valueForEditors(field)]));
  const fields = { type: 'object', additionalProperties: false, properties };
  return {
    if: { properties: { for: { const: subject } }, required: ['for'] },
    then: { properties: { where: fields, expect: fields } },
  };
}

function valueForEditors({ type, values, help }: CheckField): object {
  const one =
    type === 'number'
      ? { type: 'integer' }
      : type === 'answer'
        ? { enum: ['yes', 'no', true, false] }
        : values
          ? { enum: values }
          : { type: 'string' };
  const some = { anyOf: [one, { type: 'array', items: one, minItems: 1 }] };
  const operators = isList(type)
    ? { contains: some, lacks: some, only: some }
    : type === 'number'
      ? { not: some, atLeast: one, atMost: one }
      : { not: some };
  const demands = { type: 'object', additionalProperties: false, minProperties: 1, properties: operators };
  return { description: help, anyOf: isList(type) ? [demands] : [...some.anyOf, demands] };
}
