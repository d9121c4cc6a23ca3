import type { Parser, ParsedExport, RefusedExport } from '../parser.js';
import { statement } from '../problem.js';
import { bind } from '../ribbon-edge/bind.js';
import { interpret } from '../ribbon-edge/interpret.js';
import { descendants, readXml } from '../xml/document.js';
import { outlineOf } from './outline.js';
import { scan } from './scan.js';
import { ribbonEdgeXmlFormat } from './format.js';

export const ribbonEdgeXml: Parser = {
  ...ribbonEdgeXmlFormat,
  bind,

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
