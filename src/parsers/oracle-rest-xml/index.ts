import type { SourceText } from '../../text/source-text.js';
import { bind } from '../oracle/bind.js';
import { interpret } from '../oracle/interpret.js';
import { CHANGES } from '../oracle/inventory.js';
import type { ParsedExport, Parser } from '../parser.js';
import { statement } from '../problem.js';
import { trustElements } from './elements.js';
import { outline } from './outline.js';
import { scan } from './scan.js';
import { oracleRestXmlFormat } from './format.js';

export const oracleRestXml: Parser = {
  ...oracleRestXmlFormat,
  parse,
  bind,
};

function parse(source: SourceText): ParsedExport {
  const document = scan(source);
  const start = source.contentStart;
  const whole = source.at(start, start);
  const read = 'failed' in document ? { elements: [], lost: [unread(document.failed)] } : elementsOf(source, document);
  // A request holds what it changes, so what is not in it may be on the device all the same.
  const isWhole = 'failed' in document || document.elements.every(({ isAnswer }) => isAnswer);
  return {
    product: 'Oracle SBC',
    release: null,
    ...interpret(read.elements, read.lost, whole, isWhole ? null : CHANGES),
    outline: () => ('root' in document ? outline(document.root) : []),
  };
}

function elementsOf(source: SourceText, { elements }: Extract<ReturnType<typeof scan>, { elements: unknown }>) {
  return trustElements(source, elements);
}

function unread({ because, at }: Extract<ReturnType<typeof scan>, { failed: unknown }>['failed']) {
  return statement('the XML', because.replace(/\.$/, ''), at);
}
