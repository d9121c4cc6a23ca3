/** Seconds of processor time that a step takes: unlike the clock, it does not depend on what else the machine does. */
export function cpuSeconds(step: () => void): number {
  const before = process.cpuUsage();
  step();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** What a step that looks at each byte a few times stays below by far, and one that looks at each pair of lines does not. */
export const LINEAR = 10;
