/** SHA-256 of some bytes, in lower-case hexadecimal. The host gives it, for the platform has a fast one. */
export type Sha256 = (bytes: Uint8Array) => string;
