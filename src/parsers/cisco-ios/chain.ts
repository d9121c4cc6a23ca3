import type { ChainBody, ChainEntry } from '../cisco/element.js';
import type { SourceText } from '../../text/source-text.js';
import { wordsOf, type IosLine } from './line.js';
import type { Spoilt } from './misspelt.js';

const ENTRY =
  /^certificate[ \t]+(?:(ca[ \t]+rollover|ca|self-signed|rollover)[ \t]+)?([0-9A-F]{1,128})(?:[ \t]+\S.*)?$/i;
const GROUP = /^(?:[0-9A-F]{2}){1,2000}$/i;
const QUIT = /^quit$/i;

/** The certificates of a chain, with the bodies that are printed in it. */
export function chainEntries(source: SourceText, lines: readonly IosLine[]): readonly ChainEntry[] {
  const entries: ChainEntry[] = [];
  for (let i = 0; i < lines.length;) {
    const header = lines[i];
    const match = header && ENTRY.exec(header.text);
    i += 1;
    if (!header || !match) continue;
    const from = i;
    while (isHex(lines[i])) i += 1;
    const hex = lines.slice(from, i);
    const closed = QUIT.test(lines[i]?.text ?? '');
    const after = lines[i];
    const foreign = after !== undefined && !closed && !ENTRY.test(after.text);
    if (closed) i += 1;
    const kind = (match[1] ?? '').toLowerCase();
    const serial = wordsOf(source, header)[kind === '' ? 1 : kind.includes(' ') || kind.includes('\t') ? 3 : 2];
    if (!serial) continue;
    entries.push({
      kind: kind === 'ca' ? 'ca' : kind === '' || kind === 'self-signed' ? 'own' : 'other',
      serial,
      body: bodyOf(hex, foreign),
      at: source.at(header.start, header.end),
    });
  }
  return entries;
}

/** Whether a line of a chain whose layout is lost still belongs to it. */
export function belongsToChain(line: IosLine): boolean {
  return foreignInChain(line) === null;
}

/** Why a line is none of those that a chain is made of, or that stand where somebody took digits out. */
export function foreignInChain(line: IosLine): Spoilt | null {
  const known = ENTRY.test(line.text) || isHex(line) || QUIT.test(line.text) || /^(?:\.{3}|<)/.test(line.text);
  return known ? null : { because: 'a certificate chain has no such line', hidesTrustpoint: false };
}

function isHex(line: IosLine | undefined): boolean {
  return line !== undefined && line.text.split(/[ \t]+/).every((group) => GROUP.test(group));
}

/** The outer length of the DER says whether all of it is there. */
function bodyOf(lines: readonly IosLine[], foreign: boolean): ChainBody {
  if (lines.length === 0) return { kind: 'absent' };
  const digits = lines.map(({ text }) => text.replace(/[ \t]+/g, '')).join('');
  const der = new Uint8Array(digits.length / 2);
  for (let i = 0; i < der.length; i += 1) der[i] = parseInt(digits.slice(2 * i, 2 * i + 2), 16);
  const length = outerLength(der);
  if (length === null)
    return { kind: 'broken', because: 'its hexadecimal digits are not those of a certificate', cut: false };
  if (length === der.length) return { kind: 'der', der };
  const because = `${der.length} of its bytes are there, and it says that it has ${length}`;
  return { kind: 'broken', because, cut: der.length < length && !foreign };
}

/** How long a DER sequence is by its own word, with its header. */
function outerLength(der: Uint8Array): number | null {
  const [tag, first] = der;
  if (tag !== 0x30 || first === undefined) return null;
  if (first < 0x80) return first + 2;
  const octets = first & 0x7f;
  if (octets === 0 || octets > 3 || der.length < 2 + octets) return null;
  let length = 0;
  for (let i = 0; i < octets; i += 1) length = length * 256 + (der[2 + i] ?? 0);
  return length + 2 + octets;
}
