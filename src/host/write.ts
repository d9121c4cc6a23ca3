import {
  closeSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeSync,
  type Stats,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { CannotWrite, ChangedMeanwhile, orCannotWrite } from './cannot-write.js';
import { isLink, statOf } from './file-system.js';
import { makeFolders } from './make-folders.js';
import { patiently } from './patiently.js';
import { settleFile, settleFolder } from './settle.js';
import { discard, sweep, temporaryIn } from './temporary.js';

type Bytes = string | Uint8Array;

export interface WriteOptions {
  /**
   * Who may read a new file, and the folders that are made for it: its owner alone, for what is made of exports, or whoever the
   * umask lets. A file that is there keeps its mode.
   */
  readonly readers?: 'owner' | 'umask';
  /** What the file held when it was read, `null` where there was none. One that holds something else by now is left alone. */
  readonly before?: Uint8Array | null;
  /** Whether the name has to be on the disk too; who writes many files into a folder settles it once. */
  readonly settled?: boolean;
}

export interface Written {
  /** False where the system does not let this user give the file to the one it belonged to. */
  readonly ownerKept: boolean;
}

/**
 * Writes a file whole or not at all: into a temporary file in the same folder, then renamed over the old one, whose mode
 * and owner are kept. A symbolic link stays one: its target is replaced. Of several hard links one is replaced, and the others, which are
 * often a backup, keep the old bytes. A file that holds these bytes already is not touched.
 */
export function writeWhole(path: string, content: Bytes, options: WriteOptions = {}): Written {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  return write(path, [bytes], options, (found) => found.size === bytes.length && isReadAs(path, bytes));
}

/** The same for a content that is made while it is written. */
export function writeParts(path: string, parts: Iterable<Bytes>, options: WriteOptions = {}): Written {
  return write(path, parts, options, () => false);
}

/** Throws where a file holds neither what it held when it was read, nor what is to be written. */
export function refuseChanged(path: string, before: Uint8Array | null, after?: Uint8Array): void {
  orCannotWrite(path, () => {
    if (holds(path, before) || (after && holds(path, after))) return;
    throw new ChangedMeanwhile(path);
  });
}

/** Whether a file holds these bytes; for `null`, whether there is none. */
function holds(path: string, bytes: Uint8Array | null): boolean {
  try {
    const held = readFileSync(path);
    return bytes !== null && held.equals(bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return bytes === null;
  }
}

/** A file that cannot be read is not known to hold anything. */
function isReadAs(path: string, bytes: Uint8Array): boolean {
  try {
    return holds(path, bytes);
  } catch {
    return false;
  }
}

/** Renames a file, into folders for their owner only where they are not there. */
export function moveFile(from: string, to: string): void {
  orCannotWrite(to, () => {
    makeFolders(dirname(to), 0o700);
    patiently(() => renameSync(from, to));
  });
}

/** Removes a file that may be gone. */
export function removeFile(path: string): void {
  orCannotWrite(path, () => patiently(() => rmSync(path, { force: true })));
}

function write(
  path: string,
  parts: Iterable<Bytes>,
  options: WriteOptions,
  isSame: (found: Stats) => boolean,
): Written {
  return orCannotWrite(path, () => {
    const found = statOf(path);
    if (found?.isDirectory()) throw new CannotWrite(`${path} is a folder`);
    if (!found && isLink(path)) throw new CannotWrite(`${path} is a link that leads nowhere`);
    // A terminal or another device is written to, never replaced by a file.
    if (found && !found.isFile()) return writeInto(path, parts);
    if (found && isSame(found)) return { ownerKept: true };
    return replace(path, parts, found, options);
  });
}

function replace(
  path: string,
  parts: Iterable<Bytes>,
  found: Stats | null,
  { readers = 'owner', before, settled = true }: WriteOptions,
): Written {
  const target = found ? realpathSync(path) : resolve(path);
  const folder = dirname(target);
  const made = makeFolders(folder, readers === 'owner' ? 0o700 : 0o777);
  if (made === undefined) sweep(folder);
  const temporary = temporaryIn(folder);
  try {
    const written = fill(temporary, parts, found, readers);
    if (before !== undefined) refuseChanged(path, before);
    patiently(() => renameSync(temporary, target));
    if (settled) settleFolder(folder, made);
    return written;
  } catch (error) {
    discard(temporary);
    throw error;
  }
}

/** Nobody else can read it until it has the mode of the file that it replaces. */
function fill(
  temporary: string,
  parts: Iterable<Bytes>,
  found: Stats | null,
  readers: WriteOptions['readers'],
): Written {
  const file = openSync(temporary, 'wx', found || readers === 'owner' ? 0o600 : 0o666);
  try {
    writeAll(file, parts);
    const ownerKept = found === null || keepOwnerAndMode(file, found);
    settleFile(file);
    return { ownerKept };
  } finally {
    closeSync(file);
  }
}

function keepOwnerAndMode(file: number, { uid, gid, mode }: Stats): boolean {
  const own = fstatSync(file);
  const ownerKept = (own.uid === uid && own.gid === gid) || mayGive(file, uid, gid);
  const groupKept = ownerKept || own.gid === gid || mayGive(file, own.uid, gid);
  // Another group may do what everybody may. Who it runs as, if it runs, is the owner's to say.
  const kept = groupKept ? mode & 0o777 : (mode & 0o707) | (mode & ((mode & 0o007) << 3));
  fchmodSync(file, ownerKept ? mode & 0o7777 : kept);
  return ownerKept;
}

function mayGive(file: number, uid: number, gid: number): boolean {
  try {
    fchownSync(file, uid, gid);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EPERM' || code === 'EINVAL' || code === 'ENOTSUP') return false;
    throw error;
  }
}

function writeInto(path: string, parts: Iterable<Bytes>): Written {
  const file = openSync(path, 'w');
  try {
    writeAll(file, parts);
  } finally {
    closeSync(file);
  }
  return { ownerKept: true };
}

function writeAll(file: number, parts: Iterable<Bytes>): void {
  for (const part of parts) {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'utf8') : part;
    for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
  }
}
