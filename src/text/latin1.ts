const CHUNK = 8192;
const LARGE_CHUNK = 1 << 20;

/** Keeps the byte order mark. */
const asciiDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** One character a byte, so that offsets into the text are offsets into the bytes. */
export function decodeLatin1(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += LARGE_CHUNK) {
    const part = bytes.subarray(start, start + LARGE_CHUNK);
    text += decodeAscii(part) ?? decodeAny(part);
  }
  return text;
}

/** What most files are, and decoded many times faster; `null` where a byte is not ASCII. */
function decodeAscii(bytes: Uint8Array): string | null {
  try {
    const text = asciiDecoder.decode(bytes);
    // Any other character of UTF-8 takes more than one byte.
    return text.length === bytes.length ? text : null;
  } catch {
    return null;
  }
}

function decodeAny(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += CHUNK) {
    text += String.fromCharCode.apply(null, bytes.subarray(start, start + CHUNK) as unknown as number[]);
  }
  return text;
}

/** The reverse of {@link decodeLatin1}; `text` holds no character above U+00FF. */
export function encodeLatin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
  return bytes;
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** What a person reads: the Latin-1 view of some bytes as UTF-8 where they are UTF-8, else as they are. */
export function readable(latin1: string): string {
  if (/^[\x00-\x7f]*$/.test(latin1)) return latin1;
  try {
    return strictUtf8.decode(encodeLatin1(latin1));
  } catch {
    return latin1;
  }
}
