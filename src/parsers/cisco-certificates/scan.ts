import type { Description } from '../../model/certificate.js';
import type { Range, Sourced } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import { relativeName } from '../certificate-text/name.js';
import { readInstant } from '../certificate-text/time.js';
import { iosLines } from '../cisco-ios/line.js';
import { withoutEnd } from '../../text/without-end.js';

/** What is printed of one certificate. */
export interface Block extends Range {
  readonly own: boolean;
  readonly trustpoints: readonly string[];
  /** Whether it says how it came into the trustpool, which only `show crypto pki trustpool` prints, at the end of each. */
  readonly pooled: boolean;
  /** The lines of each field, by its name in lower case. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
}

const HEADING = /^(CA |Router Self-Signed |Subordinate CA |RA )?Certificate$/i;
const LABEL = /^([a-z][a-z ()]*):(.*)$/i;
const FIELDS = new Set([
  'status',
  'version',
  'certificate serial number',
  'certificate usage',
  'issuer',
  'subject',
  'validity date',
  'associated trustpoints',
  'trustpool',
  'storage',
  'crl distribution points',
  'start date',
  'end date',
]);
/** Printed before the attributes of a subject, and none of them. */
const ASIDE = /^(?:Name|IP Address|Serial Number):[ \t]/i;

/** The certificates of `show crypto pki certificates` or `show crypto pki trustpool`. */
export function blocks(source: SourceText): readonly Block[] {
  const found: Block[] = [];
  let open: { own: boolean; start: number; end: number; fields: Map<string, string[]> } | null = null;
  let field: string[] = [];
  const close = () => {
    if (!open || open.fields.size === 0) return;
    const names = open.fields.get('associated trustpoints')?.[0] ?? '';
    const pooled = open.fields.has('trustpool');
    found.push({ ...open, pooled, trustpoints: names.split(/[ \t]+/).filter((name) => name !== '') });
  };
  for (const line of iosLines(source)) {
    const heading = HEADING.exec(line.text);
    if (heading) {
      close();
      const own = heading[1] === undefined || /^Router/i.test(heading[1]);
      open = { own, start: line.start, end: line.end, fields: new Map() };
      field = [];
      continue;
    }
    if (!open) continue;
    const [, label = '', value = ''] = LABEL.exec(line.text) ?? [];
    const name = fieldOf(label);
    if (FIELDS.has(name)) {
      field = value.trim() === '' ? [] : [value.trim()];
      if (!open.fields.has(name)) open.fields.set(name, field);
    } else if (!ASIDE.test(line.text)) {
      field.push(line.text);
    }
    open.end = line.end;
  }
  close();
  return found;
}

/** `Certificate Serial Number (hex)` and `end   date` by the names that they have without. */
function fieldOf(label: string): string {
  const name = label.toLowerCase();
  if (name === 'certificate serial number (hex)') return 'certificate serial number';
  return /^end {1,4}date$/.test(name) ? 'end date' : name;
}

export function describe({ fields }: Block): Description {
  const serial = fields.get('certificate serial number')?.[0];
  return {
    subject: nameOf(fields.get('subject')),
    issuer: nameOf(fields.get('issuer')),
    serial: serial !== undefined && /^[0-9A-F]{1,64}$/i.test(serial) ? serial.toLowerCase() : null,
    notBefore: instant(fields.get('start date')?.[0]),
    notAfter: instant(fields.get('end date')?.[0]),
  };
}

/** One attribute a line, most specific first. A value with a comma, as in `o=Example, Inc.`, goes on in the next line. */
function nameOf(lines: readonly string[] | undefined): string | null {
  const attributes: string[] = [];
  for (const line of lines ?? []) {
    if (relativeName(line) !== null) attributes.push(line);
    else if (attributes.length > 0) attributes.push(`${attributes.pop() ?? ''}, ${line}`);
  }
  return attributes.length === 0 ? null : attributes.map((attribute) => relativeName(attribute)).join(', ');
}

/** `12:00:00 UTC Aug 1 2013`; another zone is not calculated with. */
function instant(text: string | undefined): string | null {
  const match = /^(\d\d:\d\d:\d\d) (?:UTC|GMT) ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d{4})$/.exec(text ?? '');
  return match ? readInstant(`${match[2] ?? ''} ${match[3] ?? ''} ${match[1] ?? ''} ${match[4] ?? ''} GMT`) : null;
}

export interface PemSection extends Range {
  readonly trustpoint: Sourced<string>;
  readonly own: boolean;
  readonly complete: boolean;
}

/** The armour below each line `------Trustpoint: NAME------`. */
export function pemSections(source: SourceText): readonly PemSection[] {
  const found: PemSection[] = [];
  let trustpoint: Sourced<string> | null = null;
  let own = false;
  let begin: { readonly start: number; end: number } | null = null;
  const close = (end: number, complete: boolean) => {
    if (trustpoint && begin) found.push({ trustpoint, own, start: begin.start, end, complete });
    begin = null;
  };
  for (const { start, end, text } of iosLines(source)) {
    const dashed = /^-{2,}Trustpoint:[ \t]*([^\s-]\S*)$/.exec(text)?.[1] ?? '';
    const header = withoutEnd(dashed, '-');
    if (dashed.length >= header.length + 2) {
      if (begin) close(start, false);
      const at = start + text.indexOf(header, text.indexOf(':'));
      trustpoint = source.sourced(at, at + header.length);
      continue;
    }
    if (text.startsWith('%')) own = !/CA certificate/i.test(text);
    else if (text.startsWith('-----BEGIN ')) begin = { start, end };
    else if (begin && text.startsWith('-----END ')) close(end, true);
  }
  if (begin) close(source.text.length, false);
  return found;
}
