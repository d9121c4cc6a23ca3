import type { Answer } from '../../src/model/answer.js';
import type { PeerProfile, VendorProfile } from '../../src/model/knowledge.js';
import type { Allowed, TlsOffer } from '../../src/model/tls.js';
import type { RuleInput } from '../../src/rules/define-rule.js';
import { tlsFacings, tlsResult, worstOf, type TlsFacing } from '../../src/rules/tls-decision.js';
import { unknown, type Common } from '../../src/rules/tls-question.js';

const place = { file: 'sbc.cfg', line: 3 };
const setting = (name: string) => ({ because: name, at: place }) as unknown as Allowed;
const offer = (name: string) => ({ versions: setting(name) }) as TlsOffer;
const [client, server] = [offer('client'), offer('server')];

interface Legs {
  readonly directions?: readonly ('inbound' | 'outbound')[];
  readonly doubt?: string;
  readonly endpoints?: readonly object[];
  readonly enabled?: Answer;
  readonly peer?: string;
}

const legs = ({ directions = ['outbound', 'inbound'], doubt, endpoints = [], enabled = 'yes', peer = 'teams' }: Legs) =>
  directions.map((direction) => ({
    name: `Trunk ${direction}`,
    direction,
    endpoints,
    peer,
    cloud: 'a',
    tlsContext: 'Teams',
    transport: { value: 'tls' },
    enabled: { answer: enabled, because: 'it is switched off' },
    ...(doubt === undefined ? {} : { tlsDoubt: { because: doubt } }),
  }));

const context = { name: { value: 'Teams' }, key: '1', trustStores: [], offers: { outbound: client, inbound: server } };
const peer = { id: 'teams', title: 'Microsoft Teams', tls: {} } as unknown as PeerProfile;

function facing(more: Legs & { readonly one?: boolean } = {}): TlsFacing {
  const offers = more.one ? { outbound: client, inbound: client } : context.offers;
  const device = { legs: legs(more), trustStores: [], tlsContexts: [{ ...context, offers }] };
  const input = { device, knowledge: { peers: [peer] }, asOf: {} } as unknown as RuleInput;
  const [found] = tlsFacings(input);
  if (!found) throw new Error('nobody is faced');
  return found;
}

const common = (answer: Common['answer'], more: Partial<Common> = {}): Common => ({
  ...unknown(['TLS 1.0'], 'nobody knows', 'peer'),
  answer,
  confidence: 'verified',
  ...more,
});

describe('who is asked about TLS', () => {
  const faced = (device: object, peers: readonly object[] = [peer]) =>
    [...tlsFacings({ device, knowledge: { peers }, asOf: {} } as unknown as RuleInput)].length;
  const device = { legs: legs({}), trustStores: [], tlsContexts: [context] };

  it('is a context with settings of TLS towards a peer of which something is known', () => {
    expect(faced(device)).toBe(1);
    expect(faced({ ...device }, [{ ...peer, tls: undefined }])).toBe(0);
    expect(faced({ ...device, tlsContexts: [{ ...context, offers: undefined }] })).toBe(0);
    expect(faced({ ...device, tlsContexts: [] })).toBe(0);
  });

  it.each<[Legs['directions'], TlsOffer[]]>([
    [['outbound'], [client]],
    [['inbound'], [server]],
    [
      ['inbound', 'outbound'],
      [client, server],
    ],
  ])('is asked about the sides that it has: %j', (directions, offers) => {
    expect(facing({ directions: directions ?? [] }).offers).toEqual(offers);
  });

  it('is asked once where one setting is for both sides', () => {
    expect(facing({ one: true }).offers).toEqual([client]);
  });
});

describe('the worse of two sides', () => {
  const worst = (of: TlsFacing, asClient: Common['answer'] | null, asServer: Common['answer'] | null) => {
    const found = worstOf(of, (each) => {
      const answer = each === client ? asClient : asServer;
      return answer && { common: common(answer), setting: each.versions };
    });
    return found && [found.common.answer, found.setting.because, found.side];
  };

  it.each([
    ['no', 'unknown'],
    ['unknown', 'leaving'],
    ['leaving', 'old'],
    ['old', 'yes'],
  ] as const)('is %s before %s', (bad, good) => {
    expect(worst(facing(), bad, good)).toEqual([bad, 'client', ' as the client']);
    expect(worst(facing(), good, bad)).toEqual([bad, 'server', ' as the server']);
  });

  it('has no side where both say the same, or have one setting', () => {
    expect(worst(facing(), 'no', 'no')).toEqual(['no', 'client', '']);
    expect(worst(facing({ one: true }), 'no', 'yes')).toEqual(['no', 'client', '']);
  });

  it('has one where the other is not used, or not asked', () => {
    expect(worst(facing({ directions: ['inbound'] }), 'yes', 'no')).toEqual(['no', 'server', ' as the server']);
    expect(worst(facing(), 'yes', null)).toEqual(['yes', 'client', ' as the client']);
    expect(worst(facing(), null, null)).toBeNull();
  });

  it('is open where the settings may not be those of the leg, and connects all the same', () => {
    const found = worstOf(facing({ doubt: 'the leg has settings of its own' }), (each) => ({
      common: common('old', { connects: true }),
      setting: each.versions,
    }));
    expect(found?.common).toEqual({
      ...unknown([], 'the leg has settings of its own', 'default'),
      connects: true,
    });
  });
});

const profile = {
  commands: {
    proveTlsSettings: { text: 'show {context} {key}', yields: 'prints its settings', confidence: 'inferred' },
  },
} as unknown as VendorProfile;

const said = (of: Common, more: Legs = {}, by = profile) =>
  tlsResult(facing(more), { common: of, setting: setting('x'), side: ' as the client' }, {
    profile: by,
  } as RuleInput);

it('what is found says where, of whom, since when and how sure', () => {
  const found = said(common('no', { names: ['TLS 1.0', 'TLS 1.1'], since: '2025-01-01', confidence: 'inferred' }));
  expect(found).toEqual({
    data: {
      context: 'TLS context Teams',
      peer: 'Microsoft Teams',
      side: ' as the client',
      names: 'TLS 1.0, TLS 1.1',
      since: ' since 2025-01-01',
      confidence: ' (inferred, not verified)',
    },
    at: place,
    level: 'warning',
    tlsContext: 'Teams',
    peer: 'teams',
  });
  expect(said(common('no')).data).toMatchObject({ since: '', confidence: '' });
});

it.each<[Common['answer'], Partial<Common>, string]>([
  ['no', { confidence: 'verified' }, 'error'],
  ['no', { confidence: 'corroborated' }, 'error'],
  ['no', { confidence: 'inferred' }, 'warning'],
  ['old', {}, 'warning'],
  ['leaving', {}, 'warning'],
  ['unknown', { openBy: 'peer', connects: false }, 'error'],
  ['unknown', { openBy: 'peer', connects: true }, 'warning'],
  ['unknown', { openBy: 'unread', connects: false }, 'error'],
  ['unknown', { openBy: 'default', connects: true, names: ['TLS 1.0'] }, 'note'],
  ['unknown', { openBy: 'default', connects: false, names: ['TLS 1.0'] }, 'warning'],
  ['unknown', { openBy: 'default', connects: false, names: [] }, 'note'],
])('%s with %j is a finding of level %s', (answer, more, level) => {
  expect(said(common(answer, more)).level).toBe(level);
});

it('legs that are all disabled make it less, and say why', () => {
  const found = said(common('no'), { enabled: 'no' });
  expect(found.level).toBe('warning');
  expect(found.because).toContain('it is switched off');
  // What is open says why it is open.
  expect(said(common('unknown'), { enabled: 'no' })).toMatchObject({ level: 'warning', because: 'nobody knows' });
});

describe('what would settle an open answer', () => {
  it('is a command of the vendor where the configuration leaves it open', () => {
    const hint = 'show Teams 1: prints its settings (inferred, not verified)';
    expect(said(common('unknown', { openBy: 'default' })).hint).toBe(hint);
    expect(said(common('unknown', { openBy: 'unread' })).hint).toBe(hint);
    const none = { commands: {} } as unknown as VendorProfile;
    expect(said(common('unknown', { openBy: 'default' }), {}, none)).not.toHaveProperty('hint');
  });

  it.each<[string[], object[], RegExp]>([
    [['TLS 1.3'], [], /^openssl s_client -connect PEER:5061 -tls1_3,/],
    [['TLS 1.2'], [], /-connect PEER:5061 -tls1_2,/],
    [['TLS 1.0', 'TLS 1.1'], [], /-connect PEER:5061 -tls1_1,/],
    [['TLS 1.0'], [], /-connect PEER:5061 -tls1,/],
    [['SSL 3.0'], [], /-connect PEER:5061 -ssl3,/],
    [['TLS_AES_128_GCM_SHA256'], [{ host: { value: 'a.example' }, port: null }], /-connect a\.example:5061 -tls1_3,/],
    [
      ['TLS_RSA_WITH_A'],
      [{ host: { value: 'a.example' }, port: { value: 5063 } }],
      /-connect a\.example:5063 -tls1_2 -cipher SUITE,/,
    ],
    [['TLS_RSA_WITH_A', 'TLS_AES_128_GCM_SHA256'], [], /-connect PEER:5061 -tls1_2 -cipher SUITE,/],
  ])('is a handshake where the peer leaves %j open', (names, endpoints, hint) => {
    expect(said(common('unknown', { openBy: 'peer', names }), { endpoints }).hint).toMatch(hint);
  });

  it('is not asked for where the answer is known', () => {
    expect(said(common('no'))).not.toHaveProperty('hint');
  });
});
