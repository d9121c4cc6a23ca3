import type { Range } from '../text/provenance.js';
import type { SourceText } from '../text/source-text.js';

/** One `-----BEGIN x-----` block (RFC 7468) in a text that may hold anything else between the blocks. */
export interface Armour {
  readonly label: string;
  /** From BEGIN up to the end of the END line, or of what there is. */
  readonly range: Range;
  readonly body: { readonly der: Uint8Array } | { readonly refused: string };
}

const BEGIN = '-----BEGIN ';
const DASHES = '-----';
const CERTIFICATE_LABELS = new Set(['CERTIFICATE', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE', 'PKCS7', 'CMS']);
/** A label line is short; a longer one is not armour. */
const LONGEST_LABEL = 64;

export function hasArmour(text: string): boolean {
  return text.includes(BEGIN);
}

/** Every armoured block between `from` and `to`, in order. Blocks that hold no certificate are there, refused. */
export function* armours(source: SourceText, from = 0, to = source.text.length): Generator<Armour> {
  const { text } = source;
  let at = from;
  for (;;) {
    const start = text.indexOf(BEGIN, at);
    if (start < 0 || start >= to) return;
    const labelEnd = text.slice(start + BEGIN.length, start + BEGIN.length + LONGEST_LABEL).indexOf(DASHES);
    at = start + BEGIN.length;
    if (labelEnd < 0 || text.slice(at, at + labelEnd).includes('\n')) continue;

    const label = text.slice(at, at + labelEnd);
    const bodyStart = at + labelEnd + DASHES.length;
    const nextBegin = text.indexOf(BEGIN, bodyStart);
    const limit = nextBegin < 0 || nextBegin > to ? to : nextBegin;
    const end = text.slice(bodyStart, limit).indexOf(`-----END ${label}${DASHES}`);
    if (end < 0) {
      yield { label, range: { start, end: limit }, body: { refused: `no line -----END ${label}-----` } };
      at = limit;
      continue;
    }
    const after = bodyStart + end + `-----END ${label}${DASHES}`.length;
    yield { label, range: { start, end: after }, body: decodeBody(label, text.slice(bodyStart, bodyStart + end)) };
    at = after;
  }
}

function decodeBody(label: string, body: string): Armour['body'] {
  if (label.endsWith('PRIVATE KEY')) return { refused: 'a private key, which is never read' };
  if (!CERTIFICATE_LABELS.has(label)) return { refused: `${label} is not a certificate` };
  const base64 = body.replace(/\s+/g, '');
  if (base64 === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return { refused: 'its text is not base64' };
  try {
    return { der: Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)) };
  } catch {
    return { refused: 'its base64 is cut short' };
  }
}
