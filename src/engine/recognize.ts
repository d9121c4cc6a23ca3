import { formats, listingFormats } from '../parsers/index.js';
import type { Format, ListingFormat, ListingParser, Parser } from '../parsers/parser.js';
import { unsupportedForms } from '../parsers/unsupported.js';
import { SourceText } from '../text/source-text.js';
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
export const CAPTURE = /^(?:CONNECTED\(|Certificate chain[ \t\r]*$|SSL handshake has read |[ \t]*\d{1,3} s:)/m;
const CERTIFICATE_ENDING = /\.(pem|crt|cer|der|p7b|root)$/i;

/** Asks every detector; they have no order, so two that claim a file are a question to the user. */
export async function recognize(source: SourceText, certificates: CertificateReader): Promise<Recognized> {
  const claims = claimsOf(source);
  const [only] = claims;
  const inside = only ? [...documentsInside(source)].flatMap((document) => claimsOf(document)) : [];
  const claimed = new Set([...claims, ...inside].map(({ form }) => form.format));
  if (claimed.size > 1) return { kind: 'ambiguous', formats: [...claimed] };
  if (only?.kind === 'configuration') return { kind: only.kind, parser: await only.form.load() };
  if (only) return { kind: only.kind, parser: await only.form.load() };
  if (isKeyStore(source.bytes)) return { kind: 'key-store' };
  if (certificates.recognizes(source)) {
    return CAPTURE.test(source.text) ? { kind: 'capture' } : { kind: 'certificates' };
  }
  const known = unsupportedForms.find(({ detect }) => detect(source));
  if (known) return { kind: 'unsupported', form: known.form, instead: known.instead };
  return { kind: 'unknown', because: whyUnknown(source) };
}

/** Whether a text is a configuration, or two formats take it for one. */
export function isConfiguration(source: SourceText): boolean {
  return formats.some(({ detect }) => detect(source));
}

type Claim =
  | { readonly kind: 'configuration'; readonly form: Format }
  | { readonly kind: 'listing'; readonly form: ListingFormat };

function claimsOf(source: SourceText): readonly Claim[] {
  return [
    ...formats.filter(({ detect }) => detect(source)).map((form) => ({ kind: 'configuration', form }) as const),
    ...listingFormats.filter(({ detect }) => detect(source)).map((form) => ({ kind: 'listing', form }) as const),
  ];
}

/** How many places inside a text are tried as the beginning of a document. */
const MOST_DOCUMENTS = 8;

/** Whatever stands behind the first line of a text and opens like an XML or JSON document: exports that were joined. */
function* documentsInside({ path, text, bytes }: SourceText): Generator<SourceText> {
  // `<name>:` is how a console asks for something.
  const opening = /\n(?=[ \t]*(?:<(?![\w -]{1,60}>:)[?A-Za-z]|\{[ \t]*\r?$))/gm;
  if (!text.includes('<') && !text.includes('{')) return;
  if (/^\s*[<{]/.test(text.slice(0, 500))) return; // a document, whose reader says what stands behind its end
  for (let tried = 0, found = opening.exec(text); found && tried < MOST_DOCUMENTS; tried += 1) {
    yield new SourceText(path, bytes.subarray(found.index + 1), text.slice(found.index + 1));
    const end = /\n(?![ \t]*[<{}"\]])/g;
    end.lastIndex = found.index + 1;
    opening.lastIndex = end.exec(text)?.index ?? text.length;
    found = opening.exec(text);
  }
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
