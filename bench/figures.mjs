// The arithmetic of the bench: from the samples of every run to a ratio, and whether its budget is met.

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) throw new Error('no values, no median');
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * One side of a line: the median of what a run took (`seconds`, or `peak` in bytes), for one of so many devices (`per`), or scaled up from a
 * sample (`times`); or a plain number of bytes.
 */
export function valueOf({ bytes, run, of = 'seconds', per = 1, times = 1 }, samples) {
  return bytes ?? (median(samples.get(run).map((sample) => sample[of])) * times) / per;
}

/**
 * A ratio says how many times more the program takes than what is beside it; under a budget of `atLeast`, how many times less.
 */
export function ratioOf(ours, against, budget) {
  return budget?.atLeast === undefined ? ours / against : against / ours;
}

/** Null where there is no budget. */
export function isMet(ratio, budget) {
  if (budget === null) return null;
  return budget.atLeast === undefined ? ratio <= budget.atMost : ratio >= budget.atLeast;
}

/** Four digits are more than a noisy machine can promise. */
export function rounded(value) {
  return Number(value.toPrecision(4));
}
