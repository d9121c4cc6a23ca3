import * as z from 'zod';
import { COMMAND_PHASES } from '../model/knowledge.js';
import { readMoment } from '../model/time.js';

const confidence = z.enum(['verified', 'corroborated', 'inferred', 'unknown']);
const level = z.enum(['error', 'warning', 'note']);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 is 64 lower-case hexadecimal digits');
const date = z.string().refine((text) => readMoment(text) !== null, {
  message: 'a date is 2026-03-01, 2026-03, 2026-03-01T10:00Z or a range 2026-03/2026-06, in quotes',
});
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'a day is 2026-11-22, in quotes');
const id = z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'an id is lower-case letters, digits, dots and hyphens');
const hostName = z.string().regex(/^[a-z0-9.-]+$/, 'a host name in lower case');

const sources = z.record(
  z.string(),
  z.strictObject({ title: z.string(), url: z.url().nullable(), read: day, release: z.string().optional() }),
);

const endpointName = z.strictObject({
  host: hostName,
  clouds: z.array(id).min(1),
  since: date.optional(),
  instead: z.array(hostName).optional(),
  confidence,
  source: z.string(),
});

export const peerProfileSchema = z.strictObject({
  id,
  title: z.string(),
  tlsOnly: z.boolean(),
  clouds: z
    .array(
      z.strictObject({
        id,
        title: z.string(),
        endpoints: z.array(hostName),
        suffixes: z.array(z.string().regex(/^\.[a-z0-9.-]+$/, 'a suffix starts with a dot')),
        port: z.number().int().min(1).max(65_535),
        confidence,
        source: z.string(),
      }),
    )
    .min(1),
  retired: z.array(endpointName),
  testOnly: z.array(endpointName),
  requirements: z.array(
    z
      .strictObject({
        id,
        clouds: z.array(id).min(1),
        announced: date.optional(),
        from: date,
        actBy: date.optional(),
        allOf: z.array(sha256).optional(),
        anyOf: z.array(sha256).optional(),
        keep: z.array(z.strictObject({ anchor: sha256, until: date.nullable() })),
        level,
        confidence,
        source: z.array(z.string()).min(1),
        note: z.string().optional(),
      })
      .refine(({ allOf, anyOf }) => (allOf === undefined) !== (anyOf === undefined), {
        message: 'a requirement has either allOf or anyOf',
      }),
  ),
  paths: z.array(
    z.strictObject({
      id,
      certificates: z.array(sha256).min(1),
      clouds: z.array(id).min(1),
      presentedFrom: date.optional(),
      presentedUntil: date.optional(),
      confidence,
      source: z.array(z.string()).min(1),
      note: z.string().optional(),
    }),
  ),
  sources,
});

const command = z
  .strictObject({
    text: z.string(),
    phases: z.array(z.enum(COMMAND_PHASES)).min(1),
    yields: z.string(),
    expect: z.string().optional(),
    confidence,
    source: z.string().optional(),
  })
  .refine((stated) => stated.confidence === 'unknown' || stated.source !== undefined, {
    message: 'a command needs a source unless its confidence is unknown',
  });

const fact = z
  .strictObject({
    value: z.unknown(),
    source: z.string().optional(),
    confidence: confidence.optional(),
    note: z.string().optional(),
  })
  .refine((stated) => stated.value === 'unknown' || (stated.source !== undefined && stated.confidence !== undefined), {
    message: 'a value other than unknown needs a source and a confidence',
  });

export const vendorProfileSchema = z.strictObject({
  id,
  vendor: id,
  title: z.string(),
  formats: z.array(id).min(1),
  terms: z.record(z.string(), z.string()),
  placeholders: z.record(z.string(), z.string().regex(/^[A-Z_]+$/, 'a placeholder is shown as a word in capitals')),
  commands: z.record(z.string(), command).refine((commands) => REQUIRED_COMMANDS.every((name) => name in commands), {
    message: 'commands need proveTrustStore, showConfiguration and showExposure',
  }),
  facts: z.record(z.string(), fact),
  sources,
});

const REQUIRED_COMMANDS = ['proveTrustStore', 'showConfiguration', 'showExposure'];

/** trust-anchors/index.yaml: the certificates that are shipped as files. */
export const anchorIndexSchema = z.strictObject({
  certificates: z.array(
    z.strictObject({
      file: z.string().regex(/^[a-z0-9-]+\.pem$/),
      name: z.string(),
      sha256,
      aliases: z.array(z.string().regex(/^[a-z0-9]{6,}$/)),
      obtainedFrom: z.array(z.string()).min(1),
      source: z.array(z.string()).min(1),
    }),
  ),
  sources,
});

/** trust-anchors/records.yaml: certificates known by their facts, without their bytes. */
const keyIdentifier = z.string().regex(/^([0-9a-f]{2})+$/);

export const certificateRecordsSchema = z.strictObject({
  certificates: z.array(
    z.strictObject({
      name: z.string(),
      subject: z.string(),
      issuer: z.string(),
      serial: z.string().regex(/^[0-9a-f]+$/),
      sha256,
      spkiSha256: sha256,
      issuerSpkiSha256: sha256,
      notBefore: z.iso.datetime(),
      notAfter: z.iso.datetime(),
      isCa: z.boolean(),
      selfSigned: z.boolean(),
      pathLength: z.number().int().nullable(),
      keyUsage: z.array(z.string()),
      extKeyUsage: z.array(z.string()),
      subjectKeyIdentifier: keyIdentifier.nullable().optional(),
      authorityKeyIdentifier: keyIdentifier.nullable().optional(),
      key: z.string(),
      signatureAlgorithm: z.string(),
      signatureCheckedOn: day,
      source: z.array(z.string()),
      note: z.string().optional(),
    }),
  ),
  sources,
});
