import type { PeerProfile } from '../../src/model/knowledge.js';
import { moment } from '../../src/model/time.js';
import { demandsOf, seenBy } from '../../src/rules/own-certificate.js';

const fact = { confidence: 'verified', source: ['page'] } as const;
const peer = {
  title: 'Teams',
  ownCertificate: {
    seen: [
      { ...fact, clouds: ['looks'], answer: 'yes', note: 'mutual TLS' },
      { ...fact, clouds: ['blind'], answer: 'no' },
      { ...fact, clouds: ['vague'], answer: 'unknown', note: 'two pages differ' },
    ],
    extKeyUsage: [
      { ...fact, clouds: ['looks'], id: 'old', from: '2020-01-01', until: '2026-05-31', usages: [], level: 'note' },
      { ...fact, clouds: ['looks'], id: 'new', from: '2026-06-01', usages: [], level: 'note' },
    ],
    publicCa: [
      { ...fact, clouds: ['looks'], id: 'always' },
      { ...fact, clouds: ['looks'], id: 'later', from: '2026-06-01' },
    ],
  },
} as unknown as PeerProfile;

it.each([
  ['one that looks goes before all others', ['blind', 'vague', 'looks'], 'yes', /^Teams looks at it: mutual TLS$/],
  ['one that may look goes before one that does not', ['blind', 'vague'], 'unknown', /not known: two pages differ$/],
  ['all are blind', ['blind'], 'no', /^Teams does not look at it$/],
  ['nobody has said', ['other'], 'unknown', /not known$/],
])('whether the certificate is seen, where %s', (_, clouds, answer, because) => {
  expect(seenBy(peer, clouds)).toMatchObject({ answer, because: expect.stringMatching(because) as string });
});

it.each([
  ['2019-12-31', [], ['always']],
  ['2020-01-01', ['old'], ['always']],
  ['2026-05-31', ['old'], ['always']],
  ['2026-06-01', ['new'], ['always', 'later']],
])('what is demanded on %s', (day, usages, publicCa) => {
  const demands = demandsOf(peer, ['looks'], moment(day));
  expect(demands.extKeyUsage.map(({ id }) => id)).toEqual(usages);
  expect(demands.publicCa.map(({ id }) => id)).toEqual(publicCa);
  expect(demandsOf(peer, ['other'], moment(day))).toMatchObject({ extKeyUsage: [], publicCa: [] });
});
