import type { SourceText } from '../../text/source-text.js';
import { Word } from '../../text/word-filter.js';
import type { Format } from '../parser.js';

/** Session Delivery Manager writes `<elementTypePath>` where the device itself writes `<elementType>`. */
const CONFIG_ELEMENT = /<(?:[\w-]{1,40}:)?configElement>\s{0,400}<(?:[\w-]{1,40}:)?elementType>/;
const WORD = new Word('configElement>');

/** What the device's REST interface answers to GET configElements, one answer or several in one document. */
export const oracleRestXmlFormat: Format = {
  format: 'oracle-rest-xml',
  vendor: 'oracle',
  detect: (source) => source.mayHold(WORD) && isAnswer(source),
  load: async () => (await import('./index.js')).oracleRestXml,
};

function isAnswer({ text, contentStart }: SourceText): boolean {
  return /^\s{0,400}</.test(text.slice(contentStart, contentStart + 500)) && CONFIG_ELEMENT.test(text);
}
