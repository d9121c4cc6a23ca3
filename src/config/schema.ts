import * as z from 'zod';

/** `sbclint.yaml`. Paths are relative to the file. */
export const settingsSchema = z.strictObject({
  devices: z
    .array(
      z.strictObject({
        id: z.string().min(1),
        configuration: z.string(),
        evidence: z.array(z.string()).optional(),
        certificates: z.record(z.string(), z.string()).optional(),
      }),
    )
    .optional(),
  /** Files of the shape of peer-profiles/. */
  peers: z.array(z.string()).optional(),
  /** The peer that legs face, as with --peer, which goes before it. */
  peer: z.string().optional(),
  rules: z.record(z.string(), z.enum(['off', 'note', 'warning', 'error'])).optional(),
  failOn: z.enum(['error', 'warning', 'note', 'open', 'never']).optional(),
});

export type Settings = z.infer<typeof settingsSchema>;
