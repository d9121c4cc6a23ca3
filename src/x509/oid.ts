/** The dotted form of an object identifier's content in DER; `''` where it is cut short. */
export function oidText(content: Uint8Array): string {
  const arcs: number[] = [];
  let value = 0;
  let whole = false;
  for (const byte of content) {
    value = value * 128 + (byte & 0x7f);
    whole = (byte & 0x80) === 0;
    if (!whole) continue;
    if (arcs.length === 0) {
      const first = Math.min(2, Math.floor(value / 40));
      arcs.push(first, value - first * 40);
    } else {
      arcs.push(value);
    }
    value = 0;
  }
  return whole ? arcs.join('.') : '';
}
