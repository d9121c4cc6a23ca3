import type { Level } from './knowledge.js';
import { TLS_VERSIONS } from './tls.js';

/** What a check of the user's own can be about. */
export const CHECK_SUBJECTS = ['legs', 'tlsContexts', 'trustStores', 'entries', 'devices'] as const;

export type CheckSubject = (typeof CHECK_SUBJECTS)[number];

/**
 * What a field holds. `name`: text, compared letter by letter, with `*` for anything; `choice`: one of a few words; `answer`:
 * yes or no; `sha256`: of a certificate; `number`: a whole number; the others are lists of those.
 */
export type FieldType = 'name' | 'choice' | 'answer' | 'sha256' | 'number' | 'names' | 'choices' | 'sha256s';

export interface CheckField {
  readonly type: FieldType;
  /** Of `choice` and `choices`. */
  readonly values?: readonly string[];
  /** What it is, for the guide and for editors. */
  readonly help: string;
}

const name = (help: string): CheckField => ({ type: 'name', help });
const names = (help: string): CheckField => ({ type: 'names', help });
const answer = (help: string): CheckField => ({ type: 'answer', help });
const number = (help: string): CheckField => ({ type: 'number', help });
const choice = (values: readonly string[], help: string): CheckField => ({ type: 'choice', values, help });

const versions: CheckField = { type: 'choices', values: TLS_VERSIONS, help: 'the TLS versions that are allowed' };
const cipherSuites = names('the cipher suites that are allowed, by their IANA names');

/** Every field of every subject. The names are those of `inspect --format json` where it has them. */
export const CHECK_FIELDS = {
  legs: {
    name: name('the name that reports show'),
    trunk: name('what both directions of one trunk have in common'),
    direction: choice(['inbound', 'outbound'], 'who calls'),
    transport: choice(['tls', 'tcp', 'udp'], 'the transport'),
    port: number('inbound the port that the SBC listens on, outbound the port that it calls'),
    context: name('the TLS context'),
    peer: name('the id of the peer that it faces'),
    cloud: name('the cloud of that peer'),
    hosts: names('the host names and addresses of the other side'),
    enabled: answer('whether it is in use'),
    verifiesPeer: answer('whether the SBC checks the certificate that the other side presents'),
    mutualTls: answer('whether the listener asks for the certificate of the other side'),
    versions,
    cipherSuites,
  },
  tlsContexts: {
    name: name('the name that the device gives it'),
    stores: names('its trust stores'),
    peers: names('the ids of the peers that its legs face'),
    ownCertificate: name("the label of the SBC's own certificate"),
    verifyDepth: number('how many certificates a path may have, as configured'),
    versions,
    cipherSuites,
  },
  trustStores: {
    name: name('the name that the device gives it'),
    scope: choice(['device', 'context'], 'whether one TLS context has it, or the whole device'),
    contexts: names('the TLS contexts that use it'),
    complete: answer('whether the export shows all of it'),
    builtInBundle: answer("whether it also relies on the maker's built-in list"),
    trustAnchors: { type: 'sha256s', help: 'the SHA-256 of the certificates that it trusts' },
    size: number('how many certificates it trusts'),
  },
  entries: {
    label: name('the name of the entry'),
    store: name('the trust store that holds it'),
    contexts: names('the TLS contexts that use that store'),
    certainty: choice(['bytes', 'described', 'label'], 'how well its certificate is known'),
    sha256: { type: 'sha256', help: 'the SHA-256 of its certificate' },
    subject: name('the subject of its certificate'),
    issuer: name('the issuer of its certificate'),
    key: name('the key of its certificate, such as RSA 2048 or EC P-256'),
    signature: name('how its certificate is signed, such as RSASSA-PKCS1-v1_5 with SHA-256'),
    ca: answer('whether its certificate is that of a CA'),
    daysLeft: number('days until its certificate expires; below zero when it has'),
  },
  devices: {
    id: name('its id'),
    vendor: name('the maker, such as oracle'),
    product: name('the product, as reports show it'),
    release: name('the firmware release'),
    format: name('the format of its configuration'),
    contexts: names('its TLS contexts'),
    peers: names('the ids of the peers that it faces'),
  },
} as const satisfies Record<CheckSubject, Readonly<Record<string, CheckField>>>;

/** The fields of a subject by their names; a `Map`, so that no name of JavaScript's own is one of them. */
export function fieldsOf(subject: CheckSubject): ReadonlyMap<string, CheckField> {
  return new Map(Object.entries(CHECK_FIELDS[subject]));
}

/** `is` and `not` are about one value and hold for any of those listed; the last three are about lists. */
export type Operator = 'is' | 'not' | 'atLeast' | 'atMost' | 'contains' | 'lacks' | 'only';

/** The operators that a field of each type takes. */
export function operatorsOf(type: FieldType): readonly Operator[] {
  if (isList(type)) return ['contains', 'lacks', 'only'];
  return type === 'number' ? ['is', 'not', 'atLeast', 'atMost'] : ['is', 'not'];
}

export function isList(type: FieldType): boolean {
  return type === 'names' || type === 'choices' || type === 'sha256s';
}

/** One demand on one field. */
export interface Condition {
  readonly field: string;
  readonly type: FieldType;
  readonly operator: Operator;
  readonly values: readonly string[];
}

/** A rule of the user's own: data, and nothing that runs. */
export interface CustomCheck {
  readonly id: string;
  readonly level: Level;
  readonly what: string;
  readonly why: string;
  readonly remedy: string;
  /** Where it is written down: a document, or an address. */
  readonly see: readonly string[];
  /** What a finding says, with `{fields}`; `null` for a text that is made of what is expected. */
  readonly message: string | null;
  readonly subject: CheckSubject;
  readonly where: readonly Condition[];
  readonly expect: readonly Condition[];
  /** The settings that hold it. */
  readonly at: { readonly file: string; readonly line: number; readonly column: number };
}

/** What two settings files have to agree on where both define one. */
export function sameCheck(a: CustomCheck, b: CustomCheck): boolean {
  const said = (check: CustomCheck) => JSON.stringify({ ...check, at: null });
  return said(a) === said(b);
}
