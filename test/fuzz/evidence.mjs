// Which certificates really lie in bytes, found without a line of the product: what it claims to know by its bytes has to be among them.
import { createHash, X509Certificate } from 'node:crypto';

export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** Everything that could be a certificate in DER, by its SHA-256: raw, in PEM (also inside XML and JSON), or in lines of hexadecimal. */
export function certificatesIn(files) {
  const found = new Map();
  for (const bytes of files.values()) {
    collect(bytes, found);
    const text = Buffer.from(bytes).toString('latin1');
    for (const [, body] of text.matchAll(/-----BEGIN [A-Z0-9 ]+-----([\s\S]*?)-----END/g)) {
      const letters = body.replaceAll(/\\[nrt]|&#?\w+;/g, '').replaceAll(/[^A-Za-z0-9+/=]/g, '');
      collect(Buffer.from(letters, 'base64'), found);
    }
    // Apple, Windows and OpenSSL write bare base64 as well.
    for (const [body] of text.matchAll(/M[A-I][A-Za-z0-9+/\s]{400,}={0,2}/g))
      collect(Buffer.from(body, 'base64'), found);
    // Comments of IOS may stand between the lines, and what a pager or a terminal left, or a blank that does not break, within them.
    const plain = text.replaceAll(/^!.*\n|-- ?more ?--|[\b\r\xa0]/gim, '');
    for (const [body] of plain.matchAll(/(?:^[ \t]*[0-9A-F][0-9A-F \t]*\r*\n)+/gim)) {
      collect(Buffer.from(body.replaceAll(/\s/g, ''), 'hex'), found);
    }
  }
  return found;
}

/** Every sequence of DER with a long length, by its header alone. */
function collect(bytes, found) {
  for (let at = bytes.indexOf(0x30); at >= 0 && at < bytes.length - 4; at = bytes.indexOf(0x30, at + 1)) {
    const header = bytes[at + 1] === 0x82 ? 4 : bytes[at + 1] === 0x81 ? 3 : 0;
    if (header === 0) continue;
    const length = header === 4 ? bytes[at + 2] * 256 + bytes[at + 3] : bytes[at + 2];
    if (length > 200 && at + header + length <= bytes.length) {
      const whole = bytes.subarray(at, at + header + length);
      found.set(sha256(whole), whole);
    }
  }
}

/** SHA-256 of the keys of all that are certificates: one of another body with the name and key of a root is trusted as the root is. */
export function keysOf(found) {
  const keys = [...found.values()].flatMap((bytes) => {
    try {
      return sha256(new X509Certificate(bytes).publicKey.export({ type: 'spki', format: 'der' }));
    } catch {
      return [];
    }
  });
  return new Set(keys);
}

/** Whether a listing in these files prints the serial number or a fingerprint of a certificate. */
export function isDescribed({ sha256: fingerprint, serial }, files) {
  const digits = serial
    .replaceAll(/[^0-9a-f]/gi, '')
    .toLowerCase()
    .replace(/^0+/, '');
  const decimal = BigInt(`0x${digits === '' ? '0' : digits}`).toString();
  return [...files.values()].some((bytes) => {
    const text = Buffer.from(bytes).toString('latin1').toLowerCase();
    const packed = text.replaceAll(/[\s:]/g, '');
    return packed.includes(fingerprint) || packed.includes(digits) || text.includes(decimal);
  });
}
