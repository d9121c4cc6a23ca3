/** Addresses as `crypto signaling remote-addr` names them. */
export interface AddressRange {
  readonly text: string;
  /** `null` where the form is not one that is read (IPv6, or something else). */
  readonly ipv4: { readonly address: number; readonly length: number } | null;
}

/** `192.0.2.0 255.255.255.0`, `192.0.2.0 /24` or `192.0.2.0/24`. */
export function addressRange(words: readonly string[]): AddressRange {
  const [first = '', second = ''] = words.length === 1 ? (words[0] ?? '').split('/') : words;
  const address = ipv4(first);
  const mask = ipv4(second);
  const prefix = /^\/?(\d{1,2})$/.exec(second)?.[1];
  const length = prefix !== undefined ? Number(prefix) : mask !== null ? maskLength(mask) : second === '' ? 32 : null;
  if (address === null || length === null || length > 32) return { text: words.join(' ') || 'unknown', ipv4: null };
  return { text: `${first}/${length}`, ipv4: { address, length } };
}

/** Whether the range is one that is read and holds the address. */
export function covers({ ipv4: range }: AddressRange, address: number): boolean {
  if (range === null) return false;
  const size = 2 ** (32 - range.length);
  return Math.floor(address / size) === Math.floor(range.address / size);
}

export function ipv4(text: string): number | null {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  if (!parts || parts.some((part) => part > 255)) return null;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}

function maskLength(mask: number): number | null {
  const bits = mask.toString(2).padStart(32, '0');
  return /^1*0*$/.test(bits) ? bits.replaceAll('0', '').length : null;
}
