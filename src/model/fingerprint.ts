/** The fingerprint of a finding about something, of which `before` others are about the same. */
export function fingerprintOf(about: string, before: number, sha256: (bytes: Uint8Array) => string): string {
  return sha256(new TextEncoder().encode(before === 0 ? about : `${about} ${before + 1}`));
}
