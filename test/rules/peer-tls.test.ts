import type { PeerProfile, PeerTls } from '../../src/model/knowledge.js';
import { moment } from '../../src/model/time.js';
import { namesSuites, takesSuite, takesVersion } from '../../src/rules/peer-tls.js';

const shared = { confidence: 'verified', source: ['page'] } as const;
const tls: PeerTls = {
  versions: [
    { ...shared, clouds: ['a', 'b'], names: ['TLS 1.2'], state: 'accepted' },
    { ...shared, clouds: ['a'], names: ['TLS 1.1'], state: 'refused', announced: '2025-03-24', since: '2025-11-17' },
    { ...shared, clouds: ['a'], names: ['TLS 1.0'], state: 'refused' },
    { ...shared, clouds: ['a'], names: ['SSL 3.0'], state: 'refused', announced: '2025-03-24', confidence: 'inferred' },
  ],
  cipherSuites: [{ ...shared, clouds: ['a'], names: ['TLS_A_WITH_B'], state: 'accepted', modern: true }],
  otherCipherSuites: [{ ...shared, clouds: ['a'], state: 'refused', confidence: 'inferred' }],
};
const peer = { tls } as unknown as PeerProfile;
const on = (name: string, day: string, clouds = ['a']) => takesVersion(peer, clouds, name, moment(day)).state;

describe('what a peer takes on a day', () => {
  it.each([
    ['what is accepted has no day', 'TLS 1.2', '2020-01-01', 'accepted'],
    ['what is refused without a day always was', 'TLS 1.0', '2020-01-01', 'refused'],
    ['before the announcement', 'TLS 1.1', '2025-03-23', 'accepted'],
    ['from the announcement on', 'TLS 1.1', '2025-03-24', 'leaving'],
    ['the day before', 'TLS 1.1', '2025-11-16', 'leaving'],
    ['the day itself', 'TLS 1.1', '2025-11-17', 'refused'],
    ['announced without a day, before', 'SSL 3.0', '2025-03-23', 'accepted'],
    ['announced without a day, after', 'SSL 3.0', '2030-01-01', 'leaving'],
    ['what nobody speaks of', 'TLS 1.3', '2025-01-01', 'unknown'],
  ])('%s', (_, name, day, state) => expect(on(name, day)).toBe(state));

  it('is unknown where two clouds differ, and where there is none', () => {
    expect(on('TLS 1.2', '2025-01-01', ['a', 'b'])).toBe('accepted');
    expect(on('TLS 1.0', '2025-01-01', ['a', 'b'])).toBe('unknown');
    expect(on('TLS 1.2', '2025-01-01', [])).toBe('unknown');
  });

  it('is unknown of a peer of which nothing is known', () => {
    const silent = {} as PeerProfile;
    const day = moment('2025-01-01');
    expect(takesVersion(silent, ['a'], 'TLS 1.2', day).state).toBe('unknown');
    expect(takesSuite(silent, ['a'], 'TLS_A_WITH_B', day).state).toBe('unknown');
    expect(namesSuites(silent, ['a'])).toBe(false);
  });

  it('refuses other suites only in clouds whose list is complete', () => {
    const suite = (name: string, cloud: string) => takesSuite(peer, [cloud], name, moment('2025-01-01'));
    expect(suite('TLS_A_WITH_B', 'a')).toMatchObject({ state: 'accepted', modern: true, confidence: 'verified' });
    expect(suite('TLS_C_WITH_D', 'a')).toMatchObject({ state: 'refused', confidence: 'inferred' });
    expect(suite('TLS_A_WITH_B', 'b').state).toBe('unknown');
    expect([namesSuites(peer, ['a']), namesSuites(peer, ['b'])]).toEqual([true, false]);
  });
});
