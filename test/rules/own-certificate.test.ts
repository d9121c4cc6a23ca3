import type {
  ClientAuthEnd,
  Confidence,
  Knowledge,
  Level,
  PeerProfile,
  UsageDemand,
  VendorProfile,
} from '../../src/model/knowledge.js';
import { moment } from '../../src/model/time.js';
import {
  allows,
  bodyHint,
  clientAuthEnd,
  demandDays,
  demandsOf,
  levelFor,
  ownNameFact,
  seenBy,
  usageFaults,
} from '../../src/rules/own-certificate.js';
import { certificateFacts } from '../support/certificate-facts.js';

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

it('where no cloud is known every demand may count, and where nothing is known there is none', () => {
  expect(demandsOf(peer, [], moment('2026-06-01'))).toMatchObject({ extKeyUsage: [{ id: 'new' }], names: [] });
  expect(seenBy(peer, []).answer).toBe('yes');
  const silent = { title: 'Silent' } as PeerProfile;
  const nothing = { extKeyUsage: [], names: [], forbiddenDomains: [], publicCa: [] };
  expect(demandsOf(silent, [], moment('2026-06-01'))).toEqual(nothing);
  expect(seenBy(silent, [])).toEqual({
    answer: 'unknown',
    confidence: 'unknown',
    because: "whether Silent looks at the SBC's certificate is not known",
  });
});

it('demands change on the days that a profile names', () => {
  expect(demandDays(peer)).toEqual({ begin: ['2020-01-01', '2026-06-01', '2026-06-01'], end: ['2026-05-31'] });
  expect(demandDays({ title: 'Silent' } as PeerProfile)).toEqual({ begin: [], end: [] });
});

describe('usages', () => {
  it.each([
    ['no extension', null, 'unknown'],
    ['the usage', ['clientAuth', 'serverAuth'], 'yes'],
    ['any usage', ['clientAuth', 'anyExtendedKeyUsage'], 'unknown'],
    ['another usage', ['clientAuth'], 'no'],
    ['none', [], 'no'],
  ])('with %s', (_, extKeyUsage, answer) => {
    expect(allows(certificateFacts({ extKeyUsage }), 'serverAuth')).toBe(answer);
  });

  const demand = (id: string, level: Level, ...usages: string[]) => ({ id, level, usages }) as unknown as UsageDemand;
  const both = demand('both', 'warning', 'serverAuth', 'clientAuth');
  const said = (extKeyUsage: readonly string[] | null | undefined, demands: readonly UsageDemand[]) =>
    usageFaults(extKeyUsage === undefined ? null : certificateFacts({ extKeyUsage }), demands).map((fault) => [
      fault.answer,
      fault.demand.id,
      fault.usages,
      fault.demands,
    ]);

  it('that are there are no fault', () => {
    expect(said(['serverAuth', 'clientAuth'], [both])).toEqual([]);
    expect(said([], [])).toEqual([]);
  });

  it('that lack are one fault for each demand', () => {
    expect(said(['other'], [both])).toEqual([['no', 'both', ['serverAuth', 'clientAuth'], ['both']]]);
    expect(said(['serverAuth'], [both])).toEqual([['no', 'both', ['clientAuth'], ['both']]]);
    expect(said(null, [both])).toEqual([['unknown', 'both', ['serverAuth', 'clientAuth'], ['both']]]);
    expect(said(undefined, [both])).toEqual([['unknown', 'both', ['serverAuth', 'clientAuth'], ['both']]]);
  });

  it('count under the gravest demand, and every demand is named', () => {
    const grave = demand('grave', 'error', 'clientAuth');
    expect(said(['other'], [both, grave])).toEqual([
      ['no', 'both', ['serverAuth'], ['both']],
      ['no', 'grave', ['clientAuth'], ['grave', 'both']],
    ]);
    const same = demand('same', 'warning', 'serverAuth');
    expect(said(['clientAuth'], [both, same])).toEqual([['no', 'both', ['serverAuth'], ['both', 'same']]]);
  });
});

it.each<[Level, Confidence[], Level]>([
  ['error', [], 'error'],
  ['error', ['verified'], 'error'],
  ['error', ['verified', 'corroborated'], 'error'],
  ['error', ['verified', 'inferred'], 'warning'],
  ['error', ['unknown', 'verified'], 'warning'],
  ['warning', ['inferred'], 'warning'],
  ['note', ['unknown'], 'note'],
])('%s that rests on what is %j is %s', (level, confidences, expected) => {
  expect(levelFor(level, ...confidences)).toBe(expected);
});

describe('what a vendor profile says', () => {
  const profile = (facts: object) => ({ facts }) as VendorProfile;

  it.each([
    ['a setting', { value: 'SIPGatewayName', confidence: 'inferred' }, true],
    ['nothing', undefined, false],
    ['that it is unknown', { value: 'unknown', confidence: 'verified' }, false],
    ['a setting and not how sure it is', { value: 'SIPGatewayName' }, false],
  ])("of the setting with the SBC's own name: %s", (_, ownName, isKnown) => {
    expect(ownNameFact(profile({ ownName }))).toEqual(
      isKnown ? { setting: 'SIPGatewayName', confidence: 'inferred' } : null,
    );
  });

  it.each([
    ['Teams', { value: 'certs/{label}.pem' }, 'put it there as certs/Teams.pem'],
    ['Teams', { value: 'unknown' }, 'give its file: --certificate Teams=FILE'],
    ['Teams', undefined, 'give its file: --certificate Teams=FILE'],
    ['My Teams', undefined, 'give its file: --certificate "My Teams=FILE"'],
  ])('of the file of its certificate %s: %j', (label, ownCertificateFile, hint) => {
    expect(bodyHint(label, profile({ ownCertificateFile }))).toBe(hint);
  });
});

describe('the end of clientAuth', () => {
  const everyone = { issuer: null, title: 'browsers' } as ClientAuthEnd;
  const example = { issuer: 'example trust', title: 'Example Trust' } as ClientAuthEnd;
  const certificates = [certificateFacts({ subject: 'CN=Known Root,O=Known Inc.' })];
  const endOf = (issuer: string, clientAuthEnds: readonly ClientAuthEnd[] = [everyone, example]) =>
    clientAuthEnd(certificateFacts({ issuer }), { publicCa: { clientAuthEnds }, certificates } as unknown as Knowledge);

  it.each([
    ['is that of an issuer of that name', 'CN=Example Trust CA 1,O=Known Inc.', 'Example Trust'],
    ['is that of all public CAs for an organization with a known root', 'CN=CA 1,O=Known Inc.', 'browsers'],
    ['is not known for another organization', 'CN=CA 1,O=Corporate', undefined],
    ['is not known for an issuer without an organization', 'CN=CA 1', undefined],
  ])('%s', (_, issuer, title) => {
    expect(endOf(issuer)?.title).toBe(title);
  });

  it('is not known where nobody has said it', () => {
    expect(endOf('CN=CA 1,O=Known Inc.', [example])).toBeNull();
    expect(endOf('CN=CA 1', [])).toBeNull();
  });
});
