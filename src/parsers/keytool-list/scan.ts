import { readable } from '../../text/latin1.js';
import type { Range } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';

/** One entry as keytool prints it: on a line with its fingerprint below, or under `Alias name:`. */
export interface Entry extends Range {
  readonly alias: Range;
  readonly type: string | null;
  readonly sha256: string | null;
  /** A fingerprint line that is there and says no SHA-256 in full. */
  readonly otherFingerprint: 'weaker' | 'damaged' | null;
  readonly armour: Range | null;
  readonly owner: string | null;
  readonly issuer: string | null;
  readonly serial: string | null;
}

export interface Listing {
  readonly entries: readonly Entry[];
  /** What the header says, once for each listing in the file; only English ones are read. */
  readonly counts: readonly number[];
  readonly isPkcs12: boolean;
  /** keytool was not given the password. */
  readonly unverified: boolean;
}

const LONGEST_LINE = 4096;
const COUNT = /^Your keystore contains (\d{1,9}) entr(?:y|ies)$/;
/** `alias, Nov 23, 2026, trustedCertEntry, `; the date is written as the language has it. */
const SHORT = /^(.+?), ?(?:[A-Z][a-z]{2} \d{1,2}, \d{4}|[^,]{1,40}), (\w{1,40}Entry), *$/;
const ALIAS = /^Alias name: (.*\S)\s*$/;
const FIELD = /^\s*(Entry type|Owner|Issuer|Serial number): (.*\S)\s*$/;
const FINGERPRINT = /^(?:.{0,60} ?\((MD5|SHA-?1|SHA-?256)\)|(MD5|SHA1|SHA256)): *(\S+)$/i;
const SHA256 = /^(?:[0-9a-f]{2}:){31}[0-9a-f]{2}$/i;

interface Open {
  readonly start: number;
  readonly alias: Range;
  end: number;
  type: string | null;
  sha256: string | null;
  otherFingerprint: Entry['otherFingerprint'];
  armourStart: number | null;
  armour: Range | null;
  owner: string | null;
  issuer: string | null;
  serial: string | null;
}

/** The entries of what `keytool -list` prints, alone, with `-v` or with `-rfc`. */
export function scan(source: SourceText): Listing {
  const entries: Open[] = [];
  const counts: number[] = [];
  let isPkcs12 = false;
  let unverified = false;
  let open: Open | null = null;

  const begin = (start: number, end: number, aliasStart: number, aliasEnd: number, type: string | null) => {
    open = {
      start,
      alias: { start: aliasStart, end: aliasEnd },
      end,
      type,
      sha256: null,
      otherFingerprint: null,
      armourStart: null,
      armour: null,
      owner: null,
      issuer: null,
      serial: null,
    };
    entries.push(open);
  };

  for (const { start, end, text } of source.lines()) {
    if (text.length > LONGEST_LINE) continue;
    const count = COUNT.exec(text.trim());
    if (count) {
      counts.push(Number(count[1]));
      open = null;
      continue;
    }
    if (/^Keystore type: PKCS12\s*$/i.test(text)) isPkcs12 = true;
    if (/has NOT been verified!/.test(text)) unverified = true;
    const alias = ALIAS.exec(text);
    if (alias) {
      const aliasStart = start + 'Alias name: '.length;
      begin(start, end, aliasStart, aliasStart + (alias[1] ?? '').length, null);
      continue;
    }
    const short = SHORT.exec(text);
    if (short) {
      begin(start, end, start, start + (short[1] ?? '').length, short[2] ?? null);
      continue;
    }
    if (open) read(open, start, end, text);
  }
  return { entries, counts, isPkcs12, unverified };
}

/** One line of an entry. The first mention counts: what stands further down is of its chain. */
function read(entry: Open, start: number, end: number, text: string): void {
  const field = FIELD.exec(text);
  if (field) {
    const value = readable(field[2] ?? '');
    if (field[1] === 'Entry type') entry.type ??= value;
    if (field[1] === 'Owner') entry.owner ??= value;
    if (field[1] === 'Issuer') entry.issuer ??= value;
    if (field[1] === 'Serial number' && /^[0-9a-f]{1,64}$/i.test(value)) entry.serial ??= value.toLowerCase();
  }
  if (text.startsWith('-----BEGIN ') && !entry.armour) entry.armourStart ??= start;
  if (text.startsWith('-----END ') && entry.armourStart !== null) entry.armour ??= { start: entry.armourStart, end };
  const fingerprint = FINGERPRINT.exec(text.trim());
  if (fingerprint && !entry.sha256) {
    const isSha256 = /256$/.test(fingerprint[1] ?? fingerprint[2] ?? '');
    const value = fingerprint[3] ?? '';
    if (isSha256 && SHA256.test(value)) entry.sha256 = value.replaceAll(':', '').toLowerCase();
    else entry.otherFingerprint = isSha256 ? 'damaged' : (entry.otherFingerprint ?? 'weaker');
  }
  if (field || fingerprint || entry.armourStart !== null) entry.end = end;
}
