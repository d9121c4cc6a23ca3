import * as z from 'zod';
import { closest } from '../text/closest.js';
import { readYaml, type YamlPath, type YamlProblem } from './yaml.js';

export type Validated<T> =
  | { readonly value: T; readonly place: (path: YamlPath) => { readonly line: number; readonly column: number } }
  | { readonly problems: readonly YamlProblem[] };

/** Reads a YAML file against a schema; every problem has its line and column, unknown keys a suggestion. */
export function validateYaml<T>(file: string, text: string, schema: z.ZodType<T>): Validated<T> {
  const document = readYaml(file, text);
  if ('problem' in document) return { problems: [document.problem] };
  const parsed = schema.safeParse(document.value ?? {});
  if (parsed.success) return { value: parsed.data, place: document.place };
  const problems = parsed.error.issues.flatMap((issue) =>
    messages(issue, schema, document.value).map(({ path, message }) => ({ file, ...document.place(path), message })),
  );
  return { problems };
}

function messages(issue: z.core.$ZodIssue, schema: z.ZodType, value: unknown): { path: YamlPath; message: string }[] {
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, issue.path);
    return issue.keys.map((key) => {
      const near = closest(key, known);
      const hint = near ? `; did you mean ${near}?` : known.length > 0 ? `; known keys: ${known.join(', ')}` : '';
      return { path: [...issue.path, key], message: `unknown key ${key}${hint}` };
    });
  }
  const where = issue.path.length > 0 ? `${issue.path.map(String).join('.')}: ` : '';
  return [{ path: issue.path, message: `${where}${wanted(issue, valueAt(value, issue.path))}` }];
}

/** What stands for a type in a sentence to somebody who writes YAML. */
const TYPES: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  nonoptional: 'a value',
  number: 'a number',
  object: 'keys with their values',
  record: 'keys with their values',
  string: 'text',
};

/** What a value has to be, and what it is; the schemas' own messages are said as they are. */
function wanted(issue: z.core.$ZodIssue, found: unknown): string {
  if (issue.code === 'invalid_type') {
    const type = TYPES[issue.expected] ?? issue.expected;
    const goes = `${type} goes there${issue.expected === 'array' ? ', [] where there is nothing to say' : ''}`;
    if (found === undefined) return `is missing; ${goes}`;
    return found === null ? `has no value; ${goes}` : `has to be ${type}, and is ${typeOf(found)}`;
  }
  if (issue.code === 'invalid_value') {
    const choices = issue.values.map(String);
    const near = typeof found === 'string' ? closest(found, choices) : null;
    if (found === undefined) return `is missing; one of ${choices.join(', ')} goes there`;
    return `has to be one of ${choices.join(', ')}${near ? `; did you mean ${near}?` : ''}`;
  }
  if (issue.code === 'too_small' && Array.isArray(found) && found.length === 0)
    return 'is an empty list; it needs an entry';
  return issue.message;
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Date) return 'a date without quotes';
  if (typeof value === 'number') return `the number ${value}; put text in quotes`;
  if (typeof value === 'boolean') return `${value} without quotes`;
  return TYPES[typeof value] ?? typeof value;
}

function valueAt(value: unknown, path: YamlPath): unknown {
  let at = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Readonly<Record<PropertyKey, unknown>>)[step];
  }
  return at;
}

/** The keys that an object schema at a path knows, so that a misspelt one can be named. */
function keysAt(schema: z.ZodType, path: YamlPath): readonly string[] {
  let at: unknown = schema;
  for (const step of path) at = stepInto(unwrap(at), step);
  const object = unwrap(at);
  return object instanceof z.ZodObject ? Object.keys(object.shape) : [];
}

function stepInto(schema: unknown, step: PropertyKey): unknown {
  if (schema instanceof z.ZodObject) return (schema.shape as Record<PropertyKey, unknown>)[step];
  if (schema instanceof z.ZodArray) return schema.element;
  if (schema instanceof z.ZodRecord) return schema.valueType;
  return undefined;
}

function unwrap(schema: unknown): unknown {
  let inner = schema;
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodDefault || inner instanceof z.ZodNullable) {
    inner = inner.unwrap();
  }
  return inner;
}
