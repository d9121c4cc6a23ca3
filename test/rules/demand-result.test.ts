import type { Answer, Reasoned } from '../../src/model/answer.js';
import type { Certificate, KnownCertificate } from '../../src/model/certificate.js';
import type { Device, FacingLeg } from '../../src/model/device.js';
import type { Knowledge, PeerProfile, Requirement, VendorProfile } from '../../src/model/knowledge.js';
import { moment } from '../../src/model/time.js';
import type { Identity, TlsContext, TrustStore, TrustStoreEntry } from '../../src/model/trust.js';
import type { RuleInput } from '../../src/rules/define-rule.js';
import { demandResult, isCrossSigned, isUnbound, unmetDemands, type Unmet } from '../../src/rules/demand-result.js';
import { facings } from '../../src/rules/facing.js';
import type { Phase } from '../../src/rules/trust-question.js';
import type { Provenance } from '../../src/text/provenance.js';
import { certificateFacts } from '../support/certificate-facts.js';

const at = (what: string) => ({ file: what }) as Provenance;
const sourced = <T>(value: T, what: string) => ({ value, at: at(what) });
const reasoned = (answer: Answer, because: string): Reasoned => ({ answer, because, at: at(because) });

const rootOf = (name: string, changes: Partial<Certificate> = {}): KnownCertificate => ({
  ...certificateFacts({ subject: `CN=${name}`, issuer: `CN=${name}`, sha256: name, ...changes }),
  name,
  file: null,
  issuerSpkiSha256: null,
});
const [ONE, TWO] = [rootOf('Root One', { serial: '1234567890abcdef' }), rootOf('Root Two')];
const crossSign = certificateFacts({
  subject: ONE.subject,
  issuer: 'CN=Old Root',
  notAfter: '2027-01-01T00:00:00.000Z',
});

const bytes = (certificate: Certificate): Identity => ({ certainty: 'bytes', certificate, at: at('pem') });
const label: Identity = { certainty: 'label' };
const entry = (name: string, identity: Identity = label, usable: Answer = 'yes'): TrustStoreEntry => ({
  label: sourced(name, name),
  claims: [sourced(name, name)],
  identity,
  usable: reasoned(usable, `${name} is off`),
});

const store = (changes: Partial<TrustStore> = {}): TrustStore => ({
  id: 's1',
  name: 'Store',
  scope: 'context',
  entries: [],
  complete: true,
  incompleteBecause: null,
  builtInBundle: null,
  at: at('store'),
  ...changes,
});

const requirement = (changes: Partial<Requirement> = {}): Requirement => ({
  id: 'needs-one',
  clouds: ['commercial'],
  from: '2026-03-01',
  allOf: [ONE.sha256],
  keep: [],
  level: 'error',
  confidence: 'verified',
  source: ['page'],
  ...changes,
});

/** One of some roots is enough. */
const oneOf = (...anyOf: readonly string[]) =>
  ({ ...requirement({ anyOf }), allOf: undefined }) as unknown as Requirement;

const leg = (changes: Partial<FacingLeg> = {}): FacingLeg => ({
  name: 'Trunk',
  trunk: 'Trunk',
  direction: 'outbound',
  tlsContext: 'Teams',
  unresolved: null,
  transport: sourced('tls', 'transport'),
  port: 5061,
  endpoints: [],
  enabled: reasoned('yes', 'it is on'),
  verifiesPeer: reasoned('yes', 'it verifies'),
  mutualTls: reasoned('yes', 'it asks'),
  peer: 'teams',
  cloud: 'commercial',
  at: at('leg'),
  ...changes,
});

const context: TlsContext = {
  name: sourced('Teams', 'context'),
  key: '1',
  trustStores: ['s1', 's2'],
  at: at('context'),
};

interface Asked {
  readonly stores?: readonly TrustStore[];
  readonly held?: readonly TrustStoreEntry[];
  readonly legs?: readonly FacingLeg[];
  readonly requirements?: readonly Requirement[];
  readonly phase?: Phase;
  readonly asOf?: string;
}

/** What is unmet towards the peer, and what a finding about each says. */
function unmet({
  stores = [store()],
  held,
  legs = [leg()],
  requirements = [requirement()],
  phase = 'in-force',
  asOf = '2026-11-22',
}: Asked) {
  const peer = { id: 'teams', title: 'Microsoft Teams', requirements } as unknown as PeerProfile;
  const knowledge = {
    peers: [peer],
    certificates: [ONE, TWO],
    aliases: [{ alias: 'rootone', sha256: ONE.sha256 }],
  } as unknown as Knowledge;
  const device = { legs, held: held ?? null, trustStores: stores, tlsContexts: [context] } as unknown as Device;
  const command = { text: 'show {store} of {context} {key}: {label}', yields: 'prints it', confidence: 'verified' };
  const profile = {
    id: 'vendor',
    commands: { proveTrustStore: command, showConfiguration: { ...command, text: 'show all' } },
    facts: {},
  } as unknown as VendorProfile;
  const input = { device, knowledge, profile, asOf: moment(asOf), paths: [] } as RuleInput;
  const found = facings(device, knowledge).flatMap((facing) => [...unmetDemands(facing, input, phase)]);
  return found.map((one) => ({ one, said: demandResult(one, input, 'error') }));
}

const names = (asked: Asked) => unmet(asked).map(({ one }) => one.demand.anchor.name);
const first = (asked: Asked): Unmet => (unmet(asked)[0] as { one: Unmet }).one;
const said = (asked: Asked) => unmet(asked)[0]?.said;

describe('what a peer asks for', () => {
  it('is unmet where the store lacks it, and met where it has it', () => {
    expect(names({})).toEqual(['Root One']);
    expect(names({ stores: [store({ entries: [entry('x', bytes(ONE))] })] })).toEqual([]);
    expect(names({ stores: [store(), store({ id: 's2', entries: [entry('x', bytes(ONE))] })] })).toEqual([]);
  });

  it('is nothing for other clouds, as advice, or of a root that is not known', () => {
    expect(names({ requirements: [requirement({ clouds: ['gcc-high'] })] })).toEqual([]);
    expect(names({ requirements: [requirement({ clouds: ['gcc-high', 'commercial'] })] })).toEqual(['Root One']);
    expect(names({ requirements: [requirement({ level: 'note' })] })).toEqual([]);
    expect(names({ requirements: [requirement({ allOf: ['nobody'] })] })).toEqual([]);
  });

  it.each<[asOf: string, phase: Phase, announced: string | undefined, isAsked: boolean]>([
    ['2026-03-01', 'in-force', '2026-01-01', true],
    ['2026-02-28', 'in-force', '2026-01-01', false],
    ['2026-02-28', 'upcoming', '2026-01-01', true],
    ['2026-01-01', 'upcoming', '2026-01-01', true],
    ['2025-12-31', 'upcoming', '2026-01-01', false],
    ['2026-02-28', 'upcoming', undefined, false],
    ['2026-03-01', 'upcoming', '2026-01-01', false],
  ])('on %s is %s, announced %s: %s', (asOf, phase, announced, isAsked) => {
    const requirements = [requirement(announced === undefined ? {} : { announced })];
    expect(names({ asOf, phase, requirements }).length).toBe(isAsked ? 1 : 0);
  });

  it('of several roots is all of them, or the first of those of which one is enough', () => {
    const both = [ONE.sha256, TWO.sha256];
    expect(names({ requirements: [requirement({ allOf: both })] })).toEqual(['Root One', 'Root Two']);
    const any = oneOf(...both);
    expect(names({ requirements: [any] })).toEqual(['Root One']);
    expect(said({ requirements: [any] })?.data['choice']).toBe(' or any of 1 other roots, one of');
    expect(said({})?.data['choice']).toBe(',');
    expect(names({ requirements: [any], stores: [store({ entries: [entry('x', bytes(TWO))] })] })).toEqual([]);
    expect(names({ requirements: [oneOf()] })).toEqual([]);
  });

  it('by several records is one finding', () => {
    const requirements = [requirement({ confidence: 'inferred' }), requirement({ id: 'too', from: '2025-06-01' })];
    expect(unmet({ requirements })).toHaveLength(1);
    expect(said({ requirements })).toMatchObject({
      requirements: ['needs-one', 'too'],
      data: { from: '2025-06-01', confidence: '' },
    });
  });
});

describe('a root that is certainly lacking', () => {
  it('fails, with what would help and where', () => {
    expect(said({})).toEqual({
      kind: 'fail',
      data: {
        context: 'TLS context Teams',
        user: 'TLS context Teams',
        anchor: 'Root One',
        choice: ',',
        peer: 'Microsoft Teams',
        from: '2026-03-01',
        since: '2026-03-01',
        confidence: '',
        entry: '',
        state: '',
        signer: '',
      },
      peer: 'teams',
      requirements: ['needs-one'],
      trustAnchor: { name: 'Root One', sha256: 'Root One' },
      tlsContext: 'Teams',
      level: 'error',
      wants: { store: 's1', tlsContext: 'Teams', anchor: 'Root One' },
      at: at('context'),
    });
  });

  it('is lacking in the store of the device where the context uses that', () => {
    expect(said({ stores: [store({ scope: 'device' })] })?.data).toMatchObject({
      context: "the device's trust store, which TLS context Teams uses,",
      user: 'TLS context Teams',
    });
  });

  it('is a warning where nobody has confirmed the requirement, and says so', () => {
    const requirements = [requirement({ level: 'warning' })];
    const unconfirmed = 'a warning only, because nobody has confirmed that this cloud needs it';
    expect(said({ requirements })).toMatchObject({ level: 'warning', because: unconfirmed });
    expect(said({ requirements: [...requirements, requirement()] })?.level).toBe('error');
  });

  it('is open where nobody has verified that the peer requires it, whatever else is known', () => {
    const requirements = [requirement({ level: 'warning', confidence: 'unknown' })];
    const because = 'that Microsoft Teams requires it is not established';
    const open = said({ requirements });
    expect(open).toMatchObject({ kind: 'open', level: 'warning', because, wants: { anchor: ONE.sha256 } });
    expect(open?.hint).toContain('ask Microsoft Teams whether it requires Root One');
    const hidden = [store({ entries: [entry('x')] })];
    expect(said({ requirements, stores: hidden })?.because).toBe(`x is a name without a certificate; ${because}`);
    const backed = [...requirements, requirement({ id: 'too', level: 'warning', confidence: 'inferred' })];
    expect(said({ requirements: backed })?.kind).toBe('fail');
  });

  it('is less where no leg checks its peer, and where all are switched off', () => {
    const unchecked = leg({ verifiesPeer: reasoned('no', 'it does not verify') });
    const off = leg({ enabled: reasoned('no', 'it is off') });
    expect(said({ legs: [unchecked] })).toMatchObject({
      level: 'warning',
      because: expect.stringMatching(/does not verify/) as string,
    });
    expect(said({ legs: [unchecked, leg()] })).toMatchObject({ level: 'error' });
    expect(said({ legs: [off] })).toMatchObject({
      level: 'warning',
      because: expect.stringMatching(/it is off/) as string,
    });
    const both = said({ legs: [off], requirements: [requirement({ level: 'warning' })] });
    expect(both?.because).toMatch(/^a warning only, because nobody.*; one level less/);
  });

  it('says since when it is required, or since when at the latest', () => {
    const latest = requirement({ from: '2026-01-05T00:00:00Z', fromIsLatest: true });
    expect(said({ requirements: [latest] })?.data['since']).toBe('2026-01-05 at the latest');
    expect(said({ requirements: [latest, requirement()] })?.data['since']).toBe('2026-01-05');
  });
});

describe('a root that may be there', () => {
  it.each<[string, Partial<TrustStore>, because: string, hint: string, place: string]>([
    [
      'a store that is not shown',
      { entries: null },
      'the export does not show the whole trust store',
      'show Store of Teams 1: NAME: prints it',
      'context',
    ],
    [
      'a part of a store',
      { complete: false, incompleteBecause: 'it is a part' },
      'it is a part',
      'show Store of Teams 1: NAME: prints it; NAME stands for each entry in turn',
      'context',
    ],
    [
      'a part that something else shows',
      { complete: false, settledBy: 'look there' },
      'the export does not show the whole trust store',
      'look there',
      'context',
    ],
    [
      'one name',
      { entries: [entry('Corporate')] },
      'Corporate is a name without a certificate',
      'show Store of Teams 1: Corporate: prints it',
      'Corporate',
    ],
    [
      'two names',
      { entries: [entry('a'), entry('b'), entry('c', label, 'no')] },
      'a, b are names without a certificate',
      'show Store of Teams 1: NAME: prints it; NAME stands for each entry in turn',
      'context',
    ],
    [
      'five names',
      { entries: ['a', 'b', 'c', 'd', 'e'].map((each) => entry(each)) },
      'a, b, c and 2 more are names without a certificate',
      'show Store of Teams 1: NAME: prints it; NAME stands for each entry in turn',
      'context',
    ],
    [
      'its own name',
      { entries: [entry('Corporate'), entry('Root-One')] },
      'Root-One is named like it (probable), but the export shows a name and no certificate',
      'show Store of Teams 1: Root-One: prints it',
      'Root-One',
    ],
    [
      'its serial number',
      { entries: [entry('1234567890ABCDEF')] },
      '1234567890ABCDEF bears its serial number (probable), but the export shows a name and no certificate',
      'show Store of Teams 1: 1234567890ABCDEF: prints it',
      '1234567890ABCDEF',
    ],
    [
      'an entry that may be off',
      { entries: [entry('x', bytes(ONE), 'unknown')] },
      'x is off',
      'show Store of Teams 1: x: prints it',
      'x',
    ],
    [
      'a built-in list',
      { builtInBundle: reasoned('unknown', 'it may have a list') },
      'it may have a list',
      'show Store of Teams 1: NAME: prints it; NAME stands for each entry in turn',
      'context',
    ],
  ])('behind %s is open', (_, changes, because, hint, place) => {
    expect(said({ stores: [store(changes)] })).toMatchObject({
      kind: 'open',
      level: 'error',
      because,
      hint,
      at: at(place),
      wants: { store: 's1', anchor: 'Root One' },
    });
  });

  it('in one of two stores is best added to the one that is known', () => {
    const stores = [store({ entries: null }), store({ id: 's2', name: 'Other' })];
    expect(said({ stores })).toMatchObject({ kind: 'open', wants: { store: 's2' } });
  });

  it('beside another of which one is enough, that may be there too, is open', () => {
    const any = oneOf(ONE.sha256, TWO.sha256);
    const stores = [store({ entries: [entry('x', bytes(TWO), 'unknown')] })];
    expect(said({ requirements: [any], stores })).toMatchObject({ kind: 'open', because: 'x is off' });
  });
});

it('where the context of the legs is not known everything is open', () => {
  const why = { ...reasoned('unknown', 'two contexts have that name'), settledBy: 'look there' };
  const lost = said({ legs: [leg({ tlsContext: null, unresolved: why })] });
  expect(lost).toMatchObject({
    kind: 'open',
    because: 'two contexts have that name',
    hint: 'look there',
    at: at('two contexts have that name'),
    data: { context: 'the TLS context of Trunk' },
  });
  expect(lost).not.toHaveProperty('tlsContext');
  expect(lost).not.toHaveProperty('wants');
  const silent = said({ legs: [leg({ tlsContext: null })] });
  expect(silent).toMatchObject({ because: 'which TLS context the leg uses is not known', at: at('leg') });
  expect(silent?.hint).toBe('look it up on the device, or export the whole configuration: show all: prints it');
});

describe('a cross-sign of the root', () => {
  const crossed = (usable: Answer = 'yes', asOf = '2026-11-22') =>
    ({ stores: [store({ entries: [entry('Cross', bytes(crossSign), usable)] })], asOf }) as const;

  it('of which it is not known whether it counts leaves the root open', () => {
    expect(isCrossSigned(first(crossed('unknown')))).toBe(false);
    expect(said(crossed('unknown'))).toMatchObject({ kind: 'open', because: 'Cross is off' });
  });

  it('stands in for it, and says who signed it', () => {
    expect(isCrossSigned(first(crossed()))).toBe(true);
    expect(said(crossed())?.data).toMatchObject({ entry: 'Cross', signer: 'Old Root', state: '' });
  });

  it.each([
    ['is switched off', crossed('no')],
    ['is none', {}],
  ])('does not where it %s', (_, asked) => {
    expect(isCrossSigned(first(asked))).toBe(false);
    expect(said(asked)?.data['signer']).toBe('');
  });

  it('still stands for it when it has expired, and leaves nothing open where nobody knows whether it is in use', () => {
    expect(isCrossSigned(first(crossed('yes', '2027-01-02')))).toBe(true);
    expect(said(crossed('unknown', '2027-01-01'))).toMatchObject({ kind: 'open', because: 'Cross is off' });
    expect(first(crossed('unknown', '2027-01-02')).trust?.doubt.entry?.label.value).not.toBe('Cross');
  });
});

describe('a root that the device holds and this context cannot use', () => {
  it('is unbound where it is the certificate', () => {
    const asked = { held: [entry('Held', bytes(ONE))] };
    expect(isUnbound(first(asked))).toBe(true);
    expect(isCrossSigned(first(asked))).toBe(false);
    expect(said(asked)?.data).toMatchObject({ entry: 'Held', state: 'it is not listed there' });
  });

  it('says why its entry is off, or the part that lists it', () => {
    expect(said({ held: [entry('Held', bytes(ONE), 'no')] })?.data['state']).toBe('Held is off');
    const switchedOff = [
      { label: 'Other', because: 'not that' },
      { label: 'Held', because: 'its group is off' },
    ];
    expect(said({ held: [entry('Held', bytes(ONE))], stores: [store({ switchedOff })] })?.data['state']).toBe(
      'its group is off',
    );
  });

  it('is not where only its name says so, unless that one is switched off and the store is in doubt', () => {
    expect(isUnbound(first({ held: [entry('Root One')] }))).toBe(false);
    expect(isUnbound(first({ held: [entry('Root One', label, 'no')] }))).toBe(false);
    expect(isUnbound(first({ held: [entry('Root One', label, 'no')], stores: [store({ complete: false })] }))).toBe(
      true,
    );
    expect(isUnbound(first({ held: [entry('Root One')], stores: [store({ complete: false })] }))).toBe(false);
  });

  it('is proven before it is named, and is none that the store lists', () => {
    const held = [entry('Root One'), entry('Held', bytes(ONE))];
    expect(said({ held })?.data['entry']).toBe('Held');
    expect(said({ held, stores: [store({ entries: [entry('Held', bytes(TWO))] })] })?.data['entry']).toBe('Root One');
    expect(said({ held: [entry('Corporate'), entry('x', bytes(TWO))] })?.data['entry']).toBe('');
  });
});
