/** One DER element: its tag byte, and where its content starts and ends. */
export interface Tlv {
  readonly tag: number;
  readonly start: number;
  readonly content: number;
  readonly end: number;
}

/** The element at `offset`, or `null` where there is none: cut short, an indefinite length, or a tag of several bytes. */
export function readTlv(bytes: Uint8Array, offset: number, limit = bytes.length): Tlv | null {
  const tag = bytes[offset];
  const first = bytes[offset + 1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f || offset + 2 > limit) return null;
  let length = first;
  let content = offset + 2;
  if (first & 0x80) {
    const octets = first & 0x7f;
    if (octets === 0 || octets > 4) return null;
    length = 0;
    for (let i = 0; i < octets; i += 1) length = length * 256 + (bytes[content + i] ?? 0);
    content += octets;
  }
  const end = content + length;
  return end > limit ? null : { tag, start: offset, content, end };
}

/** The elements inside a constructed one, or `null` where they do not fill it exactly. */
export function children(bytes: Uint8Array, parent: Tlv): readonly Tlv[] | null {
  const found: Tlv[] = [];
  for (let at = parent.content; at < parent.end;) {
    const child = readTlv(bytes, at, parent.end);
    if (!child) return null;
    found.push(child);
    at = child.end;
  }
  return found;
}
