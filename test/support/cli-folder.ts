import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inTemporaryFolder, sbclint, type Outcome } from './cli.js';

/** A finding of `--format json`, as far as tests ask for it. */
export interface Found {
  readonly ruleId: string;
  readonly kind: string;
  readonly level: string;
  readonly device: string | null;
  readonly trustAnchor: { readonly sha256: string } | null;
  readonly fingerprint: string;
  readonly suppression: { readonly kind: string } | null;
}

export interface Run {
  readonly folder: string;
  readonly write: (files: Readonly<Record<string, string>>) => void;
  readonly read: (path: string) => string;
  readonly sbclint: (...argv: string[]) => Promise<Outcome>;
  readonly findings: (...argv: string[]) => Promise<readonly Found[]>;
}

/** Runs with a folder that holds the files as the working folder, as people do. */
export async function inFolder(
  files: Readonly<Record<string, string>>,
  work: (run: Run) => Promise<void>,
): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    const write = (more: Readonly<Record<string, string>>) => {
      for (const [path, content] of Object.entries(more)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), content);
      }
    };
    write(files);
    const before = process.cwd();
    process.chdir(folder);
    try {
      await work({
        folder,
        write,
        read: (path) => readFileSync(join(folder, path), 'utf8'),
        sbclint: (...argv) => sbclint(argv),
        findings: async (...argv) => {
          const { stdout, stderr } = await sbclint([...argv, '--format', 'json']);
          if (stdout === '') throw new Error(stderr);
          return (JSON.parse(stdout) as { findings: Found[] }).findings;
        },
      });
    } finally {
      process.chdir(before);
    }
  });
}
