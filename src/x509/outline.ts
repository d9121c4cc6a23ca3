import { objectIdentifier } from './object-identifier.js';
import { children, readTlv, type Tlv } from './tlv.js';

/** The parts of a certificate in DER that the library does not give as they stand. */
export interface Outline {
  readonly version: number;
  /** The algorithm as the signed part names it, and as it stands beside the signature: they have to be the same. */
  readonly signedAlgorithm: Uint8Array;
  readonly algorithm: Uint8Array;
  readonly notBefore: Uint8Array;
  readonly notAfter: Uint8Array;
  readonly subject: Uint8Array;
  readonly extensions: readonly OutlinedExtension[];
}

export interface OutlinedExtension {
  readonly oid: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

const TAG = { boolean: 0x01, octets: 0x04, oid: 0x06, version: 0xa0, extensions: 0xa3 };

/** `null` where the bytes are not laid out as a certificate. */
export function outline(der: Uint8Array): Outline | null {
  const outer = readTlv(der, 0);
  const [tbs, algorithm] = (outer && children(der, outer)) ?? [];
  const fields = tbs && children(der, tbs);
  if (!algorithm || !fields) return null;
  const hasVersion = fields[0]?.tag === TAG.version;
  const [, signedAlgorithm, , validity, subject] = hasVersion ? fields.slice(1) : fields;
  const [notBefore, notAfter] = (validity && children(der, validity)) ?? [];
  if (!signedAlgorithm || !subject || !notBefore || !notAfter) return null;
  const whole = ({ start, end }: Tlv) => der.subarray(start, end);
  const [version] = (hasVersion && fields[0] && children(der, fields[0])) || [];
  return {
    version: version ? (der[version.end - 1] ?? 0) + 1 : 1,
    signedAlgorithm: whole(signedAlgorithm),
    algorithm: whole(algorithm),
    notBefore: whole(notBefore),
    notAfter: whole(notAfter),
    subject: whole(subject),
    extensions: [...extensionsOf(der, fields)],
  };
}

function* extensionsOf(der: Uint8Array, fields: readonly Tlv[]): Generator<OutlinedExtension> {
  const wrapper = fields.find(({ tag }) => tag === TAG.extensions);
  const list = wrapper && readTlv(der, wrapper.content, wrapper.end);
  for (const extension of (list && children(der, list)) ?? []) {
    const parts = children(der, extension) ?? [];
    const oid = parts.find(({ tag }) => tag === TAG.oid);
    const value = parts.find(({ tag }) => tag === TAG.octets);
    const critical = parts.find(({ tag }) => tag === TAG.boolean);
    if (!oid || !value) continue;
    yield {
      oid: objectIdentifier(der, oid) ?? '',
      critical: critical !== undefined && der[critical.content] !== 0,
      value: der.subarray(value.content, value.end),
    };
  }
}
