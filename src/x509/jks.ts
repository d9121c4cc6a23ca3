import { decodeLatin1, readable } from '../text/latin1.js';
import type { KeyStore, StoredCertificate, UnreadPart } from './key-store.js';

const JKS = 0xfeedfeed;
const JCEKS = 0xcececece;
const KEY = 1;
const TRUSTED_CERTIFICATE = 2;
const SECRET_KEY = 3;
/** SHA-1 over a password and all that stands before. Without the password it says nothing, so it is not checked. */
const DIGEST_LENGTH = 20;

export function looksLikeJks(bytes: Uint8Array): boolean {
  const magic = bytes.length < 4 ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  return magic === JKS || magic === JCEKS;
}

/** Trusted certificates stand in clear; the bytes of keys are stepped over. */
export function readJks(bytes: Uint8Array): KeyStore {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const form = view.getUint32(0) === JKS ? 'jks' : 'jceks';
  const certificates: StoredCertificate[] = [];
  const unread: UnreadPart[] = [];
  let keys = 0;
  let at = 4;

  /** Where something of `length` bytes starts, after stepping over it. */
  const take = (length: number): number => {
    if (length > bytes.length - at) throw new CutShort();
    at += length;
    return at - length;
  };
  const takeNumber = () => view.getUint32(take(4));
  const takeBytes = () => {
    const length = takeNumber();
    const start = take(length);
    return { start, end: start + length };
  };
  const takeText = () => {
    const length = view.getUint16(take(2));
    const start = take(length);
    return readable(decodeLatin1(bytes.subarray(start, start + length)));
  };
  const takeCertificate = (version: number) => {
    const type = version === 1 ? 'X.509' : takeText();
    return { type, ...takeBytes() };
  };

  let entryStart = 0;
  try {
    const version = takeNumber();
    if (version !== 1 && version !== 2) {
      const because = `version ${version} of the form is not known`;
      return { form, certificates, keys, unread: [{ because, form: null, range: { start: 0, end: bytes.length } }] };
    }
    const count = takeNumber();
    for (let i = 0; i < count; i += 1) {
      entryStart = at;
      const tag = takeNumber();
      const alias = takeText();
      take(8);
      if (tag === KEY) {
        keys += 1;
        takeBytes();
        const chain = takeNumber();
        for (let j = 0; j < chain; j += 1) takeCertificate(version);
      } else if (tag === TRUSTED_CERTIFICATE) {
        const { type, start, end } = takeCertificate(version);
        const range = { start, end };
        if (type === 'X.509') certificates.push({ alias, der: bytes.slice(start, end), range, marked: true });
        else unread.push({ because: 'it is a certificate of another kind than X.509', form: null, range });
      } else {
        // A secret key is a serialized object of Java that does not say how long it is.
        if (tag === SECRET_KEY && form === 'jceks') keys += 1;
        const because =
          tag === SECRET_KEY && form === 'jceks'
            ? `entry ${i + 1} of ${count} is a secret key, and what follows it cannot be found`
            : `entry ${i + 1} of ${count} is of a kind that is not known; the file is damaged`;
        unread.push({ because, form: null, range: { start: entryStart, end: bytes.length } });
        return { form, certificates, keys, unread };
      }
    }
    const rest = bytes.length - at;
    if (rest !== DIGEST_LENGTH) {
      const because = `${rest} bytes follow the last entry where the ${DIGEST_LENGTH} of a digest belong; the file is damaged`;
      unread.push({ because, form: null, range: { start: at, end: bytes.length } });
    }
  } catch (error) {
    if (!(error instanceof CutShort)) throw error;
    const because = 'it ends in the middle of an entry: it is cut short or damaged';
    unread.push({ because, form: null, range: { start: entryStart, end: bytes.length } });
  }
  return { form, certificates, keys, unread };
}

class CutShort extends Error {}
