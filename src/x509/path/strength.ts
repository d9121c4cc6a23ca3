import type { Certificate } from '../../model/certificate.js';

const SMALLEST_RSA = 2048;

/**
 * What some products refuse as too weak and others accept, depending on their age and settings (OpenSSL calls it the security
 * level). A trust anchor's own signature is not looked at.
 */
export function* strengthFaults({ key, signatureAlgorithm }: Certificate, isBelowAnchor: boolean): Generator<string> {
  const bits = /^RSA (\d+)$/.exec(key)?.[1];
  if (bits !== undefined && Number(bits) < SMALLEST_RSA) yield `has a key of ${bits} bits only`;
  const hash = /\bSHA-1$/.exec(signatureAlgorithm)?.[0];
  if (isBelowAnchor && hash !== undefined) yield `is signed with ${hash}`;
}
