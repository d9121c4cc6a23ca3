import { Word } from '../../text/word-filter.js';
import type { ListingFormat } from '../parser.js';

const CODE = new Word('<http_code>');
const HEAD = 4096;

/**
 * What the REST interface of an SBC Edge answers to `GET certificate`. Its element names have not been seen; those of
 * the configuration are looked for, and a certificate without them is said to be undescribed.
 */
export const ribbonEdgeRestFormat: ListingFormat = {
  format: 'ribbon-edge-rest',
  vendor: 'ribbon-edge',
  detect(source) {
    if (!source.mayHold(CODE)) return false;
    const { text, contentStart } = source;
    const head = text.slice(contentStart, contentStart + HEAD);
    return /<root\b/.test(head) && /<http_code>/.test(head) && /<certificate(?:_list|_pk)?\b/.test(text);
  },
  load: async () => (await import('./index.js')).ribbonEdgeRest,
};
