import type { Certificate, KnownCertificate } from '../model/certificate.js';
import type { Provenance, Range } from '../text/provenance.js';
import type { SourceText } from '../text/source-text.js';
import { armours, hasArmour, type Armour } from './armour.js';
import { decodeCertificate } from './decode.js';
import { readKeyStore, type KeyStore } from './key-store.js';
import { isPkcs7, pkcs7Certificates } from './pkcs7.js';
import { readTlv } from './tlv.js';
import type { Sha256 } from './sha256.js';
import { withoutTrustSettings } from './trust-settings.js';

export interface FoundCertificate {
  readonly certificate: Certificate;
  /** Why it may be no trust anchor although it is there. */
  readonly doubt?: string;
  readonly at: Provenance;
}

/** Something that looks like a certificate and is none, or none that can be read. */
export interface RefusedCertificate {
  readonly because: string;
  readonly at: Provenance;
}

export interface CertificateFile {
  readonly encoding: 'pem' | 'der' | 'pkcs7';
  readonly found: readonly FoundCertificate[];
  readonly refused: readonly RefusedCertificate[];
}

/** A certificate of a key store. */
export interface FoundInStore extends FoundCertificate {
  readonly alias: string | null;
  /** False where Java would not take it for a trust anchor. */
  readonly marked: boolean;
}

export interface KeyStoreFile {
  readonly form: KeyStore['form'];
  readonly found: readonly FoundInStore[];
  /** How many private or secret keys it holds. */
  readonly keys: number;
  /** `form` is set where the form is known and is not read. */
  readonly refused: readonly (RefusedCertificate & { readonly form: string | null })[];
}

export interface CertificateReader {
  /** Whether a file is one of certificates, by its content. */
  readonly recognizes: (source: SourceText) => boolean;
  /** The certificates of a PEM, DER or PKCS#7 file, in order. */
  readonly readFile: (source: SourceText) => Promise<CertificateFile>;
  /** The certificates of the armour that stands in a part of a text. */
  readonly readArmour: (source: SourceText, start: number, end: number) => Promise<CertificateFile>;
  /** One certificate in DER that a text holds in an encoding of its own, at a place in it. */
  readonly readDer: (der: Uint8Array, at: Provenance) => Promise<CertificateFile>;
  /** The trusted certificates of a Java key store or of PKCS#12. */
  readonly readStore: (source: SourceText) => Promise<KeyStoreFile>;
  /** The bytes of a certificate that was read in this run. */
  readonly bytesOf: (sha256: string) => Uint8Array | null;
}

/** Larger DER is not a certificate anyone uses as a trust anchor, and decoding it could take long. */
const LARGEST_CERTIFICATE = 1 << 20;

/** A file with more blocks that hold no certificate is no file of certificates. */
const MOST_REFUSED = 1000;

/** Reads certificates; each is decoded once, and not at all when it is one of the known ones. */
export function certificateReader(known: readonly KnownCertificate[], sha256: Sha256): CertificateReader {
  const bySha256 = new Map<string, Certificate | { readonly refused: string }>(
    known.map((certificate) => [certificate.sha256, certificate]),
  );

  const bodies = new Map<string, Uint8Array>();

  async function decode(der: Uint8Array): Promise<Certificate | { readonly refused: string }> {
    const outer = readTlv(der, 0);
    if (outer?.tag !== 0x30) return { refused: 'it is not DER, or it is cut short' };
    if (outer.end !== der.length) return { refused: `${der.length - outer.end} bytes stand after the certificate` };
    if (der.length > LARGEST_CERTIFICATE) return { refused: 'it is larger than a certificate can be' };
    const hash = sha256(der);
    // A copy: the bytes of a whole file are not kept for one certificate in it.
    if (!bodies.has(hash)) bodies.set(hash, der.slice());
    const cached = bySha256.get(hash);
    if (cached) return cached;
    const decoded = await decodeCertificate(der, sha256).catch(() => ({ refused: 'it is not an X.509 certificate' }));
    bySha256.set(hash, decoded);
    return decoded;
  }

  async function collect(der: Uint8Array, at: Provenance, into: Collected, doubt: string | null = null): Promise<void> {
    const bodies = isPkcs7(der) ? pkcs7Certificates(der) : [der];
    if (!bodies) into.refused.push({ because: 'its PKCS#7 structure cannot be followed', at });
    else if (bodies.length === 0) into.refused.push({ because: 'its PKCS#7 holds no certificate', at });
    for (const body of bodies ?? []) {
      const decoded = await decode(body);
      if ('refused' in decoded) into.refused.push({ because: decoded.refused, at });
      else into.found.push({ certificate: decoded, ...(doubt === null ? {} : { doubt }), at });
    }
  }

  async function readBlocks(source: SourceText, blocks: Iterable<Armour>, to: number): Promise<CertificateFile> {
    const into: Collected = { found: [], refused: [] };
    for (const { label, range, body } of blocks) {
      const at = source.at(range.start, range.end);
      if ('refused' in body) into.refused.push({ because: body.refused, at });
      else if (label !== 'TRUSTED CERTIFICATE') await collect(body.der, at, into);
      else {
        const { certificate, doubt } = withoutTrustSettings(body.der);
        await collect(certificate, at, into, doubt);
      }
      if (into.refused.length > MOST_REFUSED) {
        const because = `it and what follows is not read, after ${MOST_REFUSED} blocks that cannot be`;
        into.refused.splice(MOST_REFUSED, Infinity, { because, at: source.at(range.start, to) });
        break;
      }
    }
    return { encoding: 'pem', ...into };
  }

  return {
    recognizes: (source) => looksLikeArmour(source) || looksLikeDer(source.bytes),
    readFile: async (source) => {
      if (hasArmour(source.text))
        return withBinary(source, await readBlocks(source, armours(source), source.text.length));
      const into: Collected = { found: [], refused: [] };
      const der = withoutTrailingBlank(source.bytes);
      await collect(der, source.at(0, source.text.length), into);
      return { encoding: isPkcs7(der) ? 'pkcs7' : 'der', ...into };
    },
    readArmour: (source, start, end) => readBlocks(source, armours(source, start, end), end),
    readDer: async (der, at) => {
      const into: Collected = { found: [], refused: [] };
      await collect(der, at, into);
      return { encoding: 'der', ...into };
    },
    readStore: async (source) => {
      const { form, certificates, keys, unread } = await readKeyStore(source.bytes);
      const found: FoundInStore[] = [];
      const refused: KeyStoreFile['refused'][number][] = unread.map(({ range, ...part }) => ({
        ...part,
        at: source.at(range.start, range.end),
      }));
      for (const { alias, der, range, marked } of certificates) {
        const at = source.at(range.start, range.end);
        const certificate = await decode(der);
        if ('refused' in certificate) refused.push({ because: certificate.refused, form: null, at });
        else if (certificate.selfIssued && certificate.selfSigned === false)
          refused.push({ because: 'its own key does not verify it: the file is damaged', form: null, at });
        else found.push({ certificate, at, alias, marked });
      }
      return { form, found, keys, refused };
    },
    bytesOf: (hash) => bodies.get(hash) ?? null,
  };
}

/** How DER begins that is longer than 127 bytes. */
const SEQUENCE = /0[^\0-\x7f]/;
/** Text holds few of them: the end mark of old editors (Ctrl-Z), zeros to fill a block, the flow control of a console. DER is full of others. */
const BINARY = /[\x01-\x06\x0e-\x10\x12\x14-\x19]/g;
const FEWEST = 4;

/** Beside armour there may be any text, which says nothing. DER that somebody put there would be passed over like that; once is said. */
function withBinary(source: SourceText, file: CertificateFile): CertificateFile {
  const { text } = source;
  let from = 0;
  for (const block of [...blockRanges(file), { start: text.length, end: text.length }]) {
    const beside = text.slice(from, block.start);
    const at = beside.search(SEQUENCE);
    if (at >= 0 && (beside.slice(at).match(BINARY)?.length ?? 0) >= FEWEST) {
      const because = 'bytes that are no text stand here, and a certificate in DER is not read beside PEM';
      return { ...file, refused: [...file.refused, { because, at: source.at(from + at, block.start) }] };
    }
    from = Math.max(from, block.end);
  }
  return file;
}

function blockRanges({ found, refused }: CertificateFile): readonly Range[] {
  const ranges = [...found, ...refused].map(({ at }) => at.range);
  return ranges.sort((a, b) => a.start - b.start);
}

interface Collected {
  readonly found: FoundCertificate[];
  readonly refused: RefusedCertificate[];
}

function looksLikeArmour({ text }: SourceText): boolean {
  return /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----|-----BEGIN (?:PKCS7|CMS)-----/.test(text);
}

function looksLikeDer(bytes: Uint8Array): boolean {
  const outer = readTlv(bytes, 0);
  return outer?.tag === 0x30 && outer.end > 64 && outer.end >= withoutTrailingBlank(bytes).length;
}

/** Editors and copies over FTP add a newline after DER. */
function withoutTrailingBlank(bytes: Uint8Array): Uint8Array {
  const outer = readTlv(bytes, 0);
  if (!outer) return bytes;
  const rest = bytes.subarray(outer.end);
  return rest.length <= 2 && rest.every((byte) => byte === 0x0a || byte === 0x0d)
    ? bytes.subarray(0, outer.end)
    : bytes;
}
