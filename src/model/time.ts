/**
 * A stretch of time in UTC, in milliseconds since 1970: one instant, one day, one month or a range of them. What begins
 * on a day has begun on all of it, what ends on a day has not ended on any of it.
 */
export interface Moment {
  readonly text: string;
  readonly precision: 'instant' | 'day' | 'month' | 'range';
  readonly first: number;
  readonly last: number;
}

/** In milliseconds. */
export const DAY = 86_400_000;

/** No day after it can be written with four digits of year; a certificate without an end expires on it (RFC 5280, 4.1.2.5). */
const LAST_DAY = Date.parse('9999-12-31');

const FORMS = [
  { precision: 'instant', pattern: /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z$/ },
  { precision: 'day', pattern: /^\d{4}-\d\d-\d\d$/ },
  { precision: 'month', pattern: /^\d{4}-\d\d$/ },
] as const;

/** Reads `2026-03-01`, `2026-03`, `2026-03-01T10:00Z` or a range such as `2026-03/2026-06`; `null` for anything else. */
export function readMoment(text: string): Moment | null {
  const [from, to, more] = text.split('/');
  if (from === undefined || more !== undefined) return null;
  if (to !== undefined) {
    const start = readMoment(from);
    const end = readMoment(to);
    if (!start || !end || start.first > end.last) return null;
    return { text, precision: 'range', first: start.first, last: end.last };
  }
  const form = FORMS.find(({ pattern }) => pattern.test(text));
  if (!form) return null;
  const first = Date.parse(form.precision === 'month' ? `${text}-01` : text);
  if (Number.isNaN(first)) return null;
  // Date.parse takes 2026-02-30 for the second of March.
  if (!new Date(first).toISOString().startsWith(text.slice(0, 10))) return null;
  if (form.precision === 'instant') return { text, precision: 'instant', first, last: first };
  if (form.precision === 'day') return { text, precision: 'day', first, last: first + DAY - 1 };
  const [year, month] = text.split('-').map(Number);
  return { text, precision: 'month', first, last: Date.UTC(year ?? 0, month ?? 0, 1) - 1 };
}

/** The dates of facts and of certificates come back again and again, and reading one is what costs. */
const known = new Map<string, Moment>();
const MOST_KNOWN = 10_000;

/** As {@link readMoment}, for text that was checked before. */
export function moment(text: string): Moment {
  let read = known.get(text) ?? null;
  if (read) return read;
  read = readMoment(text);
  if (!read) throw new Error(`not a date: ${text}`);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, read);
  return read;
}

/** The end of a validity, such as a certificate's notAfter: the whole last second belongs to it (RFC 5280, 4.1.2.5). */
export function validityEnd(notAfter: string): Moment {
  const end = moment(notAfter);
  return { ...end, last: end.last + 999 };
}

/** The moment of an instant in milliseconds since 1970. */
export function instant(at: number): Moment {
  return { text: new Date(at).toISOString(), precision: 'instant', first: at, last: at };
}

/** Whether what begins at `begin` has begun; the first day of a range counts. */
export function hasBegun(begin: Moment, asOf: Moment): boolean {
  return begin.first <= asOf.last;
}

/** Whether what ends at `end` is over. */
export function hasEnded(end: Moment, asOf: Moment): boolean {
  return end.last < asOf.first;
}

/** Whole days from `asOf` until `then` begins; 0 when that is the same day. */
export function daysUntil(then: Moment, asOf: Moment): number {
  return Math.floor(then.first / DAY) - Math.floor(asOf.first / DAY);
}

/** How far ahead a day is: `in 3 days`, `in 1 day`, `today`. */
export function aheadWords(days: number): string {
  return days === 0 ? 'today' : `in ${days} ${days === 1 ? 'day' : 'days'}`;
}

/** The day of an instant in milliseconds since 1970; of later ones the last day that a date can name. */
export function dayAt(at: number): string {
  return new Date(Math.min(at, LAST_DAY)).toISOString().slice(0, 10);
}

/** The day of an instant such as a certificate's notAfter, or of a text that begins with a day. */
export function dayOf(instant: string): string {
  return instant.slice(0, 10);
}
