import * as z from 'zod';
import { CAUSES, type Timeline } from '../model/timeline.js';
import type { RunReport } from '../model/run-report.js';

/** The output for programs. A key that a schema does not know is kept: a later version may add one, and never changes one. */

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 is 64 lower-case hexadecimal digits');
const count = z.int().min(0);
const line = z.int().min(1);
const answer = z.enum(['yes', 'no', 'unknown']);
const level = z.enum(['error', 'warning', 'note']);
const text = z.string().nullable();
const tool = z.looseObject({ name: z.literal('sbclint'), version: z.string() });
const trustAnchor = z.looseObject({ name: z.string(), sha256 });
const schemaVersion = z.literal(1);

const file = z.looseObject({ path: z.string(), format: z.string(), status: z.enum(['parsed', 'failed']), sha256 });

const entry = z.looseObject({
  label: z.string(),
  subject: text,
  sha256: sha256.nullable(),
  certainty: z.enum(['bytes', 'described', 'label']),
});

const store = z.looseObject({
  name: z.string(),
  scope: z.enum(['device', 'context']),
  complete: z.boolean(),
  entries: z.array(entry).nullable(),
});

const leg = z.looseObject({
  name: z.string(),
  direction: z.enum(['inbound', 'outbound']),
  tlsContext: text,
  peer: text,
  cloud: text,
  peerNames: z.array(z.string()),
  verifiesPeer: answer,
  enabled: answer,
  mutualTls: answer,
  transport: z.enum(['tls', 'tcp', 'udp', 'unknown']),
  port: z.int().nullable(),
});

const device = z.looseObject({
  id: z.string(),
  vendor: z.string(),
  product: z.string(),
  release: text,
  files: z.array(file),
  trustStores: z.array(store),
  legs: z.array(leg),
});

const location = z.looseObject({
  path: z.string(),
  startLine: line,
  startColumn: line,
  endLine: line,
  endColumn: line,
  byteStart: count,
  byteEnd: count,
});

const suppression = z.looseObject({
  kind: z.enum(['suppressed', 'baseline']),
  reason: text,
  owner: text,
  until: text,
});

/** One line of `--format ndjson`, and one of the findings of `--format json`. */
export const findingSchema = z.looseObject({
  ruleId: z.string(),
  kind: z.enum(['fail', 'open']),
  level,
  device: text,
  message: z.string(),
  because: text,
  tlsContext: text,
  peer: text,
  requirements: z.array(z.string()),
  trustAnchor: trustAnchor.nullable(),
  location: location.nullable(),
  hint: text,
  fix: z.enum(['safe', 'review', 'manual']).nullable(),
  fingerprint: sha256,
  suppression: suppression.nullable(),
});

const judgedCheck = z.looseObject({
  id: z.string(),
  level,
  what: z.string(),
  why: z.string(),
  remedy: z.string(),
  applies: z.string(),
  citations: z.array(z.looseObject({ document: z.string(), url: z.string().optional() })),
  devices: z.array(z.string()),
});

const claim = z.looseObject({ finding: findingSchema, about: z.string() }).nullable();

const shard = z.looseObject({
  index: z.int().min(1),
  of: z.int().min(1),
  beside: z.array(z.string()),
  unusedLabels: z.array(z.string()),
  suppressions: z.array(
    z.looseObject({
      path: z.string(),
      line,
      hides: count,
      isHere: z.boolean(),
      isWhole: z.boolean(),
      says: z.looseObject({ used: claim, unused: claim, undecided: claim }),
    }),
  ),
});

/** The object of `check --format json`. */
export const runReportSchema = z.looseObject({
  schemaVersion,
  tool,
  asOf: z.string(),
  knowledge: z.looseObject({ readUntil: z.string() }),
  summary: z.looseObject({
    devices: count,
    files: z.looseObject({ read: count, parsed: count, failed: count }),
    findings: z.looseObject({ error: count, warning: count, note: count, open: count, suppressed: count }),
  }),
  devices: z.array(device),
  findings: z.array(findingSchema),
  checks: z.array(judgedCheck).optional(),
  shard: shard.optional(),
}) satisfies z.ZodType<RunReport>;

/** A line of `check --stream`. */
export const streamLineSchema = z.looseObject({
  path: z.string().optional(),
  line: line.optional(),
  exitCode: z.int().min(0).max(4).optional(),
  report: runReportSchema.optional(),
  error: z.string().optional(),
});

const day = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'a day is 2026-11-22');

/** The object of `timeline --format json`. */
export const savedTimelineSchema = z.looseObject({
  schemaVersion,
  tool,
  asOf: z.string(),
  until: day,
  events: z.array(
    z.looseObject({
      date: day,
      device: z.string(),
      leg: z.string(),
      peer: z.string(),
      cause: z.enum(CAUSES),
      trustAnchor: trustAnchor.nullable(),
      level,
      message: z.string(),
    }),
  ),
  gaps: z.array(z.looseObject({ device: z.string(), because: z.string(), hint: text })),
});

export type Schema = z.ZodType;
export type SchemaError = z.ZodError;

export type SavedTimeline = Timeline & { readonly asOf: string; readonly until: string };

const step = z.looseObject({ what: z.string(), command: text, expect: text });

/** `plan.json` of a roll-out pack, and `patch --format json`. */
export const planSchema = z.looseObject({
  schemaVersion,
  tool,
  asOf: z.string(),
  devices: z.array(
    z.looseObject({
      id: z.string(),
      additions: z.array(z.looseObject({ trustAnchor, label: z.string(), tlsContext: text })),
      edits: z.array(z.looseObject({ path: z.string(), byteStart: count, byteEnd: count, insert: z.string() })),
      proof: z.looseObject({ facts: z.boolean(), bytes: z.boolean(), idempotent: z.boolean() }),
      steps: z.array(step),
      refused: z.array(z.looseObject({ trustAnchor: z.string(), tlsContext: z.string(), because: z.string() })),
      wave: z.int().min(1).optional(),
    }),
  ),
  totals: z
    .looseObject({
      devices: count,
      additions: count,
      roots: z.array(z.looseObject({ name: z.string(), sha256, devices: count, additions: count })),
      waves: z.array(z.looseObject({ wave: z.int().min(1), devices: count, additions: count })),
    })
    .optional(),
});

const verdict = z.enum(['present', 'missing', 'different', 'unprovable']);
const verdicts = z.looseObject({ present: count, missing: count, different: count, unprovable: count });
const wave = z.int().min(1);

/** `verify --format json`; one of the results is a line of `--format ndjson`. */
export const verificationSchema = z.looseObject({
  schemaVersion,
  tool,
  asOf: z.string(),
  results: z.array(
    z.looseObject({
      device: z.string(),
      trustAnchor,
      label: z.string(),
      tlsContext: text,
      status: verdict,
      because: text,
      wave: wave.nullable(),
    }),
  ),
  summary: z.looseObject({
    additions: verdicts,
    devices: z.array(z.looseObject({ id: z.string(), wave: wave.nullable(), status: verdict, additions: verdicts })),
    waves: z.array(z.looseObject({ wave, status: verdict, devices: verdicts, additions: verdicts })),
  }),
});
