import type { Range } from '../text/provenance.js';
import { looksLikeJks, readJks } from './jks.js';
import { looksLikePkcs12, readPkcs12 } from './pkcs12.js';

/** One certificate of a key store that is not the store's own identity. */
export interface StoredCertificate {
  /** The alias or friendly name as the store holds it. */
  readonly alias: string | null;
  readonly der: Uint8Array;
  /** Its place in the file; that of what encloses it where it is encrypted. */
  readonly range: Range;
  /** False where Java would not take it for a trust anchor. */
  readonly marked: boolean;
}

/** A part of a key store that was not read. */
export interface UnreadPart {
  readonly because: string;
  /** Set where the form is known and is not read, rather than damaged. */
  readonly form: string | null;
  readonly range: Range;
}

export interface KeyStore {
  readonly form: 'jks' | 'jceks' | 'pkcs12';
  readonly certificates: readonly StoredCertificate[];
  /** How many private or secret keys it holds. They are passed over. */
  readonly keys: number;
  readonly unread: readonly UnreadPart[];
}

/** Whether bytes are a Java key store or PKCS#12, whole or cut short: told by how they start. */
export function isKeyStore(bytes: Uint8Array): boolean {
  return looksLikeJks(bytes) || looksLikePkcs12(bytes);
}

/** Reads the trusted certificates of a key store. Keys are never decrypted, nor even looked at. */
export async function readKeyStore(bytes: Uint8Array): Promise<KeyStore> {
  return looksLikeJks(bytes) ? readJks(bytes) : readPkcs12(bytes);
}
