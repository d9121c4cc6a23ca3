import { ROOT_FACTS } from '../support/certificates.js';
import type { Anchor, Fixer, FixPlan } from '../../src/fixers/fixer.js';
import type { Parser } from '../../src/parsers/parser.js';
import { applyEdits } from '../../src/text/edit.js';
import { SourceText } from '../../src/text/source-text.js';
import { exportFrom } from '../parsers/ribbon-core-pairs.js';

export const G2: Anchor = {
  name: 'Example Global Root G2',
  file: 'a.pem',
  sha256: 'a'.repeat(64),
  spkiSha256: 'a'.repeat(64),
  subject: 'CN=Example Global Root G2',
  issuer: 'CN=Example Global Root G2',
  serial: '0a',
  notBefore: '2013-08-01T12:00:00.000Z',
  notAfter: '2038-01-15T12:00:00.000Z',
  selfIssued: true,
  selfSigned: true,
  isCa: true,
  ...ROOT_FACTS,
  der: Uint8Array.of(48, 0),
  pem: '',
};

/** What a fixer makes of a text that lacks a root; `held` is the entry that has it and is disabled. */
export function fix(parser: Parser, fixer: Fixer, text: string, held?: string): { plan: FixPlan; patched: string } {
  const source = SourceText.of('sbc', text);
  const model = exportFrom(parser, text);
  const [store] = model.trustStores;
  if (!store) throw new Error('no store');
  const tlsContext = { name: { value: 'T', at: store.at }, key: 'T', trustStores: ['device'], at: store.at };
  const entry = model.held?.find(({ label }) => label.value === held) ?? null;
  const plan = fixer.plan({
    device: { ...model, id: 'sbc', key: 'sbc', vendor: 'ribbon-core', format: parser.format, files: [], legs: [] },
    source,
    bundles: new Map(),
    wants: [{ store, tlsContext, anchor: G2, held: entry }],
    allowed: new Set(['enable-entry' as const]),
    profile: {
      id: 'ribbon-sbc-core',
      vendor: 'ribbon-core',
      title: 'SBC Core',
      formats: [parser.format],
      terms: {},
      placeholders: {},
      commands: {},
      facts: { entryNames: { value: { [G2.sha256]: 'RootG2' }, source: 's', confidence: 'verified' } },
      sources: [],
    },
  });
  const edits = plan.edits.map(({ edit }) => edit);
  return { plan, patched: applyEdits(source, edits).text };
}
