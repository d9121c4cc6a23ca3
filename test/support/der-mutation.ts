import fc from 'fast-check';
import { children, readTlv, type Tlv } from '../../src/x509/tlv.js';

/** DER as a tree that can be changed and written again, with lengths that fit. */
export interface Element {
  tag: number;
  content: Uint8Array | Element[];
  /** Octets of its length that DER would leave out. */
  needless?: number;
}

const OCTETS = 0x04;

export function treeOf(der: Uint8Array): Element {
  const outer = readTlv(der, 0);
  if (!outer) throw new Error('not DER');
  return elementOf(der, outer);
}

function elementOf(der: Uint8Array, tlv: Tlv): Element {
  const { tag, content, end } = tlv;
  const inner = tag & 0x20 || (tag === OCTETS && end - content > 2) ? children(der, tlv) : null;
  return { tag, content: inner?.map((each) => elementOf(der, each)) ?? der.slice(content, end) };
}

export function bytesOf({ tag, content, needless = 0 }: Element): Buffer {
  const body =
    Buffer.isBuffer(content) || content instanceof Uint8Array ? content : Buffer.concat(content.map(bytesOf));
  const octets: number[] = [];
  for (let left = body.length; left > 0; left = Math.floor(left / 256)) octets.unshift(left & 0xff);
  const isShort = body.length < 0x80 && needless === 0;
  const length = isShort
    ? [body.length]
    : [0x80 + needless + octets.length, ...Array<number>(needless).fill(0), ...octets];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

/** Every element but the outermost, with the list that it stands in. */
function placesIn(element: Element): { readonly list: Element[]; readonly index: number }[] {
  const { content } = element;
  if (!Array.isArray(content)) return [];
  return content.flatMap((each, index) => [{ list: content, index }, ...placesIn(each)]);
}

export type Mutation =
  | { readonly kind: 'flip'; readonly at: number; readonly bit: number }
  | { readonly kind: 'cut'; readonly at: number }
  | { readonly kind: 'tag'; readonly at: number; readonly tag: number }
  | { readonly kind: 'octets'; readonly at: number; readonly octets: Uint8Array }
  | { readonly kind: 'drop' | 'double' | 'swap' | 'empty' | 'needless' | 'wrap'; readonly at: number };

const TAGS = [0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0a, 0x0c, 0x12, 0x13, 0x14, 0x16, 0x17, 0x18, 0x1a, 0x1c, 0x1e];

const at = fc.nat(0xffffff);

/** One change of the bytes as they are, or of one element with the lengths around it made to fit. */
export const anyMutation: fc.Arbitrary<Mutation> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('flip' as const), at, bit: fc.nat(7) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cut' as const), at }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('tag' as const),
      at,
      tag: fc.oneof(fc.constantFrom(...TAGS, 0x30, 0x31, 0x80, 0x81, 0x82, 0xa0, 0xa1, 0xa2, 0xa3, 0xa4), fc.nat(255)),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('octets' as const), at, octets: fc.uint8Array({ maxLength: 12 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('drop' as const, 'double' as const, 'swap' as const, 'empty' as const, 'wrap' as const),
      at,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('needless' as const), at }) },
);

export function mutated(der: Uint8Array, mutation: Mutation): Uint8Array {
  if (mutation.kind === 'cut') return der.slice(0, mutation.at % der.length);
  if (mutation.kind === 'flip') {
    const bytes = Uint8Array.from(der);
    const at = mutation.at % bytes.length;
    bytes[at] = (bytes[at] ?? 0) ^ (1 << mutation.bit);
    return bytes;
  }
  const tree = treeOf(der);
  const places = placesIn(tree);
  const place = places[mutation.at % places.length];
  const element = place?.list[place.index];
  if (!place || !element) throw new Error('nothing to change');
  const { list, index } = place;
  if (mutation.kind === 'tag') element.tag = mutation.tag;
  else if (mutation.kind === 'octets') element.content = mutation.octets;
  else if (mutation.kind === 'empty') element.content = new Uint8Array();
  else if (mutation.kind === 'needless') element.needless = 1;
  else if (mutation.kind === 'drop') list.splice(index, 1);
  else if (mutation.kind === 'double') list.splice(index, 0, element);
  else if (mutation.kind === 'wrap') list[index] = { tag: 0x30, content: [element] };
  else list.splice(index, 2, ...list.slice(index, index + 2).reverse());
  return Uint8Array.from(bytesOf(tree));
}
