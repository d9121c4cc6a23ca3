import * as z from 'zod';
import { COMMAND_PHASES, UNKNOWN_ABOUT } from '../model/knowledge.js';
import { readMoment } from '../model/time.js';
import { TLS_VERSIONS } from '../model/tls.js';

const confidence = z.enum(['verified', 'corroborated', 'inferred', 'unknown']);
const level = z.enum(['error', 'warning', 'note']);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 is 64 lower-case hexadecimal digits');
/** A certificate by its SHA-256; a user's own profile may say its name instead. */
const certificate = z.string().min(1);
const date = z.string().refine((text) => readMoment(text) !== null, {
  message: 'a date is 2026-03-01, 2026-03, 2026-03-01T10:00Z or a range 2026-03/2026-06, in quotes',
});
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'a day is 2026-11-22, in quotes');
const id = z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'an id is lower-case letters, digits, dots and hyphens');
const hostName = z.string().regex(/^[a-z0-9.-]+$/, 'a host name in lower case, without a port');

const sources = z.record(
  z.string(),
  z.strictObject({
    title: z.string(),
    url: z.url('an address such as https://carrier.example/page, or null').nullable(),
    read: day,
    release: z.string().optional(),
  }),
);

const endpointName = z.strictObject({
  host: hostName,
  clouds: z.array(id).min(1),
  since: date.optional(),
  instead: z.array(hostName).optional(),
  confidence,
  source: z.string(),
});

/** A certificate that a path holds and that nobody could get hold of, so that the path cannot be checked. */
const notObtainable = z.strictObject({ name: z.string(), reason: z.string() });

/** What the peer announced, or what is known to end: shown by `timeline` on the legs that face it. */
const peerEvent = z.strictObject({
  date,
  what: z.string(),
  clouds: z.array(id).min(1).optional(),
  confidence,
  source: z.array(z.string()).min(1),
});

/** What nobody has established, in words for the reader. */
const unknownFact = z.strictObject({
  about: z.enum(UNKNOWN_ABOUT),
  clouds: z.array(id).min(1),
  what: z.string(),
  source: z.array(z.string()).optional(),
});

const tlsStatement = z.strictObject({
  clouds: z.array(id).min(1),
  state: z.enum(['accepted', 'refused', 'unknown']),
  announced: date.optional(),
  since: date.optional(),
  confidence,
  source: z.array(z.string()).min(1),
  note: z.string().optional(),
});
const suite = z.string().regex(/^TLS_[A-Z0-9]+(?:_[A-Z0-9]+)+$/, 'a cipher suite has its IANA name');

const tls = z.strictObject({
  versions: z.array(tlsStatement.extend({ names: z.array(z.enum(TLS_VERSIONS)).min(1) })).min(1),
  cipherSuites: z.array(tlsStatement.extend({ names: z.array(suite).min(1), modern: z.boolean().optional() })),
  otherCipherSuites: z.array(tlsStatement),
});

/** What every statement about the SBC's own certificate has; one that is unknown needs no source. */
const ownFact = { clouds: z.array(id).min(1), confidence, source: z.array(z.string()), note: z.string().optional() };
const answer = z.enum(['yes', 'no', 'unknown']);
const usage = z.enum(['serverAuth', 'clientAuth']);

const ownCertificate = z.strictObject({
  seen: z.array(z.strictObject({ answer, ...ownFact })).min(1),
  extKeyUsage: z.array(
    z.strictObject({ id, from: date, until: date.optional(), usages: z.array(usage).min(1), level, ...ownFact }),
  ),
  names: z.array(
    z.strictObject({
      id,
      inCertificate: answer,
      wildcard: z.enum(['one-label', 'refused', 'not-stated']),
      level,
      ...ownFact,
    }),
  ),
  forbiddenDomains: z.array(
    z.strictObject({
      id,
      suffix: z.string().regex(/^\.[a-z0-9.-]+$/, 'a suffix starts with a dot'),
      level,
      ...ownFact,
    }),
  ),
  publicCa: z.array(z.strictObject({ id, answer, from: date.optional(), level, ...ownFact })),
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
        suffixes: z.array(z.string().regex(/^\.[a-z0-9.*-]+$/, 'a suffix starts with a dot')),
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
        /** The beginning is not published; `from` is the day on which it was read. */
        fromIsLatest: z.literal(true).optional(),
        actBy: date.optional(),
        allOf: z.array(certificate).optional(),
        anyOf: z.array(certificate).optional(),
        keep: z.array(z.strictObject({ anchor: certificate, until: date.nullable() })),
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
    z
      .strictObject({
        id,
        certificates: z.array(certificate),
        notObtainable: z.array(notObtainable).min(1).optional(),
        clouds: z.array(id).min(1),
        presentedFrom: date.optional(),
        presentedUntil: date.optional(),
        confidence,
        source: z.array(z.string()).min(1),
        note: z.string().optional(),
      })
      .refine(({ certificates, notObtainable: lacks }) => certificates.length > 0 || lacks !== undefined, {
        message: 'a path has certificates, or names those that could not be obtained',
      }),
  ),
  events: z.array(peerEvent).optional(),
  unknown: z.array(unknownFact).optional(),
  note: z.string().optional(),
  tls: tls.optional(),
  ownCertificate: ownCertificate.optional(),
  sources,
});

/** A peer behind the names of another, of which the name alone does not tell it: all that is not said here is the other's. */
export const sharingPeerSchema = z.strictObject({
  id,
  title: z.string(),
  sharesNamesWith: z.strictObject({ peer: id, cloud: id, source: z.array(z.string()).min(1) }),
  events: z.array(peerEvent).optional(),
  unknown: z.array(unknownFact.omit({ clouds: true })).optional(),
  /** What the names do not prove. */
  note: z.string(),
  sources,
});

/** A user's own peer: the same, with the certificates that lie beside the file, and lists that may be left out. */
export const userPeerSchema = peerProfileSchema.extend({
  certificates: z
    .array(
      z.strictObject({
        file: z.string().min(1),
        name: z
          .string()
          .regex(
            /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}$/,
            'a name is at most 64 letters, digits, blanks, dots, hyphens and underscores, and starts with a letter or digit',
          ),
        sha256: z
          .string()
          .transform((text) => text.replace(/[:\s]/g, '').toLowerCase())
          .pipe(z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 is 64 hexadecimal digits, with or without colons'))
          .optional(),
      }),
    )
    .default([]),
  retired: peerProfileSchema.shape.retired.default([]),
  testOnly: peerProfileSchema.shape.testOnly.default([]),
  requirements: peerProfileSchema.shape.requirements.default([]),
  paths: peerProfileSchema.shape.paths.default([]),
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

/** trust-anchors/public-ca.yaml: what is known of the certificates that public CAs issue. */
export const publicCaSchema = z.strictObject({
  lifetimes: z.array(
    z.strictObject({ from: date, days: z.number().int().positive(), confidence, source: z.array(z.string()).min(1) }),
  ),
  clientAuthEnds: z.array(
    z.strictObject({
      issuer: z
        .string()
        .regex(/^[a-z0-9' ]{4,}$/, 'part of the issuer, in lower case')
        .nullable(),
      title: z.string(),
      from: date,
      confidence,
      source: z.array(z.string()).min(1),
    }),
  ),
  sources,
});
