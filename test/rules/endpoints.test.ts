import type { Answer } from '../../src/model/answer.js';
import type { Confidence } from '../../src/model/knowledge.js';
import { moment } from '../../src/model/time.js';
import type { Rule, RuleInput } from '../../src/rules/define-rule.js';
import { hasPeerSuffix, isDocumented, plainHost } from '../../src/rules/endpoint-names.js';
import { incompleteEndpointSet } from '../../src/rules/incomplete-endpoint-set.js';
import { retiredEndpoint } from '../../src/rules/retired-endpoint.js';
import { testEndpoint } from '../../src/rules/test-endpoint.js';
import { wrongEndpointPort } from '../../src/rules/wrong-endpoint-port.js';

let places = 0;
const at = (what: string) => ({ file: what, range: { start: (places += 1) } });

interface Called {
  readonly host: string;
  readonly port?: number;
}
const endpoint = ({ host, port }: Called) => ({
  host: { value: host, at: at(host) },
  port: port === undefined ? null : { value: port, at: at(`port of ${host}`) },
});

interface Leg {
  readonly calls: readonly Called[];
  readonly trunk?: string;
  readonly direction?: 'inbound' | 'outbound';
  readonly transport?: string;
  readonly enabled?: Answer;
  readonly cloud?: string | null;
}
const leg = ({
  calls,
  trunk = 'Teams',
  direction = 'outbound',
  transport = 'tls',
  enabled = 'yes',
  cloud = 'commercial',
}: Leg) => ({
  trunk,
  direction,
  cloud,
  peer: 'teams',
  transport: { value: transport },
  enabled: { answer: enabled, because: 'it is off' },
  endpoints: calls.map(endpoint),
});

interface More {
  /** Of what the profile says. */
  readonly confidence?: Confidence;
  readonly listed?: object;
  readonly exposure?: Answer;
  readonly problems?: readonly object[];
  readonly asOf?: string;
}

function said(
  rule: Rule,
  legs: readonly Leg[],
  { confidence = 'verified', listed = {}, exposure = 'yes', problems = [], asOf = '2026-11-22' }: More = {},
) {
  const name = (host: string) => ({ host, confidence, ...listed });
  const peer = {
    id: 'teams',
    title: 'Teams',
    clouds: [
      {
        id: 'commercial',
        endpoints: ['sip.example.com', 'sip2.example.com', 'sip3.example.com'],
        suffixes: ['.example.com'],
        port: 5061,
        confidence,
      },
      { id: 'unlisted', endpoints: [], suffixes: ['.example.org'], port: 5061, confidence },
      { id: 'other', endpoints: ['sip.example.us'], suffixes: ['.example.us'], port: 5062, confidence },
    ],
    retired: [name('old.example.com')],
    testOnly: [name('test.example.com')],
  };
  const device = {
    legs: legs.map(leg),
    problems,
    exposure: { answer: exposure, because: 'it hides legs', settledBy: 'show them' },
  };
  return [
    ...(rule.check?.({ device, knowledge: { peers: [peer] }, asOf: moment(asOf) } as unknown as RuleInput) ?? []),
  ];
}

const calling = (host: string, more: Partial<Leg> & { readonly port?: number } = {}): Leg => ({
  ...more,
  calls: [more.port === undefined ? { host } : { host, port: more.port }],
});

describe('a name that is retired', () => {
  const ask = (host: string, more: More = {}, legs: Partial<Leg> = {}) =>
    said(retiredEndpoint, [calling(host, legs)], more);

  it('fails at its place, with what to use instead', () => {
    expect(ask('OLD.example.com.', { listed: { since: '2025-01-01', instead: ['a', 'b'] } })).toMatchObject([
      {
        kind: 'fail',
        messageId: 'retired',
        level: 'error',
        at: { file: 'OLD.example.com.' },
        peer: 'teams',
        data: { host: 'OLD.example.com.', since: '2025-01-01', confidence: '' },
        because: '',
        hint: 'use a, b',
        fix: 'manual',
      },
    ]);
    const [plain] = ask('old.example.com');
    expect(plain?.data['since']).toBe('an unknown day');
    expect(plain).not.toHaveProperty('hint');
  });

  it.each([
    ['2024-12-31', 0],
    ['2025-01-01', 1],
  ])('fails from its day on: %s', (asOf, count) => {
    expect(ask('old.example.com', { asOf, listed: { since: '2025-01-01' } })).toHaveLength(count);
  });

  it.each<[Confidence, string, string]>([
    ['verified', 'fail', 'error'],
    ['corroborated', 'fail', 'error'],
    ['inferred', 'fail', 'warning'],
    ['unknown', 'open', 'error'],
  ])('that is %s is %s, as %s', (confidence, kind, level) => {
    expect(ask('old.example.com', { confidence })).toMatchObject([
      { kind, level, messageId: kind === 'open' ? 'unproven' : 'retired' },
    ]);
  });

  it('is open for one below the domain of the peer that nobody lists, and for no other', () => {
    expect(ask('new.example.com')).toMatchObject([
      {
        kind: 'open',
        messageId: 'unproven',
        level: 'error',
        hint: 'the documented names are sip.example.com, sip2.example.com, sip3.example.com, sip.example.us',
      },
    ]);
    for (const host of ['sip.example.com', 'SIP.example.com.', 'test.example.com', 'sip.example.net'])
      expect(ask(host)).toEqual([]);
  });

  it('is nothing below a domain of which the peer lists no names, for there is nothing to compare with', () => {
    expect(ask('new.example.org')).toEqual([]);
    expect(ask('new.example.us')).toHaveLength(1);
  });

  it('is less where the leg is switched off', () => {
    for (const host of ['old.example.com', 'new.example.com']) {
      expect(ask(host, {}, { enabled: 'no' })[0]?.level).toBe('warning');
    }
  });

  it('counts on legs that call, once for each place', () => {
    expect(ask('old.example.com', {}, { direction: 'inbound' })).toEqual([]);
    expect(said(retiredEndpoint, [{ calls: [{ host: 'old.example.com' }, { host: 'old.example.com' }] }])).toHaveLength(
      2,
    );
  });
});

describe('a name for tests', () => {
  it('fails as a warning, or is open where that is not established', () => {
    const ask = (more: More, legs: Partial<Leg> = {}) => said(testEndpoint, [calling('test.example.com', legs)], more);
    expect(ask({ listed: { instead: ['a', 'b'] } })).toMatchObject([
      {
        kind: 'fail',
        messageId: 'test',
        level: 'warning',
        hint: 'for calls use a, b',
        peer: 'teams',
        at: { file: 'test.example.com' },
      },
    ]);
    expect(ask({ confidence: 'inferred' })[0]).toMatchObject({
      kind: 'fail',
      data: { confidence: ' (inferred, not verified)' },
    });
    expect(ask({ confidence: 'unknown' })).toMatchObject([
      { kind: 'open', messageId: 'unproven', because: expect.any(String) as string },
    ]);
    expect(ask({})[0]).not.toHaveProperty('hint');
    expect(ask({}, { enabled: 'no' })[0]?.level).toBe('note');
    expect(said(testEndpoint, [calling('sip.example.com')])).toEqual([]);
  });
});

describe('the port that is called', () => {
  const ask = (more: Partial<Leg> & { readonly port?: number }, with_: More = {}) =>
    said(wrongEndpointPort, [calling('sip.example.com', more)], with_);

  it('fails where it is not that of the cloud', () => {
    expect(ask({ port: 5060 })).toMatchObject([
      {
        kind: 'fail',
        messageId: 'wrong',
        level: 'error',
        at: { file: 'port of sip.example.com' },
        data: { host: 'sip.example.com', port: '5060', documented: '5061' },
        hint: 'write the port: sip.example.com:5061',
      },
    ]);
    expect(ask({ port: 5061 })).toEqual([]);
    expect(ask({ port: 5062, cloud: 'other' })).toEqual([]);
    expect(ask({ port: 5060, cloud: null })).toEqual([]);
  });

  it('is open where none is written', () => {
    expect(ask({})).toMatchObject([
      {
        kind: 'open',
        messageId: 'unproven',
        level: 'error',
        at: { file: 'sip.example.com' },
        hint: 'write the port: sip.example.com:5061',
      },
    ]);
  });

  it('is no question without TLS, and less where it is not sure or the leg is off', () => {
    for (const transport of ['udp', 'tcp']) expect(ask({ port: 5060, transport })).toEqual([]);
    expect(ask({ port: 5060, transport: 'unknown' })).toHaveLength(1);
    expect(ask({ port: 5060 }, { confidence: 'inferred' })[0]?.level).toBe('warning');
    expect(ask({ port: 5060, enabled: 'no' })[0]?.level).toBe('warning');
  });
});

describe('the names of a cloud', () => {
  const all = ['sip', 'sip2', 'sip3'].map((each) => ({ host: `${each}.example.com` }));
  const [one, two] = all as [Called, Called];
  const ask = (legs: readonly Leg[], more: More = {}) => said(incompleteEndpointSet, legs, more);

  it('are a whole in one trunk, on however many legs', () => {
    expect(ask([{ calls: all }])).toEqual([]);
    expect(ask(all.map((each) => ({ calls: [each] })))).toEqual([]);
  });

  it('fail where some are there and others are not', () => {
    expect(ask([{ calls: [two, one] }])).toMatchObject([
      {
        kind: 'fail',
        messageId: 'incomplete',
        level: 'warning',
        at: { file: 'sip2.example.com' },
        data: { trunk: 'Teams', present: 'sip.example.com, sip2.example.com', missing: 'sip3.example.com' },
        fix: 'manual',
      },
    ]);
    expect(ask([{ calls: [one] }, { calls: all, trunk: 'Other' }])).toHaveLength(1);
    expect(ask([{ calls: [one], enabled: 'no' }])[0]?.level).toBe('note');
  });

  it('are no question where none is there, or the cloud is not known', () => {
    expect(ask([{ calls: [{ host: 'test.example.com' }] }])).toEqual([]);
    expect(ask([{ calls: [one], cloud: null }])).toEqual([]);
    expect(ask([])).toEqual([]);
  });

  it.each<[string, readonly Leg[], More, string, string]>([
    [
      'behind an address',
      [{ calls: [one, { host: '192.0.2.1' }] }],
      {},
      'it also calls 192.0.2.1, and an address does not say whose it is',
      'find out whose address it is',
    ],
    [
      'behind an address on another leg of the trunk',
      [{ calls: [one] }, { calls: [{ host: '2001:db8::1' }], cloud: null }],
      {},
      'it also calls 2001:db8::1, and an address does not say whose it is',
      'find out whose address it is',
    ],
    [
      'in what could not be read',
      [{ calls: [one] }],
      { problems: [{ ruleId: 'other' }, { ruleId: 'unreadable-input', at: { file: 'sbc.cfg', line: 7 } }] },
      'a part of the configuration could not be read',
      'settle first what could not be read: sbc.cfg:7',
    ],
    [
      'names that nobody has verified',
      [{ calls: [one] }],
      { confidence: 'unknown' },
      'which names Teams has is not established',
      'ask Teams for its names',
    ],
    ['on legs that the export hides', [{ calls: [one] }], { exposure: 'unknown' }, 'it hides legs', 'show them'],
  ])('are open where the rest may be %s', (_, legs, more, because, hint) => {
    expect(ask(legs, more)).toMatchObject([{ kind: 'open', messageId: 'unproven', because, hint }]);
  });

  it.each<[string, Leg]>([
    ['another trunk', { calls: [{ host: '192.0.2.1' }], trunk: 'Other' }],
    ['the other direction', { calls: [{ host: '192.0.2.1' }], direction: 'inbound' }],
  ])('are not behind an address of %s', (_, other) => {
    expect(ask([{ calls: [one] }, other], { problems: [{ ruleId: 'other' }] })[0]?.kind).toBe('fail');
  });
});

describe('hosts', () => {
  it('are the same in any case, and with the dot that may end them', () => {
    expect(['SIP.Example.com.', 'sip.example.com'].map(plainHost)).toEqual(['sip.example.com', 'sip.example.com']);
    const peer = { clouds: [{ endpoints: ['sip.example.com'], suffixes: ['.example.com'] }] } as never;
    expect(['SIP.example.com.', 'sip2.example.com'].map((host) => isDocumented(host, peer))).toEqual([true, false]);
    const hosts = ['Example.com.', 'a.example.com', 'myexample.com', 'example.com.net'];
    expect(hosts.map((host) => hasPeerSuffix(host, peer))).toEqual([true, true, false, false]);
  });
});
