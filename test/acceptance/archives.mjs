// Archives that no tool would make.
import { deflateRawSync } from 'node:zlib';

/** One member of a tar archive, under any name and of any type. */
export function tarMember(name, content, type = '0') {
  const head = Buffer.alloc(512);
  const bytes = Buffer.from(content, 'latin1');
  head.write(name, 0, 100, 'utf8');
  head.write('0000644\0', 100);
  head.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124);
  head.write(`${type}/etc/passwd`, 156);
  head.write('ustar\x0000', 257);
  return Buffer.concat([head, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
}

/** A ZIP of members that hold so many zeros, of which it may say another number. Those of one size share their bytes. */
export function zipOf(members) {
  const parts = [];
  const directory = [];
  const written = new Map();
  let at = 0;
  for (const { name, zeros, said = zeros } of members) {
    const packed = written.get(zeros)?.packed ?? deflateRawSync(Buffer.alloc(zeros));
    const start = written.get(zeros)?.start ?? at;
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(said, 18);
    fields.writeUInt16LE(name.length, 22);
    if (!written.has(zeros)) {
      const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed]);
      parts.push(local);
      written.set(zeros, { packed, start });
      at += local.length;
    }
    const place = Buffer.alloc(14);
    place.writeUInt32LE(start, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\0', 'latin1'), fields, place, Buffer.from(name));
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, entries, end]);
}
