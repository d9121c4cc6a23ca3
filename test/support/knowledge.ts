import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compileKnowledge } from '../../src/knowledge/compile.js';
import type { Knowledge } from '../../src/model/knowledge.js';

export const root = join(__dirname, '..', '..');

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The fact files of the project, as the build reads them. */
export function knowledgeFiles(): Map<string, string> {
  const files = new Map<string, string>();
  for (const folder of ['peer-profiles', 'vendor-profiles', 'trust-anchors']) {
    for (const name of readdirSync(join(root, folder)).sort()) {
      if (/\.(yaml|pem)$/.test(name)) files.set(`${folder}/${name}`, readFileSync(join(root, folder, name), 'utf8'));
    }
  }
  return files;
}

let compiled: Promise<Knowledge> | undefined;

/** The project's facts, compiled once a test file. */
export function projectKnowledge(): Promise<Knowledge> {
  compiled ??= compileKnowledge(knowledgeFiles(), sha256).then((result) => {
    if ('problems' in result) throw new Error(JSON.stringify(result.problems, null, 2));
    return result.knowledge;
  });
  return compiled;
}
