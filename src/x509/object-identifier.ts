import type { Tlv } from './tlv.js';

const OBJECT_IDENTIFIER = 0x06;
const LONGEST = 64;

/** An object identifier with dots, or `null` where the element is none. */
export function objectIdentifier(bytes: Uint8Array, { tag, content, end }: Tlv): string | null {
  if (tag !== OBJECT_IDENTIFIER || end === content || end - content > LONGEST) return null;
  const arcs: number[] = [];
  let arc = 0;
  for (const octet of bytes.subarray(content, end)) {
    arc = arc * 128 + (octet & 0x7f);
    if (octet & 0x80) continue;
    if (arcs.length === 0) {
      const first = Math.min(2, Math.floor(arc / 40));
      arcs.push(first, arc - 40 * first);
    } else {
      arcs.push(arc);
    }
    arc = 0;
  }
  return arcs.join('.');
}
