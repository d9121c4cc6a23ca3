import type { SourceText } from '../../text/source-text.js';
import { Word } from '../../text/word-filter.js';
import type { ListingFormat } from '../parser.js';

export const TRUSTED = 'trustedCertEntry';
const COUNT = new Word('Your keystore contains');
const ENTRY = new Word(TRUSTED);

/** The output of Java's `keytool -list`, alone, with `-v` or with `-rfc`: all that a key store trusts. */
export const keytoolListFormat: ListingFormat = {
  format: 'keytool-list',
  vendor: 'trust-store',
  isStore: true,
  detect: (source) => (source.mayHold(COUNT) || source.mayHold(ENTRY)) && isListing(source),
  load: async () => (await import('./index.js')).keytoolList,
};

function isListing({ text }: SourceText): boolean {
  return (
    /^Your keystore contains \d{1,9} entr(?:y|ies)\s*$/m.test(text) ||
    /^(?:.{1,400}, ?[^,\n]{1,40}, |Entry type: )trustedCertEntry(?:, *)?\r*$/m.test(text)
  );
}
