/** What is wrong with results: lines that are not there, and values that are not numbers. Empty where they are complete. */
export function faultsOf(results, names) {
  const faults = [];
  const lines = new Map(results.lines.map((line) => [line.name, line]));
  if (lines.size !== results.lines.length) faults.push('two lines have one name');
  for (const name of names) if (!lines.has(name)) faults.push(`${name} is missing`);
  for (const { name, ours, against, ratio, rounds, budget, met, unavailable, profile } of results.lines) {
    if (unavailable !== null) {
      if (met !== null) faults.push(`${name} cannot be run, and yet its budget is ${met ? 'met' : 'missed'}`);
      continue;
    }
    for (const value of [ours, against, ratio]) {
      if (!Number.isFinite(value) || value <= 0) faults.push(`${name} has ${value} where a number should be`);
    }
    if (met === false && !results.quick && !(profile?.length > 0)) faults.push(`${name} is missed and has no profile`);
    if (!(rounds > 0)) faults.push(`${name} has no rounds`);
    if ((budget === null) !== (met === null)) faults.push(`${name} does not say whether its budget is met`);
  }
  const { cores, memoryGB, node, system } = results.machine;
  for (const [key, value] of Object.entries({ cores, memoryGB, node, system, date: results.date })) {
    if (!value) faults.push(`the results do not say ${key}`);
  }
  return faults;
}

/** What a terminal shows of a line. */
export function lineText({ name, unit, ours, against, ratio, budget, unavailable }, verdict) {
  if (unavailable !== null) return `${name.padEnd(28)} not available: ${unavailable}`;
  const sides = `${amount(ours, unit)} / ${amount(against, unit)}`;
  return `${name.padEnd(28)} ${sides.padEnd(24)} ${ratio.toFixed(2).padStart(8)} x  ${budgetText(budget)}  ${verdict}`;
}

export function verdictOf({ met, unavailable }) {
  if (unavailable !== null) return 'not available';
  if (met === null) return 'no budget';
  return met ? 'met' : 'not met';
}

export function budgetText(budget) {
  if (budget === null) return '-';
  return budget.atLeast === undefined ? `at most ${budget.atMost} x` : `at least ${budget.atLeast} x less`;
}

export function amount(value, unit) {
  if (unit === 'bytes') return `${(value / 1e6).toFixed(0)} MB`;
  return value < 1 ? `${(value * 1000).toPrecision(3)} ms` : `${value.toPrecision(3)} s`;
}
