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
    messages(issue, schema).map(({ path, message }) => ({ file, ...document.place(path), message })),
  );
  return { problems };
}

function messages(issue: z.core.$ZodIssue, schema: z.ZodType): { path: YamlPath; message: string }[] {
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, issue.path);
    return issue.keys.map((key) => {
      const near = closest(key, known);
      const hint = near ? `; did you mean ${near}?` : known.length > 0 ? `; known keys: ${known.join(', ')}` : '';
      return { path: [...issue.path, key], message: `unknown key ${key}${hint}` };
    });
  }
  const where = issue.path.length > 0 ? `${issue.path.map(String).join('.')}: ` : '';
  return [{ path: issue.path, message: `${where}${issue.message}` }];
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
