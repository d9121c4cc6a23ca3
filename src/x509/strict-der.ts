import { children, type Tlv } from './tlv.js';

/** An element for each of some tags. */
export type OneEach<T extends readonly number[]> = { readonly [K in keyof T]: Tlv };

/** As `children`, and `null` too where DER would not write a length so: it takes the shortest form. */
export function strictChildren(bytes: Uint8Array, parent: Tlv): readonly Tlv[] | null {
  const found = children(bytes, parent);
  return found?.every(isShortest) ? found : null;
}

/** The elements inside a constructed one where they are exactly those of `tags`. */
export function exactChildren<const T extends readonly number[]>(
  bytes: Uint8Array,
  parent: Tlv,
  tags: T,
): OneEach<T> | null {
  const found = strictChildren(bytes, parent);
  return found && areTagged(found, tags) ? found : null;
}

export function areTagged<const T extends readonly number[]>(
  elements: readonly Tlv[],
  tags: T,
): elements is OneEach<T> {
  return elements.length === tags.length && elements.every(({ tag }, i) => tag === tags[i]);
}

/** Whether its length is written as short as it can be. */
export function isShortest({ start, content, end }: Tlv): boolean {
  const length = end - content;
  const octets = length < 0x80 ? 0 : length < 0x100 ? 1 : length < 0x10000 ? 2 : length < 0x1000000 ? 3 : 4;
  return content - start === 2 + octets;
}

/** An INTEGER that is not negative, as DER writes it. */
export function isUnsigned(bytes: Uint8Array, { content, end }: Tlv): boolean {
  const first = bytes[content] ?? 0;
  if (content === end || first >= 0x80) return false;
  return first !== 0 || end - content === 1 || (bytes[content + 1] ?? 0) >= 0x80;
}

/** An OBJECT IDENTIFIER whose numbers are whole, and small enough for everyone to print them alike. */
export function isPlainIdentifier(bytes: Uint8Array, { content, end }: Tlv): boolean {
  let octets = 0;
  for (let i = content; i < end; i += 1) {
    octets += 1;
    if (octets > 4) return false;
    if ((bytes[i] ?? 0) < 0x80) octets = 0;
  }
  return content < end && octets === 0;
}

/** The content of a BIT STRING of whole octets, or `null`. */
export function wholeBits(bytes: Uint8Array, { content, end }: Tlv): Uint8Array | null {
  return end - content > 1 && bytes[content] === 0 ? bytes.subarray(content + 1, end) : null;
}
