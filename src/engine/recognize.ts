import { listingParsers, parsers } from '../parsers/index.js';
import type { ListingParser, Parser } from '../parsers/parser.js';
import { unsupportedForms } from '../parsers/unsupported.js';
import type { SourceText } from '../text/source-text.js';
import { isKeyStore } from '../x509/key-store.js';
import type { CertificateReader } from '../x509/reader.js';

/** What a file is, by its content. */
export type Recognized =
  | { readonly kind: 'configuration'; readonly parser: Parser }
  | { readonly kind: 'listing'; readonly parser: ListingParser }
  | { readonly kind: 'certificates' }
  /** A Java key store or PKCS#12: a trust store by itself, and evidence of no configuration. */
  | { readonly kind: 'key-store' }
  /** What a peer presented to `openssl s_client -showcerts`: no evidence of what a device trusts. */
  | { readonly kind: 'capture' }
  | { readonly kind: 'ambiguous'; readonly formats: readonly string[] }
  | { readonly kind: 'unsupported'; readonly form: string; readonly instead: string }
  /** Nothing recognizes it. `because` is set where it looks as if it should have been recognized. */
  | { readonly kind: 'unknown'; readonly because: string | null };

/** Endings under which exports are kept: a file that bears one and is not recognized deserves a word. */
const EXPORT_ENDING = /\.(ini|cfg|conf|acli|set|cli|xml)$/i;
/** Any of what `openssl s_client` prints around the certificates: a capture may lack its first or its last lines. */
const CAPTURE = /^(?:CONNECTED\(|Certificate chain[ \t\r]*$|SSL handshake has read |[ \t]*\d{1,3} s:)/m;
const CERTIFICATE_ENDING = /\.(pem|crt|cer|der|p7b|root)$/i;

/** Asks every detector; they have no order, so two that claim a file are a question to the user. */
export function recognize(source: SourceText, certificates: CertificateReader): Recognized {
  const claims: Recognized[] = [
    ...parsers.filter(({ detect }) => detect(source)).map((parser) => ({ kind: 'configuration', parser }) as const),
    ...listingParsers.filter(({ detect }) => detect(source)).map((parser) => ({ kind: 'listing', parser }) as const),
  ];
  const [only] = claims;
  if (only && claims.length === 1) return only;
  if (claims.length > 1) {
    const formats = claims.flatMap((claim) => ('parser' in claim ? claim.parser.format : []));
    return { kind: 'ambiguous', formats };
  }
  if (isKeyStore(source.bytes)) return { kind: 'key-store' };
  if (certificates.recognizes(source)) {
    return CAPTURE.test(source.text) ? { kind: 'capture' } : { kind: 'certificates' };
  }
  const known = unsupportedForms.find(({ detect }) => detect(source));
  if (known) return { kind: 'unsupported', form: known.form, instead: known.instead };
  return { kind: 'unknown', because: whyUnknown(source) };
}

function whyUnknown(source: SourceText): string | null {
  const { path, text } = source;
  if (/^(?:\xff\xfe|\xfe\xff)/.test(text)) return 'it is UTF-16; save it as UTF-8';
  if (EXPORT_ENDING.test(path)) {
    if (/^\s*$/.test(text.slice(source.contentStart))) return 'it is empty';
    return text.includes('\x00') ? 'it is UTF-16 or binary; save it as UTF-8' : 'no supported format recognizes it';
  }
  if (CERTIFICATE_ENDING.test(path)) {
    return /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text) ? null : 'it holds no certificate that can be read';
  }
  return null;
}
