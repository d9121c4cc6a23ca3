const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const PADDING = 64;
const BLANK = 65;
const OTHER = 66;

const MEANINGS = new Uint8Array(256).fill(OTHER);
for (let i = 0; i < ALPHABET.length; i += 1) MEANINGS[ALPHABET.charCodeAt(i)] = i;
for (const blank of '\t\n\v\f\r \xa0') MEANINGS[blank.charCodeAt(0)] = BLANK;
MEANINGS['='.charCodeAt(0)] = PADDING;

/** The bytes that base64 stands for, with blanks and line ends anywhere in it; padding may be left out. */
export function decodeBase64(text: string): Uint8Array | { readonly refused: string } {
  const bytes = new Uint8Array((text.length * 3) >> 2);
  let length = 0;
  let digits = 0;
  let padding = 0;
  let held = 0;
  for (let i = 0; i < text.length; i += 1) {
    const meaning = MEANINGS[text.charCodeAt(i)] ?? OTHER;
    if (meaning === BLANK) continue;
    if (meaning === PADDING) {
      padding += 1;
      continue;
    }
    if (meaning === OTHER || padding > 0) return { refused: 'its text is not base64' };
    held = ((held << 6) | meaning) & 0xffff;
    digits += 1;
    const spare = (digits * 6) & 7; // bits that wait for the next digit
    if (spare < 6) bytes[length++] = held >> spare;
  }
  if (digits === 0 || padding > 2) return { refused: 'its text is not base64' };
  const isWhole = padding === 0 ? digits % 4 !== 1 : (digits + padding) % 4 === 0;
  return isWhole ? bytes.subarray(0, length) : { refused: 'its base64 is cut short' };
}
