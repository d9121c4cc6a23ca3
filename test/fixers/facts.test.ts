import { facts, problemFacts, surplus } from '../../src/fixers/facts.js';
import type { Reasoned } from '../../src/model/answer.js';
import type { Device, FacingLeg } from '../../src/model/device.js';
import type { Allowed, TlsOffers } from '../../src/model/tls.js';
import type { Identity, TlsContext, TrustStore, TrustStoreEntry } from '../../src/model/trust.js';
import { wholeFile } from '../../src/text/provenance.js';
import { G2 } from './ribbon-core-fix.js';

const at = wholeFile('sbc.cfg');
const own = <T>(value: T) => ({ value, at });
const reasoned = (answer: Reasoned['answer']): Reasoned => ({ answer, because: '', at });
const entry = (label: string, identity: Identity, usable: Reasoned['answer'] = 'yes'): TrustStoreEntry => ({
  label: own(label),
  claims: [],
  identity,
  usable: reasoned(usable),
});
const known: Identity = { certainty: 'bytes', certificate: { ...G2, sha256: 'abc' }, at };
const described: Identity = {
  certainty: 'described',
  certificate: null,
  description: { subject: 'CN=x' } as Extract<Identity, { certainty: 'described' }>['description'],
  at,
};

const allowed = (
  certain: readonly string[],
  perhaps: Allowed['perhaps'] = [],
  doubt: Allowed['doubt'] = null,
): Allowed => ({
  certain,
  perhaps,
  doubt,
  because: '',
  confidence: 'verified',
  at,
});
const side = { versions: allowed(['1.2'], ['1.3'], 'default'), cipherSuites: allowed(['A', 'B'], 'any', 'unread') };
const offers = (outbound: TlsOffers['outbound'], inbound: TlsOffers['inbound']) => ({ outbound, inbound }) as TlsOffers;

const store: TrustStore = {
  id: '1',
  name: 'One',
  scope: 'context',
  entries: [entry('A', known), entry('B', { certainty: 'label' }, 'no'), entry('C', described, 'unknown')],
  complete: true,
  incompleteBecause: null,
  builtInBundle: reasoned('no'),
  at,
};
const context: TlsContext = {
  name: own('Trunk'),
  key: '1',
  trustStores: ['1', '2'],
  tlsVersion: own('12'),
  cipherSuites: [own('X'), own('Y')],
  verifyDepth: own('3'),
  endEntity: own('me'),
  at,
};
const nameless: FacingLeg = {
  name: 'out',
  trunk: 'T',
  direction: 'outbound',
  tlsContext: 'Trunk',
  unresolved: null,
  transport: own('tls' as const),
  port: 5061,
  endpoints: [
    { host: own('a.example'), port: own(5061) },
    { host: own('b.example'), port: null },
  ],
  enabled: reasoned('yes'),
  verifiesPeer: reasoned('no'),
  mutualTls: reasoned('unknown'),
  peer: 'teams',
  cloud: 'commercial',
  at,
};
const leg: FacingLeg = { ...nameless, ownNames: [own('sbc.example'), own('sbc2.example')] };
const device: Device = {
  id: 'sbc',
  key: 'sbc',
  vendor: 'maker',
  product: 'SBC',
  release: own('1.0'),
  format: 'any',
  files: [],
  held: null,
  trustStores: [store],
  tlsContexts: [context],
  legs: [leg],
  endEntityCertificates: [{ label: own('me'), identity: known }],
  exposure: reasoned('yes'),
  problems: [],
};
const said = (changed: Partial<Device>) => facts({ ...device, ...changed }).map((fact) => JSON.parse(fact) as unknown);

it('a device says one line a fact, without places', () => {
  expect(said({})).toEqual([
    ['device', 'maker', 'SBC', '1.0'],
    ['exposure', 'yes'],
    ['store', '1', 'One', 'context', 'shown', true],
    ['bundle', '1', 'no'],
    ['store 1', null, 'abc', 'yes'],
    ['store 1', null, 'unknown', 'no'],
    ['store 1', null, '{"subject":"CN=x"}', 'unknown'],
    ['context', 'Trunk', '1', '1 2', '12', 'X Y', null, '3', 'me'],
    [
      ...['leg', 'out', 'T', 'outbound', 'Trunk', null, 'tls', 5061, 'a.example:5061 b.example:'],
      ...['sbc.example sbc2.example', 'yes', 'no', 'unknown', 'teams', 'commercial'],
    ],
    ['own', 'me', 'abc'],
  ]);
});

it('labels count where the device shows what it holds', () => {
  const lines = said({ held: [entry('A', known)] });
  expect(lines).toContainEqual(['held', 'A', 'abc', 'yes']);
  expect(lines).toContainEqual(['store 1', 'B', 'unknown', 'no']);
});

it('what is not shown is not told from what is not there', () => {
  const bare = {
    release: null,
    trustStores: [{ ...store, entries: null, builtInBundle: null, complete: false }],
    tlsContexts: [{ name: own('Trunk'), key: '1', trustStores: [], at }],
    legs: [
      {
        ...leg,
        tlsContext: null,
        unresolved: { ...reasoned('unknown'), because: 'two of it' },
        endpoints: [],
        ownNames: [],
      },
    ],
  };
  expect(said(bare)).toEqual([
    ['device', 'maker', 'SBC', null],
    ['exposure', 'yes'],
    ['store', '1', 'One', 'context', 'hidden', false],
    ['bundle', '1', null],
    ['context', 'Trunk', '1', '', null, '', null, null, null],
    [
      'leg',
      'out',
      'T',
      'outbound',
      null,
      'two of it',
      'tls',
      5061,
      '',
      '',
      'yes',
      'no',
      'unknown',
      'teams',
      'commercial',
    ],
    ['own', 'me', 'abc'],
  ]);
  expect(said({ legs: [nameless] })).toEqual(said({ legs: [{ ...leg, ownNames: [] }] }));
});

it.each<[string, TlsOffers, string]>([
  ['both sides alike', offers(side, side), '1.2 default 1 more; A B unread any'],
  [
    'two sides',
    offers(side, { versions: allowed(['1.0', '1.2']), cipherSuites: allowed([]) }),
    '1.2 default 1 more; A B unread any; 1.0 1.2; ',
  ],
])('what a context allows is counted where it is not certain: %s', (_, given, expected) => {
  expect(said({ tlsContexts: [{ ...context, offers: given }] })).toContainEqual(expect.arrayContaining([expected]));
});

it('a problem is what it says, wherever it stands', () => {
  const problem = (data: Readonly<Record<string, string>>) => ({
    ruleId: 'rule',
    kind: 'open' as const,
    messageId: 'm',
    data,
    at,
  });
  const [one] = problemFacts({
    ...device,
    problems: [problem({ what: 'x', first: 'sbc.cfg:1', place: 'a', otherPlace: 'b' })],
  });
  expect(JSON.parse(one ?? '')).toEqual(['problem', 'rule', 'open', 'm', '[["what","x"]]']);
});

it.each<[readonly string[], readonly string[], readonly string[]]>([
  [['a', 'a', 'b'], ['a'], ['a', 'b']],
  [['a'], ['a', 'a'], []],
  [['a', 'a', 'a'], ['a', 'a'], ['a']],
  [[], ['a'], []],
  [['a'], [], ['a']],
])('%j has more than %j: %j', (of, over, more) => {
  expect(surplus(of, over)).toEqual(more);
});
