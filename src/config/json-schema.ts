import * as z from 'zod';
import { sharingPeerSchema, userPeerSchema, vendorProfileSchema } from '../knowledge/schema.js';
import { planSchema, runReportSchema } from './report-schema.js';
import { settingsSchema } from './schema.js';

type JsonSchema = Readonly<Record<string, unknown>>;

const DRAFT_7 = 'http://json-schema.org/draft-07/schema#';

/** The shapes that others write or read, as JSON Schemas by their file's name. A test keeps `schema/v1/` equal to them. */
export function jsonSchemas(): ReadonlyMap<string, JsonSchema> {
  return new Map([
    ['sbclint', asJsonSchema(settingsSchema, 'Settings of sbclint', 'sbclint.yaml; sbclint config check says more.')],
    ['peer-profile', peerProfile()],
    ['vendor-profile', asJsonSchema(vendorProfileSchema, 'Vendor profile', 'A file of vendor-profiles/.')],
    ['report', asJsonSchema(runReportSchema, 'Report of a run', 'What sbclint check --format json prints.')],
    [
      'plan',
      asJsonSchema(planSchema, 'Roll-out plan', 'plan.json of a roll-out pack, and sbclint patch --format json.'),
    ],
  ]);
}

/** A peer's own names are the usual case. Only a shipped profile may share those of another, and it says less. */
function peerProfile(): JsonSchema {
  const isSharing = { type: 'object', properties: { sharesNamesWith: {} }, required: ['sharesNamesWith'] };
  return {
    $schema: DRAFT_7,
    title: 'Peer profile',
    description: 'A peer of the user, or a file of peer-profiles/.',
    if: isSharing,
    then: body(sharingPeerSchema),
    else: body(userPeerSchema),
  };
}

function asJsonSchema(schema: z.ZodType, title: string, description: string): JsonSchema {
  return { $schema: DRAFT_7, title, ...body(schema), description };
}

/**
 * Draft 7 is what editors know best. What a user writes is described, before defaults are filled in. What JSON Schema cannot
 * say (two keys that exclude each other, a date that is none) stays as words; sbclint itself checks it.
 */
function body(schema: z.ZodType): JsonSchema {
  const made: Record<string, unknown> = {
    ...z.toJSONSchema(schema, {
      target: 'draft-7',
      io: 'input',
      override: ({ zodSchema, jsonSchema }) => {
        const said = wordsOfChecks(zodSchema as z.core.$ZodType);
        if (said.length === 0) return;
        jsonSchema.description = [jsonSchema.description, ...said].filter((text) => text !== undefined).join('; ');
      },
    }),
  };
  delete made['$schema'];
  return made;
}

/** The messages that the checks of a schema would give. */
function wordsOfChecks(schema: z.core.$ZodType): readonly string[] {
  const def = schema._zod.def as { readonly checks?: readonly z.core.$ZodCheck[]; readonly error?: unknown };
  const own = [def, ...(def.checks ?? []).map((check) => check._zod.def)] as readonly { readonly error?: unknown }[];
  const said = own.map(({ error }) => (typeof error === 'function' ? (error as (issue: object) => unknown)({}) : null));
  return [...new Set(said.filter((text) => typeof text === 'string'))];
}
