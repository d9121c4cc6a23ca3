/** Characters that count for the hash of a line, those of the lines after it included. */
const WINDOW = 100;
const FACTOR = 37;
const WORD = 2 ** 32;

/** What stands for the end of the file. */
const END = 0xffff;

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;

/** 2^64 - 37^100 modulo 2^64, as two words: what a character takes away when it leaves the window. */
const LEAVING = leaving();

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * GitHub's `primaryLocationLineHash` of some lines: a 64-bit polynomial hash of the next hundred characters that are neither
 * blanks nor tabs, CR and CRLF taken as LF, with a counter for lines that hash alike. Where ours differed, the upload would warn.
 */
export function lineHashes(bytes: Uint8Array, lines: ReadonlySet<number>): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  const seen = new Map<string, number>();
  const window = new Uint16Array(WINDOW);
  /** The line that starts at a character of the window, 0 for none. */
  const starts = new Uint32Array(WINDOW);
  let high = 0;
  let low = 0;
  let at = 0;

  const push = (code: number) => {
    const line = starts[at] ?? 0;
    if (line > 0) {
      const hash = hexadecimal(high, low);
      const times = (seen.get(hash) ?? 0) + 1;
      seen.set(hash, times);
      if (lines.has(line)) found.set(line, `${hash}:${times}`);
      starts[at] = 0;
    }
    const gone = window[at] ?? 0;
    window[at] = code;
    const sum = low * FACTOR + code + gone * LEAVING.low;
    high = (high * FACTOR + gone * LEAVING.high + Math.floor(sum / WORD)) % WORD;
    low = sum % WORD;
  };

  let line = 0;
  let isStart = true;
  let afterCr = false;
  const read = (code: number) => {
    const isRest = afterCr && code === LF;
    afterCr = code === CR;
    if (isRest || code === SPACE || code === TAB) return;
    const plain = code === CR ? LF : code;
    // The line is noted after the hash that this place held has been taken.
    push(plain);
    if (isStart) {
      line += 1;
      starts[at] = line;
    }
    isStart = plain === LF;
    at = (at + 1) % WINDOW;
  };

  const text = decoder.decode(bytes);
  for (let i = 0; i < text.length; i += 1) read(text.charCodeAt(i));
  read(END);
  for (let i = 0; i < WINDOW; i += 1) {
    push(0);
    at = (at + 1) % WINDOW;
  }
  return found;
}

function hexadecimal(high: number, low: number): string {
  return high === 0 ? low.toString(16) : `${high.toString(16)}${low.toString(16).padStart(8, '0')}`;
}

function leaving(): { readonly high: number; readonly low: number } {
  const whole = 2n ** 64n - (BigInt(FACTOR) ** BigInt(WINDOW) % 2n ** 64n);
  return { high: Number(whole >> 32n), low: Number(whole & 0xffff_ffffn) };
}
