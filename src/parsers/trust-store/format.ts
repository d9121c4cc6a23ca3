import type { Format } from '../parser.js';

/**
 * A file of certificates that is checked by itself: the trust store of something that sbclint has no format for. No
 * detector claims it; it becomes a device where the user names the peer and no configuration lies beside it.
 */
export const trustStoreFormat: Format = {
  format: 'trust-store',
  vendor: 'trust-store',
  detect: () => false,
  load: async () => (await import('./index.js')).trustStore,
};
