import { readFileSync } from 'node:fs';
import type { hash as Hash } from 'node:crypto';
import { join } from 'node:path';
import type { Anchor } from '../engine/patch.js';
import type { KnownCertificate } from '../model/certificate.js';
import type { Knowledge } from '../model/knowledge.js';

/** The facts as the build compiled them, from the folder that holds the program. */
export function loadKnowledge(folder: string): Knowledge {
  return JSON.parse(readFileSync(join(folder, 'knowledge.json'), 'utf8')) as Knowledge;
}

/** Gives the bytes of a root that is shipped or that the user brought, `null` for one that is known by its facts only. */
export function anchorLoader(
  folder: string,
  brought: ReadonlyMap<string, Uint8Array> = new Map(),
): (certificate: KnownCertificate) => Anchor | null {
  let files: Readonly<Record<string, string>> | undefined;
  return (certificate) => {
    const own = brought.get(certificate.sha256);
    if (own) return { ...certificate, pem: pemOf(own), der: own };
    files ??= JSON.parse(readFileSync(join(folder, 'trust-anchors.json'), 'utf8')) as Record<string, string>;
    const pem = certificate.file === null ? undefined : files[certificate.file];
    if (pem === undefined) return null;
    return { ...certificate, pem, der: Buffer.from(pem.replace(/-----[A-Z ]+-----|\s/g, ''), 'base64') };
  };
}

function pemOf(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

let hash: typeof Hash | undefined;

export function sha256(bytes: Uint8Array): string {
  // Loaded for the first hash: a run that shows none goes without.
  hash ??= process.getBuiltinModule('node:crypto').hash;
  return hash('sha256', bytes, 'hex');
}
