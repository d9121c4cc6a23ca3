import type { Format } from '../parser.js';

/** A Java key store, PKCS#12, or what keytool lists of one, checked by itself like a file of certificates. */
export const keyStoreFormat: Format = {
  format: 'key-store',
  vendor: 'trust-store',
  detect: () => false,
  load: async () => (await import('./index.js')).keyStore,
};
