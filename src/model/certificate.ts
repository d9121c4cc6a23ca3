/** What this product uses of a certificate, in the words of RFC 5280. Hashes and serials are lower-case hexadecimal. */
export interface Certificate {
  /** Of the whole certificate in DER. */
  readonly sha256: string;
  /** Of the subjectPublicKeyInfo in DER. */
  readonly spkiSha256: string;
  /** RFC 4514 style, most specific first. */
  readonly subject: string;
  readonly issuer: string;
  /** Without leading zeros. */
  readonly serial: string;
  /** ISO 8601 instants in UTC. */
  readonly notBefore: string;
  readonly notAfter: string;
  readonly selfIssued: boolean;
  /** Its own key verifies it; `null` where the signature was not checked. */
  readonly selfSigned: boolean | null;
  readonly version: number;
  /** basicConstraints cA; `null` without the extension, which certificates of version 1 cannot have. */
  readonly isCa: boolean | null;
  /** basicConstraints pathLenConstraint. */
  readonly pathLength: number | null;
  /** `null` without the extension: then no usage is restricted. */
  readonly keyUsage: readonly string[] | null;
  readonly extKeyUsage: readonly string[] | null;
  readonly subjectAltName: readonly GeneralName[];
  readonly nameConstraints: NameConstraints | null;
  /** By which issuers' certificates are told apart; products differ in what they make of ones that do not fit. */
  readonly subjectKeyIdentifier: string | null;
  readonly authorityKeyIdentifier: AuthorityKeyIdentifier | null;
  /** Critical extensions that were not understood. */
  readonly unknownCritical: readonly string[];
  /** In words, what leaves every path with it open: products judge it differently, or it could not be read. */
  readonly irregular: readonly string[];
  /** As in `RSA 2048` or `EC P-256`. */
  readonly key: string;
  /** As in `RSASSA-PKCS1-v1_5 with SHA-256`. */
  readonly signatureAlgorithm: string;
}

/** A name of subjectAltName or of nameConstraints. IP addresses are in hexadecimal, with their mask where there is one. */
export interface GeneralName {
  readonly type: 'dns' | 'ip' | 'email' | 'uri' | 'directory' | 'other';
  readonly value: string;
}

/** RFC 5280, 4.2.1.1; identifiers and serials in hexadecimal. */
export interface AuthorityKeyIdentifier {
  readonly keyIdentifier: string | null;
  /** The issuer and the serial of the issuer's own certificate. */
  readonly issuer: string | null;
  readonly serial: string | null;
}

export interface NameConstraints {
  readonly permitted: readonly GeneralName[];
  readonly excluded: readonly GeneralName[];
}

/** A certificate that the product knows: shipped as a file in trust-anchors/, known as a record of facts, or brought by the user. */
export interface KnownCertificate extends Certificate {
  readonly name: string;
  /** The file in trust-anchors/, or `null` where only the facts are known. */
  readonly file: string | null;
  /** The user's own file that holds it, as it is shown; absent where it was not brought. */
  readonly broughtIn?: string;
  /**
   * Of the key that its signature was checked with, when a record was written or the user's own file was read; `null` where
   * it was not, or cannot be.
   */
  readonly issuerSpkiSha256: string | null;
}

/** Whether its bytes are at hand, so that it can be given to a device. */
export function hasBytes({ file, broughtIn }: KnownCertificate): boolean {
  return file !== null || broughtIn !== undefined;
}

/** What a device's own listing prints of a certificate when it prints no body. */
export interface Description {
  readonly subject: string | null;
  readonly issuer: string | null;
  readonly serial: string | null;
  readonly notBefore: string | null;
  readonly notAfter: string | null;
}

/** Compares serial numbers however a vendor prints them: with colons, blanks, `0x` or leading zeros. */
export function normalSerial(text: string): string {
  const digits = text.replace(/[\s:]/g, '').replace(/^0x/i, '').toLowerCase().replace(/^0+/, '');
  return digits === '' ? '0' : digits;
}

/** The most telling name of a subject: its common name, else its organizational unit, else all of it. */
export function shortName(subject: string): string {
  for (const type of ['CN', 'OU']) {
    const found = nameAttributes(subject).find(([key]) => key === type);
    if (found) return found[1];
  }
  return subject;
}

/** The attributes of a distinguished name printed as RFC 4514, as OpenSSL's one line (`/C=US/O=..`) or as a list. */
export function nameAttributes(name: string): readonly (readonly [type: string, value: string])[] {
  const attributes: [string, string][] = [];
  const text = name.trim();
  const parts = text.startsWith('/')
    ? text.slice(1).split(/\/(?=[A-Za-z.0-9]{1,30}=)/)
    : text
        .replace(/\s+/g, (blank) => (blank.includes('\n') ? '\n' : blank))
        .split(/(?<!\\)[,+\n](?:\n|[^\S\n]*)(?=[A-Za-z.0-9]{1,30}(?:\n|[^\S\n]*)=)/);
  for (const part of parts) {
    const equals = part.indexOf('=');
    if (equals < 1) continue;
    const type = part.slice(0, equals).trim().toUpperCase();
    attributes.push([
      type,
      part
        .slice(equals + 1)
        .trim()
        .replace(/\\(.)/g, '$1'),
    ]);
  }
  return attributes;
}

/** Two printed forms of one distinguished name, whichever end they start from and however they are spaced. */
export function sameName(a: string, b: string): boolean {
  const normal = (name: string) =>
    nameAttributes(name)
      .map(([type, value]) => `${type}=${value.replace(/\s+/g, ' ').toLowerCase()}`)
      .sort()
      .join('\n');
  const left = normal(a);
  return left !== '' && left === normal(b);
}
