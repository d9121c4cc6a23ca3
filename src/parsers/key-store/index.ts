import type { Parser } from '../parser.js';
import { storeExport, WHOLE_STORE } from '../trust-store/export.js';
import { keyStoreFormat } from './format.js';

export const keyStore: Parser = {
  ...keyStoreFormat,
  parse: (source) => storeExport(source, 'Key store'),
  bind: () => WHOLE_STORE,
};
