import type * as Libarchive from 'libarchive-wasm';
import { encryptedArchive, type UnreadArchive } from './encrypted-archive.js';
import type { TarMember } from './tar.js';

/** The coder of AES-256 with SHA-256 in a header. */
const AES = '\x06\xf1\x07\x01';
const ENCRYPTED = encryptedArchive('a 7-Zip archive');

/**
 * The only door to libarchive-wasm, which need not be installed. It ends in silence where an archive is damaged, so
 * what it says at the end is asked for. Throws what it says of a damaged archive.
 */
export async function readSevenZip(
  bytes: Uint8Array,
  limit: { readonly members: number; readonly bytes: number },
  load: () => Promise<typeof Libarchive> = () => import('libarchive-wasm'),
): Promise<readonly TarMember[] | UnreadArchive> {
  if (namesAes(bytes)) return ENCRYPTED;
  const library = await load().catch(() => null);
  if (!library) {
    const because = 'the optional package libarchive-wasm, which reads it, is not installed';
    return { form: 'a 7-Zip archive', instead: 'its unpacked folder', because };
  }
  const wasm = await library.libarchiveWasm();
  const reader = new library.ArchiveReader(wasm, new Int8Array(bytes));
  try {
    const members: TarMember[] = [];
    let total = 0;
    for (const entry of reader.entries()) {
      if (entry.isEncrypted()) return ENCRYPTED;
      if (entry.getFiletype() !== 'File') continue;
      const size = entry.getSize();
      total += size;
      if (members.length >= limit.members || total > limit.bytes) throw new Error('it expands to more than is read');
      const data = size === 0 ? new Int8Array() : entry.readData();
      if (data?.length !== size) throw new Error(`${entry.getPathname()} is cut short`);
      members.push({ name: entry.getPathname(), bytes: new Uint8Array(data) });
    }
    if (reader.hasEncryptedData()) return ENCRYPTED;
    const failed = wasm.error_string(reader.archive);
    if (failed) throw new Error(failed);
    if (members.length === 0) throw new Error('it is empty, cut short or damaged');
    return members;
  } catch (error) {
    if (error instanceof Error && /encrypted/i.test(error.message)) return ENCRYPTED;
    throw error;
  } finally {
    reader.free();
  }
}

/** Whether the header, where it is not compressed itself, names AES. */
function namesAes(bytes: Uint8Array): boolean {
  if (bytes.length < 32) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = 32 + Number(view.getBigUint64(12, true));
  const header = bytes.subarray(start, start + Number(view.getBigUint64(20, true)));
  return new TextDecoder('latin1').decode(header).includes(AES);
}
