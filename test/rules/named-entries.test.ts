import type { Certificate, KnownCertificate } from '../../src/model/certificate.js';
import type { Knowledge } from '../../src/model/knowledge.js';
import { moment } from '../../src/model/time.js';
import type { Identity, TrustStoreEntry } from '../../src/model/trust.js';
import type { RuleInput } from '../../src/rules/define-rule.js';
import { misnamedTrustAnchor } from '../../src/rules/misnamed-trust-anchor.js';
import { datedCertificate } from '../../src/rules/validity.js';
import type { Provenance } from '../../src/text/provenance.js';
import { certificateFacts } from '../support/certificate-facts.js';

const at = (file: string) => ({ file, line: 5 }) as Provenance;
const rootOf = (name: string) =>
  ({
    ...certificateFacts({ subject: `CN=${name},O=Example`, issuer: `CN=${name},O=Example` }),
    name,
  }) as KnownCertificate;
const [ONE, TWO] = [rootOf('Root One'), rootOf('Root Two')];
const knowledge = {
  certificates: [ONE, TWO],
  aliases: [
    { alias: 'rootone', sha256: ONE.sha256 },
    { alias: 'roottwo', sha256: TWO.sha256 },
  ],
} as unknown as Knowledge;

const description = {
  subject: 'CN=Own,O=Acme',
  issuer: null,
  serial: null,
  notBefore: null,
  notAfter: '2030-01-01T00:00:00.000Z',
};
const bytes = (certificate: Certificate): Identity => ({ certainty: 'bytes', certificate, at: at('root.pem') });
const described = (more: object = {}, certificate: Certificate | null = null): Identity => ({
  certainty: 'described',
  certificate,
  description: { ...description, ...more },
  at: at('listing.txt'),
});
const label: Identity = { certainty: 'label' };

const entry = (identity: Identity, ...names: readonly string[]) =>
  ({
    label: { value: names[0] ?? 'x', at: at('sbc.cfg') },
    claims: names.map((value) => ({ value, at: at(value) })),
    identity,
    usable: { answer: 'yes' },
  }) as unknown as TrustStoreEntry;

describe('an entry that is named like a root', () => {
  const said = (identity: Identity, ...names: readonly string[]) => {
    const device = { trustStores: [], held: [entry(identity, ...names)] };
    const input = { device, knowledge, asOf: moment('2026-11-22') } as unknown as RuleInput;
    return [...(misnamedTrustAnchor.check?.(input) ?? [])];
  };

  it('and is that root is no finding, and neither is one that is named like none', () => {
    expect(said(bytes(ONE), 'Root-One')).toEqual([]);
    expect(said(bytes(TWO), 'Corporate')).toEqual([]);
    expect(said(described({}, ONE), 'Root-One')).toEqual([]);
    // Another certificate of the same key is the same trust anchor.
    expect(said(bytes({ ...TWO, spkiSha256: ONE.spkiSha256 }), 'Root-One')).toEqual([]);
  });

  it.each<[string, Identity, actual: string, because: string]>([
    [
      'as its bytes show',
      bytes(TWO),
      'Root Two',
      `the certificate is CN=Root Two,O=Example, SHA-256 ${TWO.sha256} (root.pem:5)`,
    ],
    [
      'as a listing shows that equals it',
      described({}, TWO),
      'Root Two',
      `the certificate is CN=Root Two,O=Example, SHA-256 ${TWO.sha256} (listing.txt:5)`,
    ],
    ['as a listing shows', described(), 'Own', 'the certificate is CN=Own,O=Acme (listing.txt:5)'],
    [
      'as a listing shows that prints no subject',
      described({ subject: null }),
      'another one',
      'the certificate is another one (listing.txt:5)',
    ],
  ])('and is another, %s, fails', (_, identity, actual, because) => {
    expect(said(identity, 'Root-One')).toEqual([
      {
        kind: 'fail',
        messageId: 'misnamed',
        data: { label: 'Root-One', claim: 'Root-One', claimed: 'Root One', actual },
        at: at('Root-One'),
        because,
        trustAnchor: { name: 'Root One', sha256: ONE.sha256 },
        hint: 'do not trust the name: import the root it promises under a name of its own',
        fix: 'manual',
      },
    ]);
  });

  it('fails by whichever of its names is wrong', () => {
    expect(said(bytes(ONE), 'Root-One', 'root-two.pem')).toMatchObject([
      { data: { label: 'Root-One', claim: 'root-two.pem' } },
    ]);
  });

  it('without a certificate is open where its names differ, and no finding where they agree', () => {
    expect(said(label, 'Root-One', 'Corporate', 'root-two.pem')).toMatchObject([
      {
        kind: 'open',
        messageId: 'contradicting',
        data: {
          label: 'Root-One',
          claim: 'Root-One',
          claimed: 'Root One',
          otherClaim: 'root-two.pem',
          otherClaimed: 'Root Two',
        },
        at: at('Root-One'),
        trustAnchor: { name: 'Root One', sha256: ONE.sha256 },
      },
    ]);
    expect(said(label, 'Root-One', 'rootone.pem')).toEqual([]);
    expect(said(label, 'Corporate')).toEqual([]);
  });
});

describe('the end of an entry', () => {
  const dated = (identity: Identity, ...names: readonly string[]) =>
    datedCertificate(entry(identity, ...names), knowledge);
  const known = { name: 'Root One', notAfter: ONE.notAfter, sha256: ONE.sha256 };

  it.each<[string, Identity, string[], object | null]>([
    ['its certificate', bytes(ONE), ['Corporate'], { ...known, proven: true }],
    ['the certificate that a listing equals', described({}, ONE), ['Corporate'], { ...known, proven: true }],
    [
      'what a listing prints',
      described(),
      ['Root-One'],
      { name: 'Own', notAfter: '2030-01-01T00:00:00.000Z', sha256: null, proven: true },
    ],
    ['nothing, where a listing prints no end', described({ notAfter: null }), ['Root-One'], null],
    ['nothing, where a listing prints no subject', described({ subject: null }), ['Root-One'], null],
    ['its name alone', label, ['Corporate', 'Root-One'], { ...known, proven: false }],
    ['nothing, where its name says nothing', label, ['Corporate'], null],
  ])('is known from %s', (_, identity, names, expected) => {
    expect(dated(identity, ...names)).toEqual(expected);
  });
});
