import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The shapes that others write or read; the build makes the JSON Schemas of them. */
export const SCHEMAS = ['sbclint', 'peer-profile', 'vendor-profile', 'report', 'plan'] as const;

export function readSchema(name: (typeof SCHEMAS)[number], dataFolder: string): string {
  return readFileSync(join(dataFolder, '..', 'schema', 'v1', `${name}.schema.json`), 'utf8');
}
