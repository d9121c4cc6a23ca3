import type { Answer, Reasoned } from '../../src/model/answer.js';
import type { CheckSubject } from '../../src/model/custom-check.js';
import type { Device, FacingLeg } from '../../src/model/device.js';
import type { Knowledge, VendorProfile } from '../../src/model/knowledge.js';
import { moment } from '../../src/model/time.js';
import type { Identity, TlsContext, TrustStore, TrustStoreEntry } from '../../src/model/trust.js';
import type { Allowed, TlsOffer } from '../../src/model/tls.js';
import { subjectsOf, type Subject } from '../../src/rules/custom/subjects.js';
import { known, knownList, unknownValue, type Value } from '../../src/rules/custom/value.js';
import type { Provenance } from '../../src/text/provenance.js';
import { certificateFacts } from '../support/certificate-facts.js';

/** A place of its own for everything, so that a test sees which one a value points to. */
const at = (what: string) => ({ file: what }) as Provenance;
const sourced = <T>(value: T, what: string) => ({ value, at: at(what) });
const reasoned = (answer: Answer, what: string): Reasoned => ({ answer, because: `${what} says so`, at: at(what) });

const root = certificateFacts({ subject: 'CN=Root,O=Example', issuer: 'CN=Root,O=Example', isCa: true });
const other = certificateFacts({ subject: 'CN=Other', issuer: 'CN=Other', isCa: null, version: 1 });
const description = { subject: 'CN=Own', issuer: 'CN=Own CA', serial: '1', notBefore: null, notAfter: '2026-12-01' };
const bytes = (certificate = root): Identity => ({ certainty: 'bytes', certificate, at: at('pem') });
const described = (more: object = {}): Identity => ({
  certainty: 'described',
  certificate: null,
  description: { ...description, ...more },
  at: at('listing'),
});

const entry = (
  label: string,
  identity: Identity = bytes(),
  usable: Answer = 'yes',
  settledBy?: string,
): TrustStoreEntry => ({
  label: sourced(label, label),
  claims: [],
  identity,
  usable: { ...reasoned(usable, `use of ${label}`), ...(settledBy === undefined ? {} : { settledBy }) },
});

const store = (changes: Partial<TrustStore> = {}): TrustStore => ({
  id: 's1',
  name: 'TeamsStore',
  scope: 'context',
  entries: [entry('Root')],
  complete: true,
  incompleteBecause: null,
  builtInBundle: null,
  at: at('store'),
  ...changes,
});

const allowed = (...certain: string[]): Allowed => ({
  certain,
  perhaps: [],
  doubt: null,
  because: `${certain.join(' and ')} is set`,
  confidence: 'verified',
  at: at('tls setting'),
});
const offer = (...versions: string[]): TlsOffer => ({ versions: allowed(...versions), cipherSuites: allowed('SUITE') });
const [modern, old] = [offer('TLS 1.3'), offer('TLS 1.0')];

const context = (changes: Partial<TlsContext> = {}): TlsContext => ({
  name: sourced('Teams', 'context name'),
  key: '1',
  trustStores: ['s1'],
  offers: { outbound: modern, inbound: old },
  at: at('context'),
  ...changes,
});

const leg = (changes: Partial<FacingLeg> = {}): FacingLeg => ({
  name: 'Trunk 1',
  trunk: 'T1',
  direction: 'outbound',
  tlsContext: 'Teams',
  unresolved: null,
  transport: sourced('tls', 'transport'),
  port: 5061,
  endpoints: [
    { host: sourced('a.example', 'first host'), port: null },
    { host: sourced('b.example', 'second host'), port: null },
  ],
  enabled: reasoned('yes', 'enabled'),
  verifiesPeer: reasoned('no', 'verify'),
  mutualTls: reasoned('unknown', 'mutual'),
  peer: 'teams',
  cloud: 'commercial',
  at: at('leg'),
  ...changes,
});

const device = (changes: Partial<Device> = {}): Device => ({
  id: 'edge1',
  key: 'edge1',
  vendor: 'oracle',
  product: 'Oracle SBC',
  release: sourced('9.3', 'release'),
  format: 'oracle-acli',
  files: [],
  held: null,
  trustStores: [store()],
  tlsContexts: [context()],
  legs: [leg()],
  endEntityCertificates: [],
  exposure: reasoned('yes', 'exposure'),
  problems: [],
  ...changes,
});

const command = (text: string) => ({ text, phases: [], yields: 'prints it', confidence: 'verified' });
const profile = {
  id: 'oracle-sbc',
  commands: {
    proveTrustStore: command('show {store} of {context} {key}: {label}'),
    proveTlsSettings: command('tls of {context} {key}'),
    showExposure: command('show legs'),
  },
} as unknown as VendorProfile;
const bare = {
  id: 'oracle-sbc',
  commands: { proveTrustStore: profile.commands['proveTrustStore'] },
} as unknown as VendorProfile;
const STORE_COMMAND = 'show TeamsStore of Teams 1: NAME: prints it';
const ROOT_COMMAND = 'show TeamsStore of Teams 1: Root: prints it';
const TLS_COMMAND = 'tls of Teams 1: prints it';

function subjects(kind: CheckSubject, changes: Partial<Device> = {}, by = profile): readonly Subject[] {
  const knowledge = { certificates: [root, other] } as unknown as Knowledge;
  return subjectsOf(kind, { device: device(changes), knowledge, profile: by, asOf: moment('2026-11-21'), paths: [] });
}

const said = (kind: CheckSubject, field: string, changes: Partial<Device> = {}, by = profile) =>
  subjects(kind, changes, by)[0]?.field(field);

const yesNo = (value: Partial<Value>): Value => ({ certain: [], perhaps: [], because: '', at: null, ...value });

describe('a leg', () => {
  const NOBODY = unknownValue('the export does not show whom this leg faces');
  const why = { ...reasoned('unknown', 'unresolved'), settledBy: 'look there' };
  const said1 = (field: string, changes: Partial<FacingLeg> = {}) => said('legs', field, { legs: [leg(changes)] });

  it.each<[field: string, changes: Partial<FacingLeg>, value: Value]>([
    ['name', {}, known('Trunk 1')],
    ['trunk', {}, known('T1')],
    ['direction', {}, known('outbound')],
    ['transport', {}, known('tls', at('transport'))],
    [
      'transport',
      { transport: sourced('unknown', 'transport') },
      yesNo({
        perhaps: ['tls', 'tcp', 'udp'],
        because: 'the export shows no transport that is known to be TLS, TCP or UDP',
        at: at('transport'),
      }),
    ],
    ['port', {}, known('5061')],
    ['port', { port: null }, unknownValue('the export does not show the port')],
    ['context', {}, known('Teams')],
    ['context', { tlsContext: null }, known(null)],
    [
      'context',
      { tlsContext: null, unresolved: why },
      unknownValue('unresolved says so', { at: at('unresolved'), settledBy: 'look there' }),
    ],
    ['peer', {}, known('teams')],
    ['peer', { peer: null }, known(null)],
    ['peer', { peer: null, endpoints: [] }, NOBODY],
    ['peer', { endpoints: [] }, known('teams')],
    ['cloud', {}, known('commercial')],
    ['cloud', { cloud: null, endpoints: [] }, NOBODY],
    ['hosts', {}, knownList(['a.example', 'b.example'], at('first host'))],
    ['hosts', { endpoints: [] }, NOBODY],
    ['enabled', {}, yesNo({ certain: ['yes'], because: 'enabled says so', at: at('enabled') })],
    ['verifiesPeer', {}, yesNo({ certain: ['no'], because: 'verify says so', at: at('verify') })],
    ['mutualTls', {}, yesNo({ perhaps: ['yes', 'no'], because: 'mutual says so', at: at('mutual') })],
  ])('has %s, with %j', (field, changes, value) => {
    expect(said1(field, changes)).toEqual([value]);
  });

  it.each<[name: string, changes: Partial<FacingLeg>, certain: string[], because: string, place: string]>([
    ['as the client', {}, ['TLS 1.3'], 'TLS 1.3 is set', 'tls setting'],
    ['as the server', { direction: 'inbound' }, ['TLS 1.0'], 'TLS 1.0 is set', 'tls setting'],
    ['on TCP', { transport: sourced('tcp', 'transport') }, [], '', 'transport'],
    ['on UDP', { transport: sourced('udp', 'transport') }, [], '', 'transport'],
    ['of a context that is not known', { tlsContext: null, unresolved: why }, [], 'unresolved says so', 'unresolved'],
    [
      'with settings of its own',
      { tlsDoubt: reasoned('unknown', 'own settings') },
      [],
      'own settings says so',
      'own settings',
    ],
  ])('has TLS versions %s', (_, changes, certain, because, place) => {
    expect(said1('versions', changes)).toMatchObject([{ certain, because, at: at(place) }]);
  });

  it('has cipher suites', () => {
    expect(said1('cipherSuites')).toMatchObject([
      { certain: ['SUITE'], because: 'SUITE is set', settledBy: TLS_COMMAND },
    ]);
  });

  it('of which nobody says why its context is not known says that it is not', () => {
    expect(said1('versions', { tlsContext: null })).toEqual([
      unknownValue('which TLS context the leg uses is not known'),
    ]);
  });

  it('goes by its name and direction, and belongs to a context and a peer where it has them', () => {
    const [found] = subjects('legs');
    expect(found).toMatchObject({
      words: 'Trunk 1',
      at: at('leg'),
      names: ['Trunk 1', 'outbound'],
      tlsContext: 'Teams',
      peer: 'teams',
    });
    const [lost] = subjects('legs', { legs: [leg({ tlsContext: null, peer: null })] });
    expect(lost).not.toHaveProperty('tlsContext');
    expect(lost).not.toHaveProperty('peer');
  });
});

describe('legs that the export does not show', () => {
  const exposure = reasoned('unknown', 'exposure');

  it('are one more, of which everything is open', () => {
    const [, hidden, ...more] = subjects('legs', { exposure });
    expect(more).toEqual([]);
    expect(hidden).toMatchObject({ words: 'legs that the export does not show', names: [], isHidden: true });
    expect(hidden?.field('port')).toEqual([
      unknownValue('exposure says so', { at: at('exposure'), settledBy: 'show legs' }),
    ]);
  });

  it('are shown by what the export itself names, and by nothing where nothing is known', () => {
    const hint = (settledBy: string | undefined, by = profile) =>
      subjects('legs', { exposure: { ...exposure, ...(settledBy === undefined ? {} : { settledBy }) } }, by)[1]?.field(
        'port',
      )[0]?.settledBy;
    expect([hint('look there'), hint(undefined), hint(undefined, bare)]).toEqual([
      'look there',
      'show legs',
      undefined,
    ]);
  });

  it.each<Answer>(['yes', 'no'])('are none where the exposure is known: %s', (answer) => {
    expect(subjects('legs', { exposure: reasoned(answer, 'exposure') })).toHaveLength(1);
  });
});

describe('a TLS context', () => {
  const said1 = (field: string, changes: Partial<TlsContext> = {}, by = profile) =>
    said('tlsContexts', field, { tlsContexts: [context(changes)] }, by);

  it.each<[field: string, changes: Partial<TlsContext>, value: Value]>([
    ['name', {}, known('Teams', at('context name'))],
    ['stores', {}, knownList(['TeamsStore'])],
    ['stores', { trustStores: ['s1', 'gone'] }, knownList(['TeamsStore', 'gone'])],
    ['ownCertificate', { endEntity: sourced('Own', 'own') }, known('Own', at('own'))],
    ['ownCertificate', {}, unknownValue("the export does not show the label of the SBC's own certificate")],
    ['verifyDepth', { verifyDepth: sourced('010', 'depth') }, known('10', at('depth'))],
    [
      'verifyDepth',
      { verifyDepth: sourced('many', 'depth') },
      unknownValue('the export shows no number for it', { at: at('depth') }),
    ],
    ['verifyDepth', {}, unknownValue('the export shows no number for it', { at: at('context') })],
  ])('has %s, with %j', (field, changes, value) => {
    expect(said1(field, changes)).toEqual([value]);
  });

  it('has a value for each side where the two differ, and one where they do not', () => {
    const sides = (offers: TlsContext['offers']) =>
      said1('versions', offers ? { offers } : {})?.map(({ side, certain }) => [side, certain]);
    expect(sides({ outbound: modern, inbound: old })).toEqual([
      [' as the client', ['TLS 1.3']],
      [' as the server', ['TLS 1.0']],
    ]);
    expect(sides({ outbound: modern, inbound: modern })).toEqual([[undefined, ['TLS 1.3']]]);
    expect(sides({ outbound: modern, inbound: offer('TLS 1.3') })).toEqual([[undefined, ['TLS 1.3']]]);
    expect(said1('cipherSuites')?.map(({ certain }) => certain)).toEqual([['SUITE']]);
  });

  it('without settings of TLS says what would show them', () => {
    const none = context();
    delete (none as { offers?: unknown }).offers;
    const value = (by: VendorProfile) => said('tlsContexts', 'versions', { tlsContexts: [none] }, by)?.[0];
    expect(value(profile)).toEqual(
      unknownValue('this form of export has no settings of TLS', { at: at('context'), settledBy: TLS_COMMAND }),
    );
    expect(value(bare)?.settledBy).toBeUndefined();
  });

  it('faces the peers of its own legs, each once', () => {
    const legs = [leg(), leg({ direction: 'inbound' }), leg({ peer: 'zoom', tlsContext: 'Zoom' }), leg({ peer: null })];
    expect(said('tlsContexts', 'peers', { legs })).toEqual([knownList(['teams'])]);
    const hidden = { ...reasoned('unknown', 'exposure'), settledBy: 'look there' };
    expect(said('tlsContexts', 'peers', { legs, exposure: hidden })).toEqual([
      unknownValue('exposure says so', { certain: ['teams'], at: at('exposure'), settledBy: 'look there' }),
    ]);
  });

  it('may face those of a leg whose context is not known; a device faces them in any case', () => {
    const lost = leg({ peer: 'zoom', tlsContext: null, unresolved: reasoned('unknown', 'unresolved') });
    const legs = [leg(), lost];
    expect(said('tlsContexts', 'peers', { legs })).toEqual([
      { ...unknownValue('unresolved says so', { at: at('unresolved') }), certain: ['teams'] },
    ]);
    expect(said('devices', 'peers', { legs })).toEqual([knownList(['teams', 'zoom'])]);
    const plain = leg({ peer: 'zoom', tlsContext: null });
    expect(said('tlsContexts', 'peers', { legs: [leg(), plain] })).toEqual([knownList(['teams'])]);
  });

  it('goes by its name', () => {
    expect(subjects('tlsContexts')[0]).toMatchObject({
      words: 'TLS context Teams',
      at: at('context name'),
      names: ['Teams'],
      tlsContext: 'Teams',
    });
  });
});

describe('a trust store', () => {
  const said1 = (field: string, changes: Partial<TrustStore> = {}) =>
    said('trustStores', field, { trustStores: [store(changes)] });
  const HIDDEN = 'the export does not show all of this trust store';
  const open = (because: string, more: Parameters<typeof unknownValue>[1] = {}) =>
    unknownValue(because, { at: at('store'), settledBy: STORE_COMMAND, ...more });
  const use = yesNo({ because: 'use of Root says so', at: at('use of Root') });

  it.each<[field: string, changes: Partial<TrustStore>, value: Value]>([
    ['name', {}, known('TeamsStore')],
    ['scope', {}, known('context')],
    ['contexts', {}, knownList(['Teams'])],
    ['contexts', { id: 's2' }, knownList([])],
    ['complete', {}, known('yes')],
    ['complete', { complete: false }, known('no')],
    ['complete', { complete: false, incompleteBecause: 'it is a part' }, { ...known('no'), because: 'it is a part' }],
    ['complete', { entries: null }, known('no')],
    ['builtInBundle', {}, known('no')],
    [
      'builtInBundle',
      { builtInBundle: reasoned('yes', 'bundle') },
      yesNo({ certain: ['yes'], because: 'bundle says so', at: at('bundle') }),
    ],

    ['trustAnchors', {}, knownList([root.sha256], at('store'))],
    ['trustAnchors', { entries: [entry('Root', bytes(), 'no')] }, knownList([], at('store'))],
    [
      'trustAnchors',
      { entries: [entry('Root', { certainty: 'label' }, 'no'), entry('Other', bytes(other))] },
      knownList([other.sha256], at('store')),
    ],
    [
      'trustAnchors',
      { entries: [entry('Root', { certainty: 'described', certificate: root, description, at: at('listing') })] },
      knownList([root.sha256], at('store')),
    ],
    ['trustAnchors', { entries: null }, open(HIDDEN)],
    ['trustAnchors', { complete: false }, open(HIDDEN, { certain: [root.sha256] })],
    [
      'trustAnchors',
      { complete: false, incompleteBecause: 'it is a part' },
      open('it is a part', { certain: [root.sha256] }),
    ],
    [
      'trustAnchors',
      { entries: [entry('Root', { certainty: 'label' }), entry('Other', bytes(other))] },
      open('Root is a name without a certificate', {
        certain: [other.sha256],
        at: at('Root'),
        settledBy: ROOT_COMMAND,
      }),
    ],
    [
      'trustAnchors',
      { entries: [entry('Root', described()), entry('Other', bytes(other))] },
      open('Root is described, and is none of the certificates that sbclint knows', {
        certain: [other.sha256],
        at: at('Root'),
        settledBy: ROOT_COMMAND,
        cannotBe: new Set([root.sha256, other.sha256]),
      }),
    ],
    [
      'trustAnchors',
      { entries: [entry('Root', described()), entry('Other', bytes(other), 'unknown')] },
      open('Root is described, and is none of the certificates that sbclint knows', {
        certain: [],
        at: at('Root'),
        settledBy: ROOT_COMMAND,
        cannotBe: new Set([root.sha256]),
      }),
    ],
    [
      'trustAnchors',
      { entries: [entry('Root', bytes(), 'unknown'), entry('Other', bytes(other))] },
      { ...use, certain: [other.sha256], perhaps: [root.sha256] },
    ],
    [
      'trustAnchors',
      { entries: [entry('Root', bytes(), 'unknown'), entry('Again')] },
      knownList([root.sha256], at('store')),
    ],

    ['size', {}, known('1', at('store'))],
    [
      'size',
      { entries: [entry('Root'), entry('Other', { certainty: 'label' }), entry('Off', bytes(), 'no')] },
      known('2', at('store')),
    ],
    ['size', { entries: [] }, known('0', at('store'))],
    ['size', { entries: null }, open(HIDDEN)],
    ['size', { complete: false }, open(HIDDEN)],
    ['size', { complete: false, settledBy: 'look there' }, open(HIDDEN, { settledBy: 'look there' })],
    ['size', { entries: [entry('Root', bytes(), 'unknown')] }, open('use of Root says so', { at: at('use of Root') })],
    [
      'size',
      { entries: [entry('Root', bytes(), 'unknown', 'look there')] },
      open('use of Root says so', { at: at('use of Root'), settledBy: 'look there' }),
    ],
  ])('has %s: %#', (field, changes, value) => {
    expect(said1(field, changes)).toEqual([value]);
  });

  it('that no context uses is shown by its own name', () => {
    const alone = store({ id: 's2', entries: null });
    expect(said('trustStores', 'size', { trustStores: [alone] })?.[0]?.settledBy).toBe(
      'show TeamsStore of TeamsStore s2: NAME: prints it',
    );
  });

  it('belongs to a context where it is not of the whole device', () => {
    expect(subjects('trustStores')[0]).toMatchObject({
      words: 'trust store TeamsStore',
      at: at('store'),
      names: ['TeamsStore'],
      tlsContext: 'Teams',
    });
    expect(subjects('trustStores', { trustStores: [store({ scope: 'device' })] })[0]).not.toHaveProperty('tlsContext');
    expect(subjects('trustStores', { trustStores: [store({ id: 's2' })] })[0]).not.toHaveProperty('tlsContext');
  });
});

describe('an entry', () => {
  const said1 = (field: string, identity: Identity) =>
    said('entries', field, { trustStores: [store({ entries: [entry('Root', identity)] })] });
  const label: Identity = { certainty: 'label' };
  const place = { at: at('Root'), settledBy: ROOT_COMMAND };
  const BARE = unknownValue('Root is a name without a certificate', place);
  const UNPRINTED = unknownValue('what the device prints of Root does not say it', place);

  it.each<[field: string, identity: Identity, value: Value]>([
    ['label', label, known('Root', at('Root'))],
    ['store', label, known('TeamsStore')],
    ['contexts', label, knownList(['Teams'])],
    ['certainty', label, known('label')],
    ['certainty', bytes(), known('bytes')],
    ['certainty', described(), known('described')],
    ['sha256', label, BARE],
    ['sha256', bytes(), known(root.sha256, at('Root'))],
    ['sha256', described(), { ...UNPRINTED, cannotBe: new Set([root.sha256, other.sha256]) }],
    ['subject', label, BARE],
    ['subject', bytes(), known('CN=Root,O=Example', at('Root'))],
    ['subject', described(), known('CN=Own', at('Root'))],
    ['subject', described({ subject: null }), UNPRINTED],
    ['issuer', bytes(), known('CN=Root,O=Example', at('Root'))],
    ['issuer', described(), known('CN=Own CA', at('Root'))],
    ['key', bytes(), known('EC P-256', at('Root'))],
    ['key', described(), UNPRINTED],
    ['signature', bytes(), known('ECDSA with SHA-256', at('Root'))],
    ['signature', described(), UNPRINTED],
    ['ca', bytes(), known('yes', at('Root'))],
    ['ca', bytes(certificateFacts({ isCa: false })), known('no', at('Root'))],
    ['ca', bytes(other), unknownValue('a certificate of version 1 does not say it', { at: at('Root') })],
    ['ca', described(), UNPRINTED],
    ['daysLeft', bytes(certificateFacts({ notAfter: '2026-12-01T00:00:00.000Z' })), known('10', at('Root'))],
    ['daysLeft', described(), known('10', at('Root'))],
    ['daysLeft', described({ notAfter: null }), UNPRINTED],
    ['daysLeft', label, BARE],
  ])('has %s: %#', (field, identity, value) => {
    expect(said1(field, identity)).toEqual([value]);
  });

  it('goes by its store and label, and by its certificate where that is known', () => {
    const [found, bareOne] = subjects('entries', {
      trustStores: [store({ entries: [entry('Root'), entry('Bare', label)] })],
    });
    expect(found).toMatchObject({
      words: 'entry Root of trust store TeamsStore',
      at: at('Root'),
      names: ['TeamsStore', 'Root'],
      tlsContext: 'Teams',
      trustAnchor: { name: 'Root', sha256: root.sha256 },
    });
    expect(bareOne).not.toHaveProperty('trustAnchor');
    expect(subjects('entries')).toHaveLength(1);
  });

  it.each<[string, Partial<TrustStore>, because: string]>([
    ['a store that is not shown', { entries: null }, 'the export does not show all of this trust store'],
    [
      'a store that is shown in part',
      { entries: [], complete: false, incompleteBecause: 'it is a part' },
      'it is a part',
    ],
  ])('that is not shown stands for the rest of %s', (_, changes, because) => {
    const [hidden, ...more] = subjects('entries', { trustStores: [store(changes)] });
    expect(more).toEqual([]);
    expect(hidden).toMatchObject({
      words: 'entries of trust store TeamsStore that the export does not show',
      at: at('store'),
      names: ['TeamsStore'],
      tlsContext: 'Teams',
      isHidden: true,
    });
    expect(hidden?.field('store')).toEqual([known('TeamsStore')]);
    expect(hidden?.field('contexts')).toEqual([knownList(['Teams'])]);
    expect(hidden?.field('ca')).toEqual([unknownValue(because, { at: at('store'), settledBy: STORE_COMMAND })]);
  });
});

describe('a device', () => {
  it.each<[field: string, changes: Partial<Device>, value: Value]>([
    ['id', {}, known('edge1')],
    ['vendor', {}, known('oracle')],
    ['product', {}, known('Oracle SBC')],
    ['release', {}, known('9.3', at('release'))],
    ['release', { release: null }, unknownValue('the export does not show the release')],
    ['format', {}, known('oracle-acli')],
    ['contexts', {}, knownList(['Teams'])],
    ['peers', {}, knownList(['teams'])],
  ])('has %s: %#', (field, changes, value) => {
    expect(said('devices', field, changes)).toEqual([value]);
  });

  it.each<[string, Partial<Device>]>([
    ['release', {}],
    ['context', { release: null }],
    ['exposure', { release: null, tlsContexts: [] }],
  ])('is placed at its %s', (place, changes) => {
    expect(subjects('devices', changes)[0]).toMatchObject({ words: 'Oracle SBC', names: [], at: at(place) });
  });
});

it.each<CheckSubject>(['legs', 'tlsContexts', 'trustStores', 'entries', 'devices'])(
  'a field that %s have not is a bug',
  (kind) => {
    expect(() => said(kind, 'colour')).toThrow('no field colour');
  },
);
