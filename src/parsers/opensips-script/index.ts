import { interpret } from '../opensips/interpret.js';
import type { Parser } from '../parser.js';
import { bindByPath } from '../pem-bundle/bind.js';
import { scan } from './scan.js';
import { tokens } from './tokens.js';
import { Word } from '../../text/word-filter.js';

const TLS_MODULE = new Word('tls_mgm');

/** opensips.cfg, where TLS domains are parameters of the module tls_mgm. */
export const opensipsScript: Parser = {
  format: 'opensips-script',
  vendor: 'opensips',
  detect: (source) =>
    source.mayHold(TLS_MODULE) && /^[ \t]{0,40}modparam[ \t]{0,20}\([ \t]{0,20}["']tls_mgm["']/m.test(source.text),
  parse: (source) => ({
    ...interpret(scan(source)),
    outline: () => [...tokens(source.text, source.contentStart)].map(({ text }) => text),
  }),
  bind: bindByPath,
};
