import type { Range } from '../text/provenance.js';
import type { SourceText } from '../text/source-text.js';
import { decodeBase64 } from './base64.js';

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
  // Of the part alone, so that no search goes on beyond it.
  const text = source.text.slice(from, to);
  let at = 0;
  for (;;) {
    const begin = text.indexOf(BEGIN, at);
    if (begin < 0) return;
    at = begin + BEGIN.length;
    const label = labelAt(text, at);
    if (label === null || label.includes('\n')) continue;

    const start = from + begin;
    const bodyStart = at + label.length + DASHES.length;
    const nextBegin = text.indexOf(BEGIN, bodyStart);
    const limit = nextBegin < 0 ? text.length : nextBegin;
    const last = `-----END ${label}${DASHES}`;
    const end = text.slice(bodyStart, limit).indexOf(last);
    if (end < 0) {
      yield { label, range: { start, end: from + limit }, body: { refused: `no line ${last}` } };
      at = limit;
      continue;
    }
    at = bodyStart + end + last.length;
    yield {
      label,
      range: { start, end: from + at },
      body: decodeBody(label, text.slice(bodyStart, bodyStart + end)),
    };
  }
}

function labelAt(text: string, at: number): string | null {
  const line = text.slice(at, at + LONGEST_LABEL);
  const end = line.indexOf(DASHES);
  return end < 0 ? null : line.slice(0, end);
}

function decodeBody(label: string, body: string): Armour['body'] {
  if (label.endsWith('PRIVATE KEY')) return { refused: 'a private key, which is never read' };
  if (!CERTIFICATE_LABELS.has(label)) return { refused: `${label} is not a certificate` };
  const der = decodeBase64(body);
  return der instanceof Uint8Array ? { der } : der;
}
