import type { Expansion, InputFile } from '../engine/input.js';
import type { UnreadArchive } from './encrypted-archive.js';
import { isTar, readTar, type TarMember } from './tar.js';

/** What an archive may expand to; it is read in memory only, never written to disk. */
const LIMIT = { members: 10_000, bytes: 512 * 1024 * 1024 };

const SEVEN_ZIP = [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c];

/**
 * The files of an archive, told by its first bytes: tar, gzip of a tar or of one file, ZIP, 7-Zip. `null` for anything else.
 * A member's path is the archive's with its own behind it; names that lead out of the archive are left out and said.
 */
export async function expandArchive(input: InputFile, bytes: Uint8Array): Promise<Expansion | null> {
  try {
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) return expandGzip(input, bytes);
    if (isTar(bytes)) return ofTar(input, bytes);
    if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4) {
      const { readZip } = await import('./zip.js');
      return membersOrNone(input, await readZip(bytes, LIMIT));
    }
    if (SEVEN_ZIP.every((octet, i) => bytes[i] === octet)) {
      const { readSevenZip } = await import('./seven-zip.js');
      return membersOrNone(input, await readSevenZip(bytes, LIMIT));
    }
    return null;
  } catch (error) {
    return {
      files: [],
      troubles: [{ path: input.path, because: error instanceof Error ? error.message : String(error) }],
    };
  }
}

function membersOrNone(input: InputFile, found: readonly TarMember[] | UnreadArchive): Expansion {
  if (!('form' in found)) return members(input, found, []);
  return { files: [], troubles: [{ path: input.path, ...found }] };
}

function expandGzip(input: InputFile, bytes: Uint8Array): Expansion {
  // Loaded for an archive only: it costs as much as a small export.
  const { gunzipSync } = process.getBuiltinModule('node:zlib');
  const content = gunzipSync(bytes, { maxOutputLength: LIMIT.bytes });
  if (isTar(content)) return ofTar(input, content);
  const name = input.path.replace(/^.*\//, '').replace(/\.gz$/i, '');
  return members(input, [{ name, bytes: content }], []);
}

function ofTar(input: InputFile, bytes: Uint8Array): Expansion {
  const { members: found, troubles } = readTar(bytes);
  return members(
    input,
    found,
    troubles.map(({ member, because }) => ({
      path: member === null ? input.path : `${input.path}/${member}`,
      because,
    })),
  );
}

function members(input: InputFile, found: readonly TarMember[], troubles: Expansion['troubles']): Expansion {
  const stem = input.relative.replace(/(\.tar)?\.[^./]+$/i, '');
  const safe = found.filter(({ name }) => isInside(name));
  const unsafe = found.filter(({ name }) => !isInside(name));
  return {
    files: safe.slice(0, LIMIT.members).map(({ name, bytes }) => {
      const below = name.replace(/^(\.\/)+/, '');
      return {
        path: `${input.path}/${below}`,
        relative: `${stem}/${below}`,
        role: input.role,
        ...(input.byPath ? { byPath: true } : {}),
        archive: input.path,
        read: () => bytes,
      };
    }),
    troubles: [
      ...troubles,
      ...unsafe.map(({ name }) => ({ path: `${input.path}/${name}`, because: 'its name leads out of the archive' })),
      ...(safe.length > LIMIT.members
        ? [{ path: input.path, because: `only the first ${LIMIT.members} of its ${safe.length} files are read` }]
        : []),
    ],
  };
}

function isInside(name: string): boolean {
  return name !== '' && !/^[/\\]|^[A-Za-z]:|\\/.test(name) && !name.split('/').includes('..');
}
