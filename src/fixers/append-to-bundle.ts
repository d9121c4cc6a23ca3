import { insertAt } from '../text/edit.js';
import type { Device } from '../model/device.js';
import type { Provenance } from '../text/provenance.js';
import type { SourceText } from '../text/source-text.js';
import type { Anchor, PlannedEdit } from './fixer.js';

const BEGIN = '-----BEGIN ';
const END = '-----END ';

/** Appends roots to a PEM bundle, laid out as its last certificate is. What stands there is not touched. */
export function appendToBundle(bundle: SourceText, anchors: readonly Anchor[]): PlannedEdit {
  const { text, path } = bundle;
  const layout = layoutOf(bundle);
  const open = text !== '' && !text.endsWith('\n') ? bundle.eol : '';
  const blocks = anchors.map(({ name, pem }, i) => {
    const separator = i > 0 || !/\n\r?\n$/.test(text) ? layout.separator : '';
    const title = layout.title === null ? '' : `${layout.title}${latin1(name)}${bundle.eol}`;
    return separator + title + pem.replace(/\r?\n/g, bundle.eol);
  });
  return { file: path, edit: insertAt(text.length, open + blocks.join('')), allow: null };
}

/** Why a bundle cannot be appended to: what is put behind half a certificate belongs to it, and OpenSSL refuses the file. */
export function whyNotAppended(bundle: SourceText, device: Pick<Device, 'problems'>): string | null {
  const { text } = bundle;
  if (text.lastIndexOf(BEGIN) > text.lastIndexOf(END)) return 'the file ends inside a certificate: mend it first';
  return isReadToItsEnd(bundle, device) ? null : 'the file cannot be read to its end: mend it first';
}

/** Whether what is put behind a bundle would be read. */
export function isReadToItsEnd({ path, text }: SourceText, { problems }: Pick<Device, 'problems'>): boolean {
  const isAtEnd = ({ file, range }: Provenance) => file === path && range.start > 0 && range.end === text.length;
  return !problems.some(({ ruleId, at }) => ruleId === 'unreadable-input' && isAtEnd(at));
}

interface Layout {
  /** What stands before a name in the line above a certificate (`# `), or `null` where no such line is. */
  readonly title: string | null;
  /** A blank line between certificates, or nothing. */
  readonly separator: string;
}

/** The lines between the last certificate and the one before it, or above the only one. */
function layoutOf(bundle: SourceText): Layout {
  const { text, eol } = bundle;
  const begin = text.lastIndexOf(BEGIN);
  if (begin < 0) return { title: null, separator: '' };
  const end = text.lastIndexOf(END, begin);
  const afterEnd = end < 0 ? bundle.contentStart : text.indexOf('\n', end) + 1;
  const between = text.slice(Math.min(afterEnd, begin), begin).split(/\r?\n/).slice(0, -1);
  const above = between.at(-1) ?? '';
  const blank = between.some((line, i) => line.trim() === '' && (end >= 0 || i > 0));
  return { title: above.trim() === '' ? null : (/^[#;]+[ \t]*/.exec(above)?.[0] ?? ''), separator: blank ? eol : '' };
}

/** Names of roots are ASCII today; an edit holds one character a byte. */
function latin1(name: string): string {
  return name.replace(/[^\x20-\x7e]/g, '?');
}
