import type { SourceText } from '../../text/source-text.js';
import { Word } from '../../text/word-filter.js';

const TRUSTPOINT = new Word('Trustpoint:');
const SERIAL_NUMBER = new Word('Certificate Serial Number');
const PEM = /^-{2,}Trustpoint:[ \t]*\S{1,200}[ \t\r]*$/m;
const TEXT = /^[ \t]{0,16}Certificate Serial Number(?: \(hex\))?:[ \t]*[0-9A-F]/im;
const ASSOCIATION = /^[ \t]{0,16}(?:Associated Trustpoints:|Trustpool:)/m;

/** Where a text prints certificates as `show crypto pki` does; -1 where it does not. */
export function listingStart(source: SourceText): number {
  const { text } = source;
  const pem = source.mayHold(TRUSTPOINT) ? text.search(PEM) : -1;
  if (pem >= 0) return pem;
  return source.mayHold(SERIAL_NUMBER) && ASSOCIATION.test(text) ? text.search(TEXT) : -1;
}
