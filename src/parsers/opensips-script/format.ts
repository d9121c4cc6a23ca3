import { Word } from '../../text/word-filter.js';
import type { Format } from '../parser.js';

const TLS_MODULE = new Word('tls_mgm');

/** opensips.cfg, where TLS domains are parameters of the module tls_mgm. */
export const opensipsScriptFormat: Format = {
  format: 'opensips-script',
  vendor: 'opensips',
  detect: (source) =>
    source.mayHold(TLS_MODULE) && /^[ \t]{0,40}modparam[ \t]{0,20}\([ \t]{0,20}["']tls_mgm["']/m.test(source.text),
  load: async () => (await import('./index.js')).opensipsScript,
};
