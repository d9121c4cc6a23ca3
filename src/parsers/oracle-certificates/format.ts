import { Word } from '../../text/word-filter.js';
import { isGrid } from '../oracle-acli/detect.js';
import type { ListingFormat } from '../parser.js';

const RECORD = new Word('certificate-record:');

/** The output of `show security certificates` brief, detail or pem: what stands behind each certificate-record. */
export const oracleCertificatesFormat: ListingFormat = {
  format: 'oracle-certificates',
  vendor: 'oracle',
  // In one file with a configuration it is the configuration's parser that asks for it to be saved apart.
  detect: (source) => source.mayHold(RECORD) && /^certificate-record:[ \t]*\S/m.test(source.text) && !isGrid(source),
  load: async () => (await import('./index.js')).oracleCertificates,
};
