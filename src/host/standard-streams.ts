import { fstatSync, readSync, writeSync } from 'node:fs';
import { CannotRead } from './cannot-read.js';
import { CannotWrite } from './cannot-write.js';

const PIECE = 64 * 1024;

/** Milliseconds after which a pipe that does not block is asked again. */
const WAIT = 5;

/** All of standard input. Whoever started the program may have left a pipe there that does not block. */
export function readStandardInput(): Uint8Array {
  const pieces: Uint8Array[] = [];
  for (;;) {
    const piece = Buffer.allocUnsafe(PIECE);
    try {
      const length = readSync(0, piece);
      if (length === 0) return Buffer.concat(pieces);
      pieces.push(piece.subarray(0, length));
    } catch (error) {
      // What Windows says of a pipe at its end.
      if (codeOf(error) === 'EOF') return Buffer.concat(pieces);
      if (isNotReady(error)) pause();
      else throw new CannotRead(`standard input cannot be read: ${messageOf(error)}`);
    }
  }
}

/** The same piece by piece. Node takes a folder for an empty input. */
export function standardInputPieces(): AsyncIterable<Uint8Array> {
  if (fstatSync(0).isDirectory()) throw new CannotRead('standard input cannot be read: it is a folder');
  return process.stdin;
}

/** Writes to standard output or standard error, and says whether anybody still reads it. */
export function writeStandard(stream: 1 | 2, text: string): boolean {
  const bytes = Buffer.from(text, 'utf8');
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(stream, bytes, at);
    } catch (error) {
      if (isNotReady(error)) pause();
      // Messages that cannot be written are no reason to leave the work undone.
      else if (stream === 2 || codeOf(error) === 'EPIPE') return false;
      else throw new CannotWrite(`standard output cannot be written: ${messageOf(error)}`);
    }
  }
  return true;
}

function isNotReady(error: unknown): boolean {
  return codeOf(error) === 'EAGAIN';
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

/** Without the name of the call, which says nothing to a user. */
function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/, \w+$/, '') : String(error);
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT);
}
