import type { Parser, ParsedExport, RefusedExport } from '../parser.js';
import { statement } from '../problem.js';
import { bind } from '../ribbon-edge/bind.js';
import { interpret } from '../ribbon-edge/interpret.js';
import { descendants, readXml } from '../xml/document.js';
import { outlineOf } from './outline.js';
import { scan } from './scan.js';

/** How much of a file is looked at to tell the document by its first elements. */
const HEAD = 65_536;

/** `symphonyconfig.xml` of an SBC 1000, SBC 2000, SWe Lite or SWe Edge, as their backups hold it. */
export const ribbonEdgeXml: Parser = {
  format: 'ribbon-edge-xml',
  vendor: 'ribbon-edge',
  bind,

  detect({ text, contentStart }) {
    const head = text.slice(contentStart, contentStart + HEAD);
    return /^\s*</.test(head) && hasTokens(head);
  },

  parse(source): ParsedExport | RefusedExport {
    const document = readXml(source);
    if ('failed' in document) {
      const { because, at } = document.failed;
      return { refused: statement('the configuration of an SBC Edge', `the XML cannot be read: ${because}`, at) };
    }
    const { root } = document;
    const configuration = root.name === 'Configuration' ? root : ([...descendants(root, 'Configuration')][0] ?? root);
    return { ...interpret(scan(configuration, source), source), outline: () => outlineOf(root) };
  },
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
