import fc from 'fast-check';
import { madeOf, ourAnswer, theirAnswer } from '../support/decide-path.js';
import { randomCase } from '../support/random-hierarchy.js';

const HIERARCHIES = Number(process.env['HIERARCHIES'] ?? 300);
const SEED = Number(process.env['HIERARCHY_SEED'] ?? 1);

/**
 * Where we say yes, OpenSSL says yes even at the security level of a strict TLS library; where we say no, it says no even at the
 * level that accepts everything. No class of exceptions is left but one that these instants do not meet: the last second of a
 * validity, which `corners.test.ts` shows.
 */
describe('certification paths beside openssl verify', () => {
  it(`agrees on ${HIERARCHIES} random hierarchies (HIERARCHY_SEED=${SEED})`, async () => {
    const wrong: string[] = [];
    const seen = { yes: 0, no: 0, unknown: 0 };
    const doubts = new Map<string, number>();
    for (const asked of fc.sample(randomCase, { seed: SEED, numRuns: HIERARCHIES })) {
      const made = madeOf(asked);
      const { answer, tried, path } = await ourAnswer(asked, made);
      seen[answer] += 1;
      if (answer === 'unknown') {
        const fault = path?.failure?.fault ?? '';
        doubts.set(fault, (doubts.get(fault) ?? 0) + 1);
        continue;
      }
      const { valid, said } = theirAnswer(asked, made, answer === 'yes' ? 2 : 0);
      if (valid === (answer === 'yes')) continue;
      const ours = tried.map(({ certificates, failure }) => [
        certificates.map(({ subject }) => subject),
        failure?.fault,
        failure?.detail,
      ]);
      wrong.push(JSON.stringify({ said, answer, ours, asked }));
    }
    if (process.env['HIERARCHIES']) process.stdout.write(`${JSON.stringify([seen, ...doubts])}\n`);
    expect(wrong).toEqual([]);
    // Both verdicts have to be common for the agreement to mean anything, and unknown is not the way out.
    expect(seen.yes).toBeGreaterThan(HIERARCHIES / 8);
    expect(seen.no).toBeGreaterThan(HIERARCHIES / 8);
    expect(seen.unknown).toBeLessThan(HIERARCHIES / 3);
  }, 3_600_000);
});
