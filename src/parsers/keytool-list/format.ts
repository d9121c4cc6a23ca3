import type { ListingFormat } from '../parser.js';

/** The output of Java's `keytool -list`, alone, with `-v` or with `-rfc`: all that a key store trusts. */
export const keytoolListFormat: ListingFormat = {
  format: 'keytool-list',
  vendor: 'trust-store',
  isStore: true,
  detect: ({ text }) =>
    /^Your keystore contains \d{1,9} entr(?:y|ies)\s*$/m.test(text) ||
    /^(?:.{1,400}, ?[^,\n]{1,40}, |Entry type: )trustedCertEntry(?:, *)?\r*$/m.test(text),
  load: async () => (await import('./index.js')).keytoolList,
};
