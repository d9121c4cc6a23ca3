import { interpret } from '../opensips/interpret.js';
import type { Parser } from '../parser.js';
import { bindByPath } from '../pem-bundle/bind.js';
import { scan } from './scan.js';
import { tokens } from './tokens.js';
import { opensipsScriptFormat } from './format.js';

export const opensipsScript: Parser = {
  ...opensipsScriptFormat,
  parse: (source) => ({
    ...interpret(scan(source)),
    outline: () => [...tokens(source.text, source.contentStart)].map(({ text }) => text),
  }),
  bind: bindByPath,
};
