import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { readKeyStore } from '../../src/x509/key-store.js';
import { root } from './knowledge.js';
import { referenceRoots } from './reference-roots.js';

export interface AnyCertificate {
  readonly from: string;
  readonly der: Uint8Array;
}

const DEBIAN = '/etc/ssl/certs/ca-certificates.crt';
const FOLDERS = ['trust-anchors', 'test/fixtures', 'test/support', 'examples'].map((folder) => join(root, folder));

/** Each certificate that is at hand, once: in the project, in Node, and in the system and beside the project where they are there. */
export async function everyCertificate(): Promise<readonly AnyCertificate[]> {
  const found = new Map<string, AnyCertificate>();
  const add = (from: string, der: Uint8Array) => {
    const hash = createHash('sha256').update(der).digest('hex');
    if (!found.has(hash)) found.set(hash, { from, der });
  };
  for (const pem of rootCertificates) for (const der of armoured(pem)) add('node:tls', der);
  for (const path of [DEBIAN, ...[...FOLDERS, referenceRoots].flatMap(filesBelow)].filter(existsSync)) {
    const bytes = readFileSync(path);
    for (const der of armoured(bytes.toString('latin1'))) add(path, der);
    if (/\.(jks|jceks|p12|pfx)$/.test(path)) {
      for (const { der } of (await readKeyStore(bytes)).certificates) add(path, der);
    } else if (bytes[0] === 0x30 && bytes[1] === 0x82 && bytes.readUInt16BE(2) + 4 === bytes.length) {
      add(path, Uint8Array.from(bytes));
    }
  }
  return [...found.values()];
}

function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
}

/** The bodies of CERTIFICATE blocks, also where a form writes their line ends in another way. */
function armoured(text: string): readonly Uint8Array[] {
  const lines = text.replace(/\\r|\\n|&#1[03];|&#x[ad];/gi, '\n');
  const blocks = lines.matchAll(/-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g);
  return [...blocks].map(([, body = '']) => Uint8Array.from(Buffer.from(body, 'base64')));
}
