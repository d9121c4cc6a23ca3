import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { facts } from '../../../src/fixers/facts.js';
import { checkFolder, readFolder, type Folder } from '../../support/folder.js';
import { root } from '../../support/knowledge.js';

/** The facts of a fixture's device, certificates bound. */
export async function factsOfCase(form: string, name: string): Promise<readonly string[]> {
  return factsOfFolder(readFolder(join(root, 'test', 'fixtures', form, name, 'input')));
}

export async function factsOfFolder(files: Folder): Promise<readonly string[]> {
  const { assembled } = await checkFolder(files, { asOf: '2026-11-22' });
  return assembled.flatMap(({ device }) => facts(device)).sort();
}

export function inputOf(form: string, name: string, file: string): string {
  return readFileSync(join(root, 'test', 'fixtures', form, name, 'input', file), 'latin1');
}
