import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PathRole } from '../../src/model/path.js';

export interface VerifyQuestion {
  /** PEM each. */
  readonly anchors: readonly string[];
  /** The peer's own certificate first. */
  readonly presented: readonly string[];
  /** An instant in ISO 8601. */
  readonly at: string;
  /** `null` asks for no purpose. */
  readonly role: PathRole | null;
  /** OpenSSL's security level: 0 accepts any strength, 2 is what Debian's TLS wants. */
  readonly level?: number;
  readonly partialChain?: boolean;
}

export interface Verified {
  readonly valid: boolean;
  /** As in `error 20 at 0 depth lookup: unable to get local issuer certificate`. */
  readonly said: string;
}

let folder: string | undefined;

afterAll(() => {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  folder = undefined;
});

/** What `openssl verify` says. Throws where there is no openssl: a comparison that did not run proves nothing. */
export function opensslVerify({ anchors, presented, at, role, level = 0, partialChain }: VerifyQuestion): Verified {
  folder ??= mkdtempSync(join(tmpdir(), 'sbclint-openssl-'));
  const file = (name: string, pems: readonly string[]) => {
    const path = join(folder ?? '', name);
    writeFileSync(path, pems.join(''));
    return path;
  };
  // Without any anchor it needs a file of one that matters to nothing.
  const args = ['verify', '-no-CApath', '-no-CAstore', '-auth_level', String(level)];
  args.push('-attime', String(Math.floor(Date.parse(at) / 1000)), '-CAfile', file('anchors.pem', anchors));
  if (role) args.push('-purpose', role === 'server' ? 'sslserver' : 'sslclient');
  if (partialChain) args.push('-partial_chain');
  const [end = '', ...others] = presented;
  if (others.length > 0) args.push('-untrusted', file('others.pem', others));
  const { status, stderr, error } = spawnSync('openssl', [...args, file('end.pem', [end])], { encoding: 'utf8' });
  if (error) throw new Error(`openssl is needed for this test: ${error.message}`);
  return { valid: status === 0, said: /error \d+ at.*$/m.exec(stderr)?.[0] ?? stderr.trim() };
}
