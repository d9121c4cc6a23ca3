/** Two to this power is how many marks a filter has: far more than a text of 100 KB has different groups. */
const BITS = 18;
const GROUP = 4;
/** Letters keep what tells one from another, whatever their case. Other characters may then look alike. */
const FOLD = 0x1f1f1f1f;
/** 2^32 over the golden ratio, odd: neighbours go far apart. */
const SPREAD = 0x9e3779b1;

/** A word to ask a filter for, with the marks that it leaves wherever it stands: four ways to cut it into groups. */
export class Word {
  readonly cuts: readonly (readonly number[])[];

  constructor(ascii: string) {
    const bytes = Uint8Array.from(ascii, (letter) => letter.charCodeAt(0));
    this.cuts = [0, 1, 2, 3].map((first) => [...groupsOf(new Uint8Array(bytes.subarray(first)))].map(markOf));
  }
}

/**
 * Which words a text may hold. It looks at each byte once, in groups of four, so that asking for a word costs next to
 * nothing: a `false` is certain, and after a `true` somebody has to look.
 */
export class WordFilter {
  readonly #marks = new Uint32Array(2 ** (BITS - 5));

  constructor(bytes: Uint8Array) {
    const groups = groupsOf(bytes);
    const marks = this.#marks;
    // Nothing is called here: most texts are read by a program that has just started, which V8 runs as it stands.
    for (let i = 0; i < groups.length; i += 1) {
      const mark = Math.imul((groups[i] ?? 0) & FOLD, SPREAD) >>> (32 - BITS);
      const word = mark >>> 5;
      marks[word] = (marks[word] ?? 0) | (1 << (mark & 31));
    }
  }

  /** `false` where the text holds the word in no case of its letters. */
  mayHold({ cuts }: Word): boolean {
    return cuts.some((marks) => marks.every((mark) => ((this.#marks[mark >>> 5] ?? 0) >>> (mark & 31)) & 1));
  }
}

function groupsOf(bytes: Uint8Array): Uint32Array {
  const aligned = bytes.byteOffset % GROUP === 0 ? bytes : new Uint8Array(bytes);
  return new Uint32Array(aligned.buffer, aligned.byteOffset, Math.floor(bytes.length / GROUP));
}

function markOf(group: number): number {
  return Math.imul(group & FOLD, SPREAD) >>> (32 - BITS);
}
