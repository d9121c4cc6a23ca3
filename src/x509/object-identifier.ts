import type { Tlv } from './tlv.js';

const OBJECT_IDENTIFIER = 0x06;
const LONGEST = 64;

/** An object identifier with dots, or `null` where the element is none. */
export function objectIdentifier(bytes: Uint8Array, { tag, content, end }: Tlv): string | null {
  if (tag !== OBJECT_IDENTIFIER || end === content || end - content > LONGEST) return null;
  let dotted = '';
  let arc = 0;
  for (let i = content; i < end; i += 1) {
    const octet = bytes[i] ?? 0;
    arc = arc * 128 + (octet & 0x7f);
    if (octet & 0x80) continue;
    if (dotted === '') {
      const first = Math.min(2, Math.floor(arc / 40));
      dotted = `${first}.${arc - 40 * first}`;
    } else {
      dotted += `.${arc}`;
    }
    arc = 0;
  }
  return dotted;
}
