import type { Description } from '../../model/certificate.js';
import { readable } from '../../text/latin1.js';
import type { Range } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import { oneLineName, relativeName } from './name.js';
import { readInstant } from './time.js';

/** One certificate of a text such as OpenSSL prints, with the place of all that is printed of it. */
export interface PrintedCertificate {
  readonly range: Range;
  readonly description: Description;
}

/** Fields that this reader knows; `Subject Public Key Info` and the like are others, so the colon counts. */
const FIELD = /^(Serial Number|Issuer|Subject|Not Before|Not After)[ \t]*:[ \t]*/i;
/** A longer line of printed text says nothing that is wanted here. */
const LONGEST_LINE = 4096;

type Field = 'serial number' | 'issuer' | 'subject' | 'not before' | 'not after';

/** What a text printed between two offsets says of one certificate; what it does not say is `null`. The first mention counts. */
export function scanCertificateText(source: SourceText, start: number, end: number): Description {
  const values = new Map<Field, string[]>();
  let open: string[] | null = null;
  let openField: Field | null = null;

  for (const { text } of linesBetween(source, start, end)) {
    const line = text.trim();
    if (line === '' || line.length > LONGEST_LINE) continue;
    const match = FIELD.exec(line);
    if (match) {
      const field = (match[1] ?? '').toLowerCase() as Field;
      const rest = line.slice(match[0].length);
      open = values.has(field) ? null : rest === '' ? [] : [rest];
      openField = field;
      if (open) values.set(field, open);
      continue;
    }
    if (open && openField && continues(openField, open, line)) open.push(line);
    else open = null;
  }

  return {
    subject: printedName(values.get('subject')),
    issuer: printedName(values.get('issuer')),
    serial: printedSerial(values.get('serial number')?.join('')),
    notBefore: readInstant(values.get('not before')?.[0] ?? ''),
    notAfter: readInstant(values.get('not after')?.[0] ?? ''),
  };
}

/** Every certificate printed between two offsets, one for each line `Certificate:`, or one for a text without such a line. */
export function printedCertificates(source: SourceText, start: number, end: number): readonly PrintedCertificate[] {
  const starts: number[] = [];
  for (const line of linesBetween(source, start, end)) {
    if (/^[ \t]*Certificate:[ \t]*$/i.test(line.text)) starts.push(line.start);
  }
  if (starts.length === 0) starts.push(start);
  return starts
    .map((from, i) => ({ start: from, end: starts[i + 1] ?? end }))
    .map((range) => ({ range, description: scanCertificateText(source, range.start, range.end) }))
    .filter(({ description: { serial, issuer, subject } }) => serial !== null || issuer !== null || subject !== null);
}

function* linesBetween({ text }: SourceText, start: number, end: number): Generator<{ start: number; text: string }> {
  let at = start;
  while (at < end) {
    const newline = text.indexOf('\n', at);
    const stop = newline < 0 || newline > end ? end : newline;
    yield { start: at, text: text.slice(at, stop) };
    at = stop + 1;
  }
}

/** Names may stand one attribute a line, a serial number on the line below its field. */
function continues(field: Field, so: readonly string[], line: string): boolean {
  if (field === 'issuer' || field === 'subject') return relativeName(line) !== null;
  if (field !== 'serial number') return false;
  return (
    (so.length === 0 || (so.at(-1) ?? '').endsWith(':')) &&
    /^(?:[0-9a-f][0-9a-f: ]*|\d{1,20} \(0x[0-9a-f]{1,40}\))$/i.test(line)
  );
}

function printedName(lines: readonly string[] | undefined): string | null {
  if (!lines || lines.length === 0) return null;
  const name = lines.map(oneLineName).join(', ');
  return name === '' ? null : readable(name);
}

/**
 * `02:ac:5c`, `1234 (0x4d2)` or `0x04d2`. A short number without either mark could be decimal or hexadecimal, and
 * a wrong serial would disprove a root that is there.
 */
function printedSerial(text: string | undefined): string | null {
  if (!text) return null;
  const marked = /\(0x([0-9a-f]+)\)|^0x([0-9a-f]+)$/i.exec(text.trim());
  const hex = marked ? (marked[1] ?? marked[2] ?? '') : text.replace(/[\s:]/g, '');
  if (!/^[0-9a-f]+$/i.test(hex)) return null;
  if (!marked && !text.includes(':') && /^[0-9]{1,18}$/.test(hex)) return null;
  return hex.toLowerCase().replace(/^0+(?=.)/, '');
}
