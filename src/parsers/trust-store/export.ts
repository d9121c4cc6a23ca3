import type { SourceText } from '../../text/source-text.js';
import type { EvidenceTarget, ParsedExport } from '../parser.js';

const STORE = 'store';

/** All that a file of certificates belongs to, for it is the trust store itself. */
export const WHOLE_STORE: EvidenceTarget = { kind: 'store', store: STORE };

/** A trust store by itself, before its certificates are bound to it: one TLS context that faces nobody known. */
export function storeExport(source: SourceText, product: string): ParsedExport {
  const start = source.contentStart;
  const at = source.at(start, start);
  const name = { value: source.path.replace(/^.*\//, ''), at };
  const because = 'a file of certificates says nothing of trunks';
  return {
    product,
    release: null,
    hostName: null,
    held: null,
    trustStores: [
      {
        id: STORE,
        name: name.value,
        scope: 'context',
        entries: null,
        complete: false,
        incompleteBecause: 'the file holds no certificate that can be read',
        builtInBundle: null,
        at,
      },
    ],
    tlsContexts: [{ name, key: name.value, trustStores: [STORE], at }],
    legs: [],
    endEntityCertificates: [],
    exposure: { answer: 'unknown', because, at },
    problems: [],
    outline: () => [],
  };
}
