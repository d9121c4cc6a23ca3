import type { Format } from '../parser.js';

/** opensips.cfg, where TLS domains are parameters of the module tls_mgm. */
export const opensipsScriptFormat: Format = {
  format: 'opensips-script',
  vendor: 'opensips',
  detect: ({ text }) => /^[ \t]{0,40}modparam[ \t]{0,20}\([ \t]{0,20}["']tls_mgm["']/m.test(text),
  load: async () => (await import('./index.js')).opensipsScript,
};
