import { normalSerial } from '../model/certificate.js';
import { readExtensions, type Extensions } from './extensions.js';
import { hexOf } from './general-name.js';
import { outline, type Outline } from './outline.js';
import { plainKey, plainSignatureAlgorithm, type AlgorithmName, type PlainKey } from './plain-algorithms.js';
import { plainName } from './plain-name.js';
import { plainTime } from './plain-time.js';
import {
  areTagged,
  exactChildren,
  isPlainIdentifier,
  isShortest,
  isUnsigned,
  strictChildren,
  wholeBits,
  type OneEach,
} from './strict-der.js';
import { readTlv, type Tlv } from './tlv.js';

/** A certificate as nearly all are: what it says can be read off without a question. */
export interface PlainCertificate {
  readonly outline: Outline;
  /** What is signed, and with what. */
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
  readonly signatureAlgorithm: AlgorithmName;
  readonly key: PlainKey;
  readonly serial: string;
  readonly subject: string;
  readonly issuer: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly extensions: Extensions;
}

/** Below it the library, too, meets none of its own limits. */
const LARGEST = 1 << 14;

const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  sequence: 0x30,
  version: 0xa0,
  extensions: 0xa3,
};

const FIELDS = [TAG.integer, TAG.sequence, TAG.sequence, TAG.sequence, TAG.sequence, TAG.sequence] as const;

/** `null` where anything in the certificate is out of the ordinary, be it wrong or only rare. */
export function plainCertificate(der: Uint8Array): PlainCertificate | null {
  const outer = readTlv(der, 0);
  if (der.length > LARGEST || outer?.tag !== TAG.sequence || outer.end !== der.length || !isShortest(outer))
    return null;
  const [tbs, algorithm, bits] = exactChildren(der, outer, [TAG.sequence, TAG.sequence, TAG.bits]) ?? [];
  const fields = tbs && fieldsOf(der, tbs);
  const signature = bits && wholeBits(der, bits);
  if (!algorithm || !fields || !signature) return null;
  const [number, signedAlgorithm, from, validity, to, info] = fields;

  const parts = outline(der);
  const extensions = parts && plainExtensions(parts);
  const signatureAlgorithm = plainSignatureAlgorithm(der, algorithm);
  const key = plainKey(der, info);
  const [notBefore, notAfter, ...more] = (strictChildren(der, validity) ?? []).map((time) => plainTime(der, time));
  const issuer = plainName(der, from);
  const subject = plainName(der, to);
  if (!extensions || !signatureAlgorithm || !plainSignatureAlgorithm(der, signedAlgorithm)) return null;
  if (!key || !notBefore || !notAfter || more.length > 0 || issuer === null || subject === null) return null;
  if (!isUnsigned(der, number)) return null;
  return {
    outline: parts,
    signed: der.subarray(tbs.start, tbs.end),
    signature,
    signatureAlgorithm,
    key,
    serial: normalSerial(hexOf(der, number)),
    subject,
    issuer,
    notBefore,
    notAfter,
    extensions,
  };
}

/** The fields from the serial number to the key, where those around them are as usual. */
function fieldsOf(der: Uint8Array, tbs: Tlv): OneEach<typeof FIELDS> | null {
  const all = strictChildren(der, tbs) ?? [];
  if (areTagged(all, FIELDS)) return all; // version 1
  const [version, ...rest] = all;
  const fields = rest.slice(0, FIELDS.length);
  const [extensions, ...more] = rest.slice(FIELDS.length);
  if (!version || !isLaterVersion(der, version) || !areTagged(fields, FIELDS) || more.length > 0) return null;
  return !extensions || isListOfExtensions(der, extensions) ? fields : null;
}

/** Versions 2 and 3, counted from 0. */
function isLaterVersion(der: Uint8Array, version: Tlv): boolean {
  const [number] = (version.tag === TAG.version && exactChildren(der, version, [TAG.integer])) || [];
  if (!number || number.end - number.content !== 1) return false;
  return der[number.content] === 1 || der[number.content] === 2;
}

function isListOfExtensions(der: Uint8Array, wrapper: Tlv): boolean {
  const [list] = (wrapper.tag === TAG.extensions && exactChildren(der, wrapper, [TAG.sequence])) || [];
  const all = (list && strictChildren(der, list)) ?? [];
  return all.length > 0 && all.every((extension) => extension.tag === TAG.sequence && isExtension(der, extension));
}

function isExtension(der: Uint8Array, extension: Tlv): boolean {
  const parts = strictChildren(der, extension) ?? [];
  const [id, ...rest] = parts;
  if (id?.tag !== TAG.oid || !isPlainIdentifier(der, id)) return false;
  if (areTagged(rest, [TAG.octets])) return true;
  return areTagged(rest, [TAG.boolean, TAG.octets]) && rest[0].end - rest[0].content === 1;
}

function plainExtensions({ extensions }: Outline): Extensions | null {
  let isPlain = true;
  const read = readExtensions(extensions, (name) => {
    const element = readTlv(name, 0);
    const text = element?.end === name.length && isShortest(element) ? plainName(name, element) : null;
    isPlain &&= text !== null;
    return text ?? '';
  });
  return isPlain ? read : null;
}
