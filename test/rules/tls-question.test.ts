import type { PeerProfile, PeerTls } from '../../src/model/knowledge.js';
import { moment } from '../../src/model/time.js';
import type { Allowed } from '../../src/model/tls.js';
import { commonSuite, commonVersion } from '../../src/rules/tls-question.js';

const fact = { confidence: 'verified', source: ['page'], clouds: ['a'] } as const;
const [MODERN, OLD, GONE] = ['TLS_ECDHE_WITH_A', 'TLS_RSA_WITH_A', 'TLS_RSA_WITH_C'];
const tls: PeerTls = {
  versions: [
    { ...fact, names: ['TLS 1.2'], state: 'accepted' },
    { ...fact, names: ['TLS 1.1'], state: 'refused', announced: '2025-01-01', since: '2027-01-01' },
    { ...fact, names: ['TLS 1.0'], state: 'refused', since: '2024-01-01', confidence: 'inferred' },
    { ...fact, names: ['SSL 3.0'], state: 'refused', since: '2020-01-01' },
  ],
  cipherSuites: [
    { ...fact, names: [MODERN], state: 'accepted', modern: true },
    { ...fact, names: [OLD], state: 'accepted' },
    { ...fact, names: [GONE], state: 'refused' },
  ],
  otherCipherSuites: [],
};
const question = {
  peer: { title: 'Peer', tls } as unknown as PeerProfile,
  clouds: ['a'],
  asOf: moment('2026-01-01'),
};
const allowed = (certain: readonly string[], perhaps: readonly string[] | 'any' = []): Allowed => ({
  certain,
  perhaps,
  doubt: perhaps.length > 0 ? 'default' : null,
  because: 'the default is not known',
  confidence: 'verified',
  at: {} as Allowed['at'],
});

describe('a version in common', () => {
  const ask = (...of: Parameters<typeof allowed>) =>
    commonVersion({ versions: allowed(...of), cipherSuites: allowed([]) }, question);

  it.each([
    ['one that is taken', ['TLS 1.0', 'TLS 1.2'], [], 'yes', ['TLS 1.2'], true],
    ['one that is announced to go', ['TLS 1.0', 'TLS 1.1'], [], 'leaving', ['TLS 1.1'], true],
    ['none', ['SSL 3.0', 'TLS 1.0'], [], 'no', ['SSL 3.0', 'TLS 1.0'], false],
    ['none, but perhaps one', ['TLS 1.0'], ['TLS 1.2'], 'unknown', ['TLS 1.0'], false],
    ['none, and perhaps one that is refused too', ['TLS 1.0'], ['SSL 3.0'], 'no', ['TLS 1.0'], false],
    ['none, and all that nobody can list', ['TLS 1.0'], 'any', 'unknown', ['TLS 1.0'], false],
    ['one of which the peer says nothing', ['TLS 1.0', 'TLS 1.3'], [], 'unknown', ['TLS 1.3'], false],
    ['one that may be, and one of which the peer says nothing', ['TLS 1.3'], ['TLS 1.2'], 'unknown', [], false],
  ] as const)('%s', (_, certain, perhaps, answer, names, connects) => {
    expect(ask(certain, perhaps)).toMatchObject({ answer, names, connects });
  });

  it('is open by whoever could settle it', () => {
    expect(ask(['TLS 1.0'], ['TLS 1.2'])).toMatchObject({ openBy: 'default', because: 'the default is not known' });
    expect(ask(['TLS 1.3'])).toMatchObject({
      openBy: 'peer',
      because: 'whether Peer takes TLS 1.3 is not established',
    });
  });

  it('is refused since the last of its days, and as sure as the weakest statement', () => {
    expect(ask(['SSL 3.0'])).toMatchObject({ since: '2020-01-01', confidence: 'verified' });
    expect(ask(['TLS 1.0', 'SSL 3.0'])).toMatchObject({ since: '2024-01-01', confidence: 'inferred' });
  });
});

describe('a suite in common', () => {
  const ask = (suites: Allowed, versions = allowed(['TLS 1.2'])) =>
    commonSuite({ versions, cipherSuites: suites }, question);

  it.each([
    ['a modern one', [MODERN, OLD], [], 'yes', [MODERN, OLD], true],
    ['an old one only', [OLD], [], 'old', [OLD], true],
    ['an old one, and perhaps a modern one', [OLD], [MODERN], 'unknown', [OLD], true],
    ['an old one, and perhaps a refused one', [OLD], [GONE], 'old', [OLD], true],
    ['an old one, and one of which nothing is known', [OLD, 'TLS_X_WITH_Y'], [], 'yes', [OLD], true],
    ['none', [GONE], [], 'no', [GONE], false],
  ] as const)('%s', (_, certain, perhaps, answer, names, connects) => {
    expect(ask(allowed(certain, perhaps))).toMatchObject({ answer, names, connects });
  });

  it('is no question where nothing is known of the peer, or no version is common', () => {
    expect(
      commonSuite({ versions: allowed(['TLS 1.2']), cipherSuites: allowed([OLD]) }, { ...question, clouds: ['b'] }),
    ).toBeNull();
    expect(ask(allowed([OLD]), allowed(['TLS 1.0']))).toBeNull();
  });

  it('is open where only TLS 1.3 could help', () => {
    expect(ask(allowed([GONE]), allowed(['TLS 1.2', 'TLS 1.3']))).toMatchObject({
      answer: 'unknown',
      names: ['TLS 1.3'],
      openBy: 'peer',
    });
    expect(ask(allowed([GONE]), allowed(['TLS 1.2'], ['TLS 1.3']))).toMatchObject({
      answer: 'unknown',
      openBy: 'default',
    });
  });
});
