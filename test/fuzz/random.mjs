/** Dice that a seed and a number of a case decide: the same everywhere, whatever ran before. */
export class Dice {
  #state;

  constructor(seed, index) {
    this.#state = mix(mix(seed >>> 0) ^ index);
  }

  /** A number from 0 up to, and without, `below`. */
  below(below) {
    this.#state = (this.#state + 0x9e3779b9) | 0;
    return Math.floor((mix(this.#state) / 2 ** 32) * below);
  }

  between(least, most) {
    return least + this.below(most - least + 1);
  }

  pick(items) {
    return items[this.below(items.length)];
  }

  /** Once in `of` times. */
  once(of) {
    return this.below(of) === 0;
  }
}

/** splitmix32. */
function mix(value) {
  let mixed = (value + 0x9e3779b9) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
