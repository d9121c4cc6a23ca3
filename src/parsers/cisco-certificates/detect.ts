import type { SourceText } from '../../text/source-text.js';

const PEM = /^-{2,}Trustpoint:[ \t]*\S{1,200}[ \t\r]*$/m;
const TEXT = /^[ \t]{0,16}Certificate Serial Number(?: \(hex\))?:[ \t]*[0-9A-F]/im;
const ASSOCIATION = /^[ \t]{0,16}(?:Associated Trustpoints:|Trustpool:)/m;

/** Where a text prints certificates as `show crypto pki` does; -1 where it does not. */
export function listingStart({ text }: SourceText): number {
  const pem = text.search(PEM);
  if (pem >= 0) return pem;
  return ASSOCIATION.test(text) ? text.search(TEXT) : -1;
}
