/** Numbers that are the same for the same seed. */
export function dice(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (bound) => next() % bound;
  return {
    below,
    among: (choices) => choices[below(choices.length)],
    digits: (count) => Array.from({ length: count }, () => below(10)).join(''),
    address: () => `192.0.2.${1 + below(254)}`,
    bytes: (count) => Buffer.from(Array.from({ length: count }, () => below(256))),
  };
}
