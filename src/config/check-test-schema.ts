import * as z from 'zod';

const day = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'a day is 2026-11-22, in quotes');
const path = z.string().min(1);
const line = z.int().min(1);

/** `*.sbclint-test.yaml`: tests of one check. Paths are relative to the file that they stand in. */
export const checkTestsSchema = z
  .strictObject({
    check: z.string().describe('the id of the check'),
    asOf: day.describe('the day to judge by'),
    cases: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(500).describe('what the case shows'),
          input: path.describe('an export, or a folder with one; evidence beside it counts'),
          evidence: z.array(path).optional().describe('evidence that lies elsewhere'),
          certificates: z.record(z.string(), path).optional().describe('label, or trust store, to file'),
          peer: z.string().optional().describe('as --peer'),
          asOf: day.optional(),
          expect: z
            .enum(['pass', 'fail', 'open', 'notApplicable'])
            .describe('pass: it is about something and finds nothing; notApplicable: it is about nothing'),
          findings: z
            .array(
              z.strictObject({
                kind: z.enum(['fail', 'open']).optional().describe('what expect says when absent'),
                line: line.optional(),
                context: z.string().optional(),
                message: z.string().optional().describe('the whole message'),
              }),
            )
            .min(1, 'is an empty list; it needs an entry')
            .optional()
            .describe('every finding there has to be, in the order of the lines'),
        }),
      )
      .min(1, 'is an empty list; it needs an entry')
      .max(1000, 'more than 1000 cases'),
  })
  .describe('Tests of a check in sbclint.yaml');

export type CheckTestsFile = z.infer<typeof checkTestsSchema>;
export type CheckTestCase = CheckTestsFile['cases'][number];
