import type { Parser } from '../parser.js';
import { storeExport, WHOLE_STORE } from './export.js';

/**
 * A file of certificates that is checked by itself: the trust store of something that sbclint has no format for. No
 * detector claims it; it becomes a device where the user names the peer and no configuration lies beside it.
 */
export const trustStore: Parser = {
  format: 'trust-store',
  vendor: 'trust-store',
  detect: () => false,
  parse: (source) => storeExport(source, 'Trust store'),
  bind: () => WHOLE_STORE,
};
