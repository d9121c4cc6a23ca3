import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import type { Certificate } from '../../src/model/certificate.js';
import { decodeCertificate } from '../../src/x509/decode.js';
import { root, sha256 } from './knowledge.js';

/** The certificates that the facts were read from; those in `reference-only` are no part of the product. */
export const referenceRoots = process.env['SBCLINT_REFERENCE_ROOTS'] ?? join(root, '..', 'shared', 'roots');

export const hasReferenceRoots = existsSync(join(referenceRoots, 'index.json'));

export interface ReferenceCertificate {
  readonly file: string;
  readonly pem: string;
  readonly der: Uint8Array;
  readonly certificate: Certificate;
  /** As another decoder, Node's own, sees it. */
  readonly node: X509Certificate;
}

/** Reads PEM files of one certificate each. */
export async function readCertificates(paths: readonly string[]): Promise<readonly ReferenceCertificate[]> {
  const read: ReferenceCertificate[] = [];
  for (const file of paths) {
    const pem = readFileSync(file, 'latin1');
    const node = new X509Certificate(pem);
    const der = new Uint8Array(node.raw);
    read.push({ file, pem, der, node, certificate: await decodeCertificate(der, sha256) });
  }
  return read;
}

/** Every certificate with bytes: the shipped files, and the others where they are at hand. */
export function certificatesAtHand(): Promise<readonly ReferenceCertificate[]> {
  const pems = (folder: string) =>
    existsSync(folder)
      ? readdirSync(folder)
          .filter((name) => name.endsWith('.pem'))
          .map((name) => join(folder, name))
      : [];
  return readCertificates([...pems(join(root, 'trust-anchors')), ...pems(join(referenceRoots, 'reference-only'))]);
}
