import type { Parser } from '../parser.js';
import { storeExport, WHOLE_STORE } from './export.js';
import { trustStoreFormat } from './format.js';

export const trustStore: Parser = {
  ...trustStoreFormat,
  parse: (source) => storeExport(source, 'Trust store'),
  bind: () => WHOLE_STORE,
};
