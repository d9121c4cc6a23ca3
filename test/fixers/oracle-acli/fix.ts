import { ROOT_FACTS } from '../../support/certificates.js';
import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import type { Anchor, FixInput, FixPlan, Want } from '../../../src/fixers/fixer.js';
import { oracleAcliFixer } from '../../../src/fixers/oracle-acli/index.js';
import type { VendorProfile } from '../../../src/model/knowledge.js';
import type { Identity, TrustStore, TrustStoreEntry } from '../../../src/model/trust.js';
import { oracleAcli } from '../../../src/parsers/oracle-acli/index.js';
import type { ParsedExport } from '../../../src/parsers/parser.js';
import { applyEdits } from '../../../src/text/edit.js';
import { wholeFile } from '../../../src/text/provenance.js';
import { SourceText } from '../../../src/text/source-text.js';

const profile = load(readFileSync('vendor-profiles/oracle-sbc.yaml', 'utf8')) as VendorProfile;

export function anchor(name: string): Anchor {
  const sha256 = [...name]
    .map((character) => character.charCodeAt(0).toString(16))
    .join('')
    .padEnd(64, '0')
    .slice(0, 64);
  return {
    name,
    file: null,
    sha256,
    spkiSha256: sha256,
    subject: `CN=${name},C=US`,
    issuer: `CN=${name},C=US`,
    serial: 'a1',
    notBefore: '2013-08-01T12:00:00Z',
    notAfter: '2038-01-15T12:00:00Z',
    selfIssued: true,
    selfSigned: true,
    isCa: true,
    ...ROOT_FACTS,
    der: new Uint8Array(),
    pem: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
  };
}

const source = (text: string) => SourceText.of('edge1.cfg', text);

export function parse(text: string): ParsedExport {
  const parsed = oracleAcli.parse(source(text));
  if ('refused' in parsed) throw new Error('refused');
  return parsed;
}

/** The plan for these roots in these tls-profiles. `known` says which record is which root; the others are other roots. */
export function plan(
  text: string,
  roots: readonly Anchor[],
  {
    contexts = ['P'],
    known = {},
    bare = false,
  }: { contexts?: string[]; known?: Record<string, Anchor>; bare?: boolean } = {},
): FixPlan {
  const parsed = parse(text);
  const identified = (entry: TrustStoreEntry): TrustStoreEntry => {
    const certificate = known[entry.label.value] ?? anchor(`other ${entry.label.value}`);
    const identity: Identity = { certainty: 'bytes', certificate, at: wholeFile('x') };
    return bare ? entry : { ...entry, identity };
  };
  const stores = parsed.trustStores.map((store): TrustStore => ({
    ...store,
    entries: (store.entries ?? []).map(identified),
  }));
  const held = (parsed.held ?? []).map(identified);
  const wants = contexts.flatMap((name) =>
    roots.flatMap((root): Want[] => {
      const store = stores.find(({ id }) => id === name);
      const tlsContext = parsed.tlsContexts.find(({ key }) => key === name);
      const of = held.find(({ label }) => known[label.value]?.sha256 === root.sha256) ?? null;
      return store && tlsContext ? [{ store, tlsContext, anchor: root, held: of }] : [];
    }),
  );
  const device = { ...parsed, id: 'edge1', key: 'edge1', vendor: 'oracle', format: 'oracle-acli', files: [], legs: [] };
  const input: FixInput = { device, source: source(text), bundles: new Map(), wants, allowed: new Set(), profile };
  return oracleAcliFixer.plan(input);
}

export function patched(text: string, { edits }: FixPlan): string {
  return applyEdits(
    source(text),
    edits.map(({ edit }) => edit),
  ).text;
}

/** The lines of `after` that `before` does not have, in order. Fails where `before` has lines that `after` lacks. */
export function added(before: string, after: string): readonly string[] {
  const left = before.split('\n');
  const lines = after.split('\n').filter((line) => (line === left[0] ? (left.shift(), false) : true));
  if (left.length > 0) throw new Error(`lost: ${left[0] ?? ''}`);
  return lines;
}
