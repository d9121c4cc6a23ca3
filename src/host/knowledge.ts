import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Anchor } from '../engine/patch.js';
import type { KnownCertificate } from '../model/certificate.js';
import type { Knowledge } from '../model/knowledge.js';

/** The facts as the build compiled them, from the folder that holds the program. */
export function loadKnowledge(folder: string): Knowledge {
  return JSON.parse(readFileSync(join(folder, 'knowledge.json'), 'utf8')) as Knowledge;
}

/** Gives the bytes of a shipped root, `null` for certificates known by their facts only. */
export function anchorLoader(folder: string): (certificate: KnownCertificate) => Anchor | null {
  let files: Readonly<Record<string, string>> | undefined;
  return (certificate) => {
    files ??= JSON.parse(readFileSync(join(folder, 'trust-anchors.json'), 'utf8')) as Record<string, string>;
    const pem = certificate.file === null ? undefined : files[certificate.file];
    if (pem === undefined) return null;
    return { ...certificate, pem, der: Buffer.from(pem.replace(/-----[A-Z ]+-----|\s/g, ''), 'base64') };
  };
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
