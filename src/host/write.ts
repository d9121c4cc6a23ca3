import {
  closeSync,
  fchmodSync,
  fsyncSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { statOf } from './file-system.js';

const PRIVATE = 0o600;

/** What a run that was killed may leave of a file that it was writing. */
export const TEMPORARY_NAME = /^\..+\.\d+\.tmp$/;

/** The destination cannot be written; the message is the system's. */
export class CannotWrite extends Error {
  override readonly name = 'CannotWrite';
}

/**
 * Writes a file whole or not at all: into a temporary file in the same folder, then renamed over the old one, whose mode
 * is kept. A symbolic link stays one: its target is written. New files are readable by their owner only.
 */
export function writeWhole(path: string, content: string | Uint8Array): void {
  writeParts(path, [content]);
}

/** The same for a content that is made while it is written. */
export function writeParts(path: string, parts: Iterable<string | Uint8Array>): void {
  try {
    const existing = statOf(path);
    // A terminal or another device is written to, never replaced by a file.
    if (existing && !existing.isFile() && !existing.isDirectory()) writeInto(path, parts);
    else replace(path, parts, existing?.mode ?? null);
  } catch (error) {
    throw new CannotWrite(error instanceof Error ? error.message : String(error));
  }
}

function replace(path: string, parts: Iterable<string | Uint8Array>, mode: number | null): void {
  mkdirSync(dirname(path), { recursive: true });
  const target = mode === null ? path : realpathSync(path);
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  const file = openSync(temporary, 'wx', PRIVATE);
  try {
    writeAll(file, parts);
    if (mode !== null) fchmodSync(file, mode & 0o7777);
    fsyncSync(file);
    closeSync(file);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function writeInto(path: string, parts: Iterable<string | Uint8Array>): void {
  const file = openSync(path, 'w');
  writeAll(file, parts);
  closeSync(file);
}

function writeAll(file: number, parts: Iterable<string | Uint8Array>): void {
  for (const part of parts) {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'utf8') : part;
    for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
  }
}
