import * as z from 'zod';
import { checkSchema } from './check-schema.js';

const ruleLevels = z
  .record(z.string(), z.enum(['off', 'note', 'warning', 'error']))
  .describe('rule id to off, note, warning or error');
const patterns = z.array(z.string().min(1)).min(1);
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'a day is 2026-11-22, in quotes');

/** `sbclint.yaml`: data only. Paths and file patterns are relative to the file that they stand in. */
export const settingsSchema = z
  .strictObject({
    extends: z.array(z.string()).optional().describe('other settings files; what this file says goes before'),
    ignore: z.array(z.string().min(1)).optional().describe('files that are no inputs, in the syntax of .gitignore'),
    devices: z
      .array(
        z.strictObject({
          id: z.string().min(1),
          configuration: z.string(),
          evidence: z.array(z.string()).optional(),
          certificates: z.record(z.string(), z.string()).optional().describe('label, or trust store, to file'),
        }),
      )
      .optional()
      .describe('where the folders do not say what belongs together'),
    peers: z.array(z.string()).optional().describe('files of the shape of peer-profiles/'),
    peer: z.string().optional().describe('whom legs face where no name says it, as --peer, which goes before'),
    rules: ruleLevels.optional(),
    checks: z
      .array(checkSchema)
      .max(1000, 'more than 1000 checks')
      .optional()
      .describe('rules of your own: what has to hold of what the exports show'),
    failOn: z.enum(['error', 'warning', 'note', 'open', 'never']).optional(),
    overrides: z
      .array(
        z
          .strictObject({
            files: patterns.optional().describe('in the syntax of .gitignore'),
            devices: patterns.optional().describe('device ids; * stands for anything'),
            contexts: patterns.optional().describe('names of TLS contexts; * stands for anything'),
            peers: patterns.optional().describe('ids of peers; * stands for anything'),
            rules: ruleLevels,
          })
          .refine(({ files, devices, contexts, peers }) => files ?? devices ?? contexts ?? peers, {
            message: 'an override needs files, devices, contexts or peers; what holds everywhere stands under rules',
          }),
      )
      .optional()
      .describe(
        'levels for a part of the fleet: every kind that is given has to match, and the last that matches counts',
      ),
    suppressions: z
      .array(
        z
          .strictObject({
            rule: z.string(),
            device: z.string().optional().describe('a device id; * stands for anything'),
            object: z.string().optional().describe('a TLS context, trust store or label; * stands for anything'),
            trustAnchor: z.string().optional().describe('the name or SHA-256 of a root'),
            reason: z.string().optional(),
            owner: z.string().optional(),
            until: day.optional().describe('the last day on which it holds'),
          })
          .refine(({ device, object, trustAnchor }) => device ?? object ?? trustAnchor, {
            message: 'a suppression needs a device, an object or a trustAnchor; a rule is switched off under rules',
          }),
      )
      .optional()
      .describe('findings that somebody answers for'),
    baseline: z.string().optional().describe('a file that sbclint baseline create wrote'),
  })
  .describe('Settings of sbclint');

export type SettingsFile = z.infer<typeof settingsSchema>;
