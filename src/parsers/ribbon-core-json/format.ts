import { documentIn } from '../ribbon-core/capture.js';
import type { Format } from '../parser.js';

/** How much of a file is looked at to tell a document by its first members. */
const HEAD = 262_144;
const SONUS = /"sonus[A-Za-z0-9]{1,60}:[A-Za-z]/;

/** Output of `show configuration | display json` of an SBC Core. */
export const ribbonCoreJsonFormat: Format = {
  format: 'ribbon-core-json',
  vendor: 'ribbon-core',
  detect(source) {
    if (!source.text.includes('{') || !source.text.includes('"sonus')) return false;
    const { text, contentStart } = documentIn(source, '{', '}');
    const head = text.slice(contentStart, contentStart + HEAD);
    return /^\s*\{/.test(head) && SONUS.test(head);
  },
  load: async () => (await import('./index.js')).ribbonCoreJson,
};
