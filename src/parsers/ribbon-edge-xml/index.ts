import { Word } from '../../text/word-filter.js';
import type { Parser, ParsedExport, RefusedExport } from '../parser.js';
import { statement } from '../problem.js';
import { bind } from '../ribbon-edge/bind.js';
import { interpret } from '../ribbon-edge/interpret.js';
import { descendants, readXml } from '../xml/document.js';
import { outlineOf } from './outline.js';
import { scan } from './scan.js';

/** How much of a file is looked at to tell the document by its first elements. */
const ROOT = new Word('<Configuration');
const HEAD = 65_536;

/** `symphonyconfig.xml` of an SBC 1000, SBC 2000, SWe Lite or SWe Edge, as their backups hold it. */
export const ribbonEdgeXml: Parser = {
  format: 'ribbon-edge-xml',
  vendor: 'ribbon-edge',
  bind,

  detect(source) {
    if (!source.mayHold(ROOT)) return false;
    const { text, contentStart } = source;
    const head = text.slice(contentStart, contentStart + HEAD);
    return /^\s*</.test(head) && /<Configuration\b[\s\S]{0,4096}<Token\b/.test(head);
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
