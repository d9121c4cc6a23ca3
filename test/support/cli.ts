import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from '../../src/cli/environment.js';
import { main } from '../../src/cli/main.js';
import { root } from './knowledge.js';

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in this process, against the facts that the build compiled. */
export async function sbclint(argv: readonly string[], given: Partial<Environment> = {}): Promise<Outcome> {
  let stdout = '';
  let stderr = '';
  const code = await main(argv, {
    stdout: (text) => (stdout += text),
    stderr: (text) => (stderr += text),
    readStdin: () => new Uint8Array(),
    stdinChunks: async function* () {},
    stdoutIsTerminal: false,
    stderrIsTerminal: false,
    variables: {},
    today: () => '2026-11-22',
    elapsed: () => 0,
    dataFolder: join(root, 'dist'),
    version: '0.0.0-test',
    ...given,
  });
  return { code, stdout, stderr };
}

/** A folder that is gone when the work is done. */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'sbclint-test-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
