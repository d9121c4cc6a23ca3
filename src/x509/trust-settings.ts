import { objectIdentifier } from './object-identifier.js';
import { children, readTlv, type Tlv } from './tlv.js';

const SEQUENCE = 0x30;
const REJECTED = 0xa0;
const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
const ANY_USAGE = '2.5.29.37.0';

/** What OpenSSL's TRUSTED CERTIFICATE says behind the certificate: for which uses it is trusted, and for which rejected. */
export interface TrustSettings {
  readonly certificate: Uint8Array;
  /** Why it is no trust anchor for TLS servers, `null` where nothing says so. */
  readonly doubt: string | null;
}

/** Takes the settings off a TRUSTED CERTIFICATE; they are not part of the certificate. */
export function withoutTrustSettings(der: Uint8Array): TrustSettings {
  const outer = readTlv(der, 0);
  const settings = outer && readTlv(der, outer.end);
  if (!outer || settings?.tag !== SEQUENCE || settings.end !== der.length) return { certificate: der, doubt: null };
  return { certificate: der.subarray(0, outer.end), doubt: doubtOf(der, settings) };
}

function doubtOf(der: Uint8Array, settings: Tlv): string | null {
  const fields = children(der, settings);
  if (!fields) return 'its trust settings cannot be read';
  const usesOf = (tag: number) => {
    const list = fields.find((field) => field.tag === tag);
    return list ? (children(der, list) ?? []).map((use) => objectIdentifier(der, use)) : null;
  };
  const covers = (uses: readonly (string | null)[]) => uses.includes(SERVER_AUTH) || uses.includes(ANY_USAGE);
  const trusted = usesOf(SEQUENCE);
  if (covers(usesOf(REJECTED) ?? [])) return 'the bundle rejects it for TLS servers';
  return trusted && !covers(trusted) ? 'the bundle trusts it for other uses than TLS servers only' : null;
}
