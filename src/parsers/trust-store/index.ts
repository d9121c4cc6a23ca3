import type { Parser } from '../parser.js';

const STORE = 'store';

/**
 * A file of certificates that is checked by itself: the trust store of something that sbclint has no format for. No
 * detector claims it; it becomes a device where the user names the peer and no configuration lies beside it.
 */
export const trustStore: Parser = {
  format: 'trust-store',
  vendor: 'trust-store',
  detect: () => false,

  parse(source) {
    const start = source.contentStart;
    const at = source.at(start, start);
    const name = { value: source.path.replace(/^.*\//, ''), at };
    const because = 'a file of certificates says nothing of trunks';
    return {
      product: 'Trust store',
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
  },

  bind: () => ({ kind: 'store', store: STORE }),
};
