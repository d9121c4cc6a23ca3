import type { Range, Sourced } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';

/** The output of one command, with the name of the PKI entry it was asked for. */
export interface Section extends Range {
  readonly label: Sourced<string> | null;
}

export const ACTION = 'retrieveCertContent';
/** The echoed command ends in the action, whatever prompt and edit path come before. */
const COMMAND = /certificate[ \t]{1,8}"?([+,\-.:@0-9A-Z_a-z]{1,64})"?[ \t]{1,8}$/;
const LONGEST_COMMAND = 120;

const BEGIN = '-----BEGIN CERTIFICATE-----';
const END = '-----END CERTIFICATE-----';

/** One section for each echoed command; all of the file where there is none. */
export function sections(source: SourceText): readonly Section[] {
  const { text } = source;
  const found: { label: Sourced<string>; command: number; start: number }[] = [];
  for (let at = text.indexOf(ACTION); at >= 0; at = text.indexOf(ACTION, at + ACTION.length)) {
    const before = Math.max(0, at - LONGEST_COMMAND);
    const match = COMMAND.exec(text.slice(before, at));
    if (!match) continue;
    const name = match[1] ?? '';
    const start = before + match.index + match[0].indexOf(name, 'certificate'.length);
    found.push({ label: source.sourced(start, start + name.length), command: start, start: at + ACTION.length });
  }
  if (found.length === 0) return [{ label: null, start: source.contentStart, end: text.length }];
  return found.map(({ label, start }, index) => ({ label, start, end: found[index + 1]?.command ?? text.length }));
}

/** The certificates in PEM between two offsets, a block that is cut short included. Other armour, such as keys, is left alone. */
export function certificateBlocks({ text }: SourceText, start: number, end: number): readonly Range[] {
  const blocks: Range[] = [];
  const part = text.slice(start, end);
  let at = part.indexOf(BEGIN);
  while (at >= 0) {
    const next = part.indexOf(BEGIN, at + BEGIN.length);
    const limit = next < 0 ? part.length : next;
    const close = part.slice(at, limit).indexOf(END);
    blocks.push({ start: start + at, end: start + (close < 0 ? limit : at + close + END.length) });
    at = next;
  }
  return blocks;
}
