import type { Parser } from '../parser.js';
import { storeExport, WHOLE_STORE } from '../trust-store/export.js';

/** A Java key store, PKCS#12, or what keytool lists of one, checked by itself like a file of certificates. */
export const keyStore: Parser = {
  format: 'key-store',
  vendor: 'trust-store',
  detect: () => false,
  parse: (source) => storeExport(source, 'Key store'),
  bind: () => WHOLE_STORE,
};
