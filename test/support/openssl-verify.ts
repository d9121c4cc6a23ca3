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

/** What `openssl verify` says of one chain. */
export function opensslVerify({ presented, ...asked }: VerifyQuestion): Verified {
  const [end = '', ...others] = presented;
  return opensslVerifyEach([end], { ...asked, others })[0] ?? { valid: false, said: '' };
}

/**
 * What it says of several certificates, each with the same others beside it. Throws where there is no openssl: a comparison
 * that did not run proves nothing.
 */
export function opensslVerifyEach(
  ends: readonly string[],
  {
    anchors,
    others,
    at,
    role,
    level = 0,
    partialChain,
  }: Omit<VerifyQuestion, 'presented'> & { others: readonly string[] },
): readonly Verified[] {
  folder ??= mkdtempSync(join(tmpdir(), 'sbclint-openssl-'));
  const file = (name: string, pems: readonly string[]) => {
    const path = join(folder ?? '', name);
    writeFileSync(path, pems.join(''));
    return path;
  };
  const args = ['verify', '-no-CApath', '-no-CAstore', '-auth_level', String(level)];
  args.push('-attime', String(Math.floor(Date.parse(at) / 1000)));
  // It refuses an empty file.
  args.push(...(anchors.length > 0 ? ['-CAfile', file('anchors.pem', anchors)] : ['-no-CAfile']));
  if (role) args.push('-purpose', role === 'server' ? 'sslserver' : 'sslclient');
  if (partialChain) args.push('-partial_chain');
  if (others.length > 0) args.push('-untrusted', file('others.pem', others));
  const paths = ends.map((end, i) => file(`end-${i}.pem`, [end]));
  const { stdout, stderr, error } = spawnSync('openssl', [...args, ...paths], { encoding: 'utf8' });
  if (error) throw new Error(`openssl is needed for this test: ${error.message}`);
  return paths.map((path) => {
    const valid = stdout.includes(`${path}: OK`);
    if (!valid && !stderr.includes(`error ${path}: verification failed`)) throw new Error(`openssl said: ${stderr}`);
    const before = stderr.slice(0, stderr.indexOf(`error ${path}: verification failed`));
    return {
      valid,
      said: valid ? '' : (/error \d+ at.*$/gm.exec(before.slice(before.lastIndexOf('error ')))?.[0] ?? ''),
    };
  });
}
