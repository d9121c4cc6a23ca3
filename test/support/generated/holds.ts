import fc from 'fast-check';

/**
 * Tries a property with the dice of `FC_SEED`, or any, `FC_RUNS` or `runs` times, and prints the seed. What fails is thrown with the seed,
 * the path and the smallest device that fails.
 */
export async function holds<T>(
  what: string,
  runs: number,
  arbitrary: fc.Arbitrary<T>,
  property: (value: T) => Promise<void> | void,
): Promise<void> {
  const { FC_RUNS, FC_SEED } = process.env;
  const numRuns = Number(FC_RUNS ?? runs);
  const seed = Number(FC_SEED ?? Date.now() % 2 ** 31);
  await fc.assert(
    fc.asyncProperty(arbitrary, async (value) => property(value)),
    {
      seed,
      numRuns,
      interruptAfterTimeLimit: FC_RUNS === undefined ? 20_000 : 3_600_000,
      markInterruptAsFailure: false,
    },
  );
  process.stdout.write(`${what}: ${numRuns} runs, FC_SEED=${seed}\n`);
}
