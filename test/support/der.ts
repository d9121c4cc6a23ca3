/** Writes DER, for certificates that no tool would make. */
export function tlv(tag: number, ...content: (Uint8Array | readonly number[])[]): Buffer {
  const body = Buffer.concat(content.map((part) => Buffer.from(part as Uint8Array)));
  const { length } = body;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}

export const sequence = (...content: Uint8Array[]): Buffer => tlv(0x30, ...content);
export const set = (...content: Uint8Array[]): Buffer => tlv(0x31, ...content);
export const octets = (content: Uint8Array): Buffer => tlv(0x04, content);
export const text = (tag: number, value: string): Buffer => tlv(tag, Buffer.from(value, 'utf8'));
export const boolean = (value: boolean): Buffer => tlv(0x01, [value ? 0xff : 0]);

/** A small number, as it is: no sign is added. */
export const integer = (...bytes: readonly number[]): Buffer => tlv(0x02, bytes);

export const bits = (value: Uint8Array | readonly number[]): Buffer => tlv(0x03, [0], value);

export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const arcs = [first * 40 + second, ...rest].flatMap((arc) => {
    const septets = [arc & 0x7f];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128))
      septets.unshift((left & 0x7f) | 0x80);
    return septets;
  });
  return tlv(0x06, arcs);
}

/** UTCTime until 2049, GeneralizedTime from then on (RFC 5280, 4.1.2.5). */
export function time(iso: string): Buffer {
  const digits = iso.replace(/\.\d+Z$/, 'Z').replace(/[-:T]/g, '');
  return digits < '2050' ? text(0x17, digits.slice(2)) : text(0x18, digits);
}
