import { decodeLatin1 } from '../text/latin1.js';
import type { Tlv } from './tlv.js';

const UTC_TIME = 0x17;
const GENERALIZED_TIME = 0x18;
const LENGTHS: Readonly<Record<number, number>> = { [UTC_TIME]: 13, [GENERALIZED_TIME]: 15 };

/** An instant as RFC 5280 wants it, with seconds and in UTC, as ISO 8601; `null` for any other, and for a day that never was. */
export function plainTime(bytes: Uint8Array, { tag, content, end }: Tlv): string | null {
  if (end - content !== LENGTHS[tag] || bytes[end - 1] !== 0x5a) return null; // Z
  for (let i = content; i < end - 1; i += 1) if (((bytes[i] ?? 0) - 0x30) >>> 0 > 9) return null;
  const two = (at: number) => ((bytes[at] ?? 0) - 0x30) * 10 + (bytes[at + 1] ?? 0) - 0x30;
  const [month, day] = [two(end - 11), two(end - 9)];
  if (two(end - 7) > 23 || two(end - 5) > 59 || two(end - 3) > 59) return null;
  const digits = decodeLatin1(bytes.subarray(content, end - 1));
  const written = tag === UTC_TIME ? `${two(content) < 50 ? '20' : '19'}${digits}` : digits;
  const part = (at: number) => written.slice(at, at + 2);
  const year = written.slice(0, 4);
  if (year < '1000' || month < 1 || month > 12 || day < 1 || (day > 28 && day > lastDay(Number(year), month)))
    return null;
  return `${year}-${part(4)}-${part(6)}T${part(8)}:${part(10)}:${part(12)}.000Z`;
}

function lastDay(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
