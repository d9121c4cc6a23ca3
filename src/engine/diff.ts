import { inOrder } from '../text/edit.js';
import { readable } from '../text/latin1.js';
import { maskSecrets } from '../text/secrets.js';
import type { SourceText } from '../text/source-text.js';
import type { PatchedFile } from '../fixers/prove.js';
import { withoutEnd } from '../text/without-end.js';

const CONTEXT = 3;
/** A longer line is cut in the diff, never in the file. */
const LONGEST_LINE = 500;

interface Block {
  /** Line numbers from 0, the end excluded. */
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/** A unified diff made from the edits themselves, so that it shows exactly what is written. Secrets are masked. */
export function unifiedDiff({ before, after, edits }: PatchedFile, path: string): string {
  const oldLines = splitLines(before);
  const newLines = splitLines(after);
  const blocks = changedBlocks(oldLines, newLines, inOrder(edits.map(({ edit }) => edit)));
  if (blocks.length === 0) return '';
  const lines = [`--- a/${path}`, `+++ b/${path}`];
  for (const hunk of hunks(blocks, oldLines.texts.length)) {
    const first = hunk[0];
    const last = hunk.at(-1);
    if (!first || !last) continue;
    const from = Math.max(0, first.oldStart - CONTEXT);
    const to = Math.min(oldLines.texts.length, last.oldEnd + CONTEXT);
    const newFrom = first.newStart - (first.oldStart - from);
    const newTo = last.newEnd + (to - last.oldEnd);
    lines.push(`@@ -${rangeText(from, to)} +${rangeText(newFrom, newTo)} @@`);
    let at = from;
    for (const { oldStart, oldEnd, newStart, newEnd } of hunk) {
      lines.push(
        ...shown(' ', oldLines, at, oldStart),
        ...shown('-', oldLines, oldStart, oldEnd),
        ...shown('+', newLines, newStart, newEnd),
      );
      at = oldEnd;
    }
    for (const line of shown(' ', oldLines, at, to)) lines.push(line);
  }
  return `${lines.join('\n')}\n`;
}

interface Lines {
  readonly texts: readonly string[];
  readonly starts: readonly number[];
}

function splitLines({ text }: SourceText): Lines {
  const texts: string[] = [];
  const starts: number[] = [];
  for (let at = 0; at < text.length;) {
    const newline = text.indexOf('\n', at);
    const next = newline < 0 ? text.length : newline + 1;
    starts.push(at);
    texts.push(text.slice(at, next));
    at = next;
  }
  // What is put behind the last line feed stands on a line of its own.
  if (text.endsWith('\n')) starts.push(text.length);
  return { texts, starts };
}

/** The lines that each edit touches, in both texts; lines that stay the same at either end are left out. */
function changedBlocks(
  oldLines: Lines,
  newLines: Lines,
  edits: readonly { range: { start: number; end: number }; insert: string }[],
): Block[] {
  const blocks: Block[] = [];
  let shift = 0;
  for (const { range, insert } of edits) {
    const newStart = range.start + shift;
    const newEnd = newStart + insert.length;
    shift += insert.length - (range.end - range.start);
    const block = {
      oldStart: lineAt(oldLines, range.start),
      oldEnd: lineAt(oldLines, range.end) + 1,
      newStart: lineAt(newLines, newStart),
      newEnd: lineAt(newLines, newEnd) + 1,
    };
    const last = blocks.at(-1);
    if (last && block.oldStart < last.oldEnd) {
      blocks[blocks.length - 1] = {
        ...last,
        oldEnd: Math.max(last.oldEnd, block.oldEnd),
        newEnd: Math.max(last.newEnd, block.newEnd),
      };
    } else blocks.push(block);
  }
  // Edits at one place share its lines, so they are put together before the lines that stay are left out.
  return blocks.map((block) => trimmed(oldLines, newLines, block));
}

function trimmed(oldLines: Lines, newLines: Lines, block: Block): Block {
  let { oldStart, oldEnd, newStart, newEnd } = block;
  oldEnd = Math.min(oldEnd, oldLines.texts.length);
  newEnd = Math.min(newEnd, newLines.texts.length);
  while (oldStart < oldEnd && newStart < newEnd && oldLines.texts[oldStart] === newLines.texts[newStart]) {
    oldStart += 1;
    newStart += 1;
  }
  while (oldStart < oldEnd && newStart < newEnd && oldLines.texts[oldEnd - 1] === newLines.texts[newEnd - 1]) {
    oldEnd -= 1;
    newEnd -= 1;
  }
  return { oldStart, oldEnd, newStart, newEnd };
}

function lineAt({ starts }: Lines, offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

function hunks(blocks: readonly Block[], length: number): readonly (readonly Block[])[] {
  const found: Block[][] = [];
  for (const block of blocks) {
    const last = found.at(-1)?.at(-1);
    if (last && block.oldStart - last.oldEnd <= 2 * CONTEXT && length > 0) found.at(-1)?.push(block);
    else found.push([block]);
  }
  return found;
}

function rangeText(from: number, to: number): string {
  const count = to - from;
  return `${count === 0 ? from : from + 1}${count === 1 ? '' : `,${count}`}`;
}

function shown(mark: string, { texts }: Lines, from: number, to: number): readonly string[] {
  return texts.slice(from, to).flatMap((line) => {
    const bare = withoutEnd(line, '\r\n');
    const cut = bare.length > LONGEST_LINE ? `${bare.slice(0, LONGEST_LINE)} ...` : bare;
    const text = `${mark}${maskSecrets(readable(cut))}`;
    return line.endsWith('\n') ? [text] : [text, '\\ No newline at end of file'];
  });
}
