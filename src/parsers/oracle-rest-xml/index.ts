import type { SourceText } from '../../text/source-text.js';
import { Word } from '../../text/word-filter.js';
import { bind } from '../oracle/bind.js';
import { interpret } from '../oracle/interpret.js';
import { CHANGES } from '../oracle/inventory.js';
import type { ParsedExport, Parser } from '../parser.js';
import { statement } from '../problem.js';
import { trustElements } from './elements.js';
import { outline } from './outline.js';
import { scan } from './scan.js';

/** Session Delivery Manager writes `<elementTypePath>` where the device itself writes `<elementType>`. */
const CONFIG_ELEMENT = /<(?:[\w-]{1,40}:)?configElement>\s{0,400}<(?:[\w-]{1,40}:)?elementType>/;

const WORD = new Word('configElement>');

function isAnswer({ text, contentStart }: SourceText): boolean {
  return /^\s{0,400}</.test(text.slice(contentStart, contentStart + 500)) && CONFIG_ELEMENT.test(text);
}

/** What the device's REST interface answers to GET configElements, one answer or several in one document. */
export const oracleRestXml: Parser = {
  format: 'oracle-rest-xml',
  vendor: 'oracle',
  detect: (source) => source.mayHold(WORD) && isAnswer(source),
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
