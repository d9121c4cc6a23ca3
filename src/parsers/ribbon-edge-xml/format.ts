import { Word } from '../../text/word-filter.js';
import type { Format } from '../parser.js';

/** How much of a file is looked at to tell the document by its first elements. */
const ROOT = new Word('<Configuration');
const HEAD = 65_536;

/** `symphonyconfig.xml` of an SBC 1000, SBC 2000, SWe Lite or SWe Edge, as their backups hold it. */
export const ribbonEdgeXmlFormat: Format = {
  format: 'ribbon-edge-xml',
  vendor: 'ribbon-edge',
  detect(source) {
    if (!source.mayHold(ROOT)) return false;
    const { text, contentStart } = source;
    const head = text.slice(contentStart, contentStart + HEAD);
    return /^\s*</.test(head) && hasTokens(head);
  },
  load: async () => (await import('./index.js')).ribbonEdgeXml,
};

/** Whether a first `<Token>` stands not far behind a `<Configuration>`. */
function hasTokens(head: string): boolean {
  let configuration = -Infinity;
  for (const { 0: tag, 1: name, index } of head.matchAll(/<(Configuration|Token)\b/g)) {
    if (name === 'Configuration') configuration = index + tag.length;
    else if (index - configuration <= 4096) return true;
  }
  return false;
}
