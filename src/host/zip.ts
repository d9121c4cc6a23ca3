import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import type { TarMember } from './tar.js';
import { encryptedArchive, type UnreadArchive } from './encrypted-archive.js';

/** The only door to yauzl, which refuses names that lead out of the archive. Throws what it says of a damaged archive. */
export async function readZip(
  bytes: Uint8Array,
  limit: { readonly members: number; readonly bytes: number },
): Promise<readonly TarMember[] | UnreadArchive> {
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    fromBuffer(Buffer.from(bytes), { lazyEntries: true, validateEntrySizes: true }, (error, file) =>
      error ? reject(error) : resolve(file),
    );
  });
  const members: TarMember[] = [];
  let total = 0;
  return new Promise((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', () => resolve(members));
    zip.on('entry', (entry: Entry) => {
      total += entry.uncompressedSize;
      if (members.length >= limit.members || total > limit.bytes)
        return reject(new Error('it expands to more than is read'));
      if (entry.fileName.endsWith('/')) return zip.readEntry();
      if (entry.isEncrypted()) return resolve(encryptedArchive('a ZIP archive'));
      return zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('error', reject);
        stream.on('end', () => {
          members.push({ name: entry.fileName, bytes: Buffer.concat(parts) });
          zip.readEntry();
        });
      });
    });
    zip.readEntry();
  });
}
