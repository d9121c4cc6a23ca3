import { interpret } from '../opensips/interpret.js';
import type { Parser } from '../parser.js';
import { bindByPath } from '../pem-bundle/bind.js';
import { scan } from './scan.js';
import { tokens } from './tokens.js';

/** opensips.cfg, where TLS domains are parameters of the module tls_mgm. */
export const opensipsScript: Parser = {
  format: 'opensips-script',
  vendor: 'opensips',
  detect: ({ text }) => /^[ \t]{0,40}modparam[ \t]{0,20}\([ \t]{0,20}["']tls_mgm["']/m.test(text),
  parse: (source) => ({
    ...interpret(scan(source)),
    outline: () => [...tokens(source.text, source.contentStart)].map(({ text }) => text),
  }),
  bind: bindByPath,
};
