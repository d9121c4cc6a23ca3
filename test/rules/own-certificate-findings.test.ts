import type { Answer } from '../../src/model/answer.js';
import type { Certificate } from '../../src/model/certificate.js';
import type { Confidence, Level } from '../../src/model/knowledge.js';
import { moment } from '../../src/model/time.js';
import type { Rule, RuleInput } from '../../src/rules/define-rule.js';
import { endEntityEku } from '../../src/rules/end-entity-eku.js';
import { endEntityExpired } from '../../src/rules/end-entity-expired.js';
import { endEntityExpiring } from '../../src/rules/end-entity-expiring.js';
import { endEntityName } from '../../src/rules/end-entity-name.js';
import { certificateFacts } from '../support/certificate-facts.js';

const at = (file: string) => ({ file });
const clouds = ['commercial'];

interface Asked {
  /** The facts of the certificate, or what a listing prints of it. */
  readonly own?: { readonly certificate: Partial<Certificate> } | { readonly printed: object } | 'label';
  readonly asOf?: string;
  readonly enabled?: Answer;
  readonly seen?: { readonly answer: Answer; readonly confidence?: Confidence } | null;
  readonly demand?: {
    readonly level?: Level;
    readonly confidence?: Confidence;
    readonly note?: string;
    readonly usages?: readonly string[];
  };
  readonly names?: { readonly confidence?: Confidence; readonly wildcard?: string; readonly note?: string } | null;
  /** The SBC's own host name as the export shows it. */
  readonly shown?: string | null;
  readonly clientAuthEnds?: readonly object[];
}

function said(
  rule: Rule,
  {
    own = { certificate: {} },
    asOf = '2026-11-22',
    enabled = 'yes',
    seen = { answer: 'yes' },
    demand,
    names = null,
    shown = 'sbc.example.com',
    clientAuthEnds = [],
  }: Asked,
) {
  const identity =
    own === 'label'
      ? { certainty: 'label' }
      : 'certificate' in own
        ? { certainty: 'bytes', certificate: certificateFacts(own.certificate) }
        : { certainty: 'described', certificate: null, description: own.printed };
  const peer = {
    id: 'teams',
    title: 'Teams',
    ownCertificate: {
      seen: seen ? [{ clouds, confidence: 'verified', ...seen }] : [],
      extKeyUsage: demand
        ? [
            {
              id: 'usage',
              clouds,
              from: '2020-01-01',
              level: 'error',
              confidence: 'verified',
              usages: ['serverAuth'],
              ...demand,
            },
          ]
        : [],
      names: names
        ? [
            {
              id: 'name',
              clouds,
              inCertificate: 'yes',
              wildcard: 'one-label',
              level: 'error',
              confidence: 'verified',
              ...names,
            },
          ]
        : [],
      forbiddenDomains: [],
      publicCa: [],
    },
  };
  const leg = {
    peer: 'teams',
    cloud: 'commercial',
    tlsContext: 'TLS',
    transport: { value: 'tls' },
    enabled: { answer: enabled, because: 'it is off' },
    ...(shown === null ? {} : { ownNames: [{ value: shown, at: at('host name') }] }),
  };
  const device = {
    legs: [leg],
    trustStores: [],
    tlsContexts: [
      { name: { value: 'TLS', at: at('context') }, trustStores: [], endEntity: { value: 'Own', at: at('use') } },
    ],
    endEntityCertificates: [{ label: { value: 'Own', at: at('label') }, identity }],
  };
  const knowledge = { peers: [peer], certificates: [], publicCa: { clientAuthEnds } };
  const profile = { facts: { ownName: { value: 'HostName', confidence: 'verified' } } };
  return [...(rule.check?.({ device, knowledge, profile, asOf: moment(asOf) } as unknown as RuleInput) ?? [])];
}

describe('a certificate that expires', () => {
  const ends = { notBefore: '2026-01-01T00:00:00.000Z', notAfter: '2026-12-31T00:00:00.000Z' };
  const own = { certificate: ends };
  const printed = {
    printed: { subject: 'CN=Own', notBefore: 'Jan 1 00:00:00 2026 GMT', notAfter: 'Dec 31 00:00:00 2026 GMT' },
  };

  it.each([
    ['2025-12-31', ['early']],
    ['2026-01-01', []],
    ['2026-12-31', []],
    ['2027-01-01', ['expired']],
  ])('on %s is %j', (asOf, messages) => {
    for (const each of [own, printed]) {
      expect(said(endEntityExpired, { own: each, asOf }).map(({ messageId }) => messageId)).toEqual(messages);
    }
  });

  it('says which it is, and when', () => {
    expect(said(endEntityExpired, { own, asOf: '2027-02-01' })).toEqual([
      {
        kind: 'fail',
        level: 'error',
        messageId: 'expired',
        at: at('label'),
        tlsContext: 'TLS',
        data: { name: 'sip.example.com', context: 'TLS', day: '2026-12-31' },
        fix: 'manual',
      },
    ]);
    expect(said(endEntityExpired, { own, asOf: '2027-02-01', enabled: 'no' })[0]?.level).toBe('warning');
  });

  it.each<[string, Partial<Certificate>, asOf: string, ahead: string | null]>([
    ['in thirty days', ends, '2026-12-01', 'in 30 days'],
    ['in thirty-one days', ends, '2026-11-30', null],
    ['today', ends, '2026-12-31', 'today'],
    ['and has ended', ends, '2027-01-01', null],
    [
      'in a third of a short life',
      { notBefore: '2026-12-01T00:00:00.000Z', notAfter: '2026-12-31T00:00:00.000Z' },
      '2026-12-21',
      'in 10 days',
    ],
    [
      'in more than that',
      { notBefore: '2026-12-01T00:00:00.000Z', notAfter: '2026-12-31T00:00:00.000Z' },
      '2026-12-20',
      null,
    ],
  ])('%s is a warning, or none', (_, certificate, asOf, ahead) => {
    const found = said(endEntityExpiring, { own: { certificate }, asOf });
    expect(found.map(({ data, level }) => [data['ahead'], level])).toEqual(ahead === null ? [] : [[ahead, 'warning']]);
  });

  it('without dates in a listing is open, and by its label alone is nothing', () => {
    for (const rule of [endEntityExpired, endEntityExpiring]) {
      for (const text of [null, undefined, 'soon']) {
        expect(said(rule, { own: { printed: { subject: null, notAfter: text } } })).toMatchObject([
          {
            kind: 'open',
            level: 'warning',
            messageId: 'unproven',
            because: 'the listing prints no validity of it',
            data: { name: 'Own' },
          },
        ]);
      }
      expect(said(rule, { own: 'label', asOf: '2050-01-01' })).toEqual([]);
    }
    const endless = { printed: { subject: 'CN=x', notBefore: null, notAfter: '2026-12-01' } };
    expect(said(endEntityExpiring, { own: endless })).toMatchObject([
      { kind: 'fail', data: { name: 'x', ahead: 'in 9 days' } },
    ]);
  });
});

describe('usages that a peer asks for', () => {
  const lacking = { certificate: { extKeyUsage: ['clientAuth'] } };
  const ask = (more: Asked) => said(endEntityEku, { demand: {}, ...more });

  it('are there, or fail', () => {
    expect(ask({ own: { certificate: { extKeyUsage: ['serverAuth'] } } })).toEqual([]);
    expect(ask({ own: lacking, demand: { usages: ['serverAuth', 'other'], note: 'since last year' } })).toMatchObject([
      {
        kind: 'fail',
        messageId: 'missing',
        level: 'error',
        at: at('label'),
        requirements: ['usage'],
        because: 'since last year',
        data: { usages: 'serverAuth and other', from: '2020-01-01', confidence: '' },
        fix: 'manual',
      },
    ]);
  });

  it.each<[string, Asked, Level]>([
    ['verified', {}, 'error'],
    ['an inferred demand', { demand: { confidence: 'inferred' } }, 'warning'],
    ['an inferred look', { seen: { answer: 'yes', confidence: 'inferred' } }, 'warning'],
    ['a leg that is off', { enabled: 'no' }, 'warning'],
  ])('are as grave as what they rest on: %s', (_, more, level) => {
    expect(ask({ own: lacking, ...more })).toMatchObject([{ kind: 'fail', level }]);
  });

  it.each<[string, Asked, because: RegExp]>([
    [
      'the peer may not look',
      { own: lacking, seen: null },
      /^whether Teams looks at the SBC's certificate is not known$/,
    ],
    ['there is no extension', { own: { certificate: { extKeyUsage: null } } }, /^it has no extendedKeyUsage/],
    [
      'it is for anything',
      { own: { certificate: { extKeyUsage: ['anyExtendedKeyUsage'] } } },
      /^it allows anyExtendedKeyUsage/,
    ],
    [
      'only a listing is there',
      { own: { printed: { subject: 'CN=x' } } },
      /^the listing of it prints no extended key usage/,
    ],
  ])('are open where %s', (_, more, because) => {
    const [found] = ask(more);
    expect(found).toMatchObject({
      kind: 'open',
      level: 'warning',
      messageId: 'unproven',
      because: expect.stringMatching(because) as string,
    });
    if (/listing/.test(because.source)) expect(found?.hint).toBe('give its file: --certificate Own=FILE');
    else expect(found).not.toHaveProperty('hint');
  });

  it('do not matter to a peer that does not look', () => {
    expect(ask({ own: lacking, seen: { answer: 'no' } })).toEqual([]);
  });

  it('that are information only are a note where they lack, and no question', () => {
    const demand = { level: 'note', note: 'for information' } as const;
    expect(ask({ own: lacking, demand })).toMatchObject([
      { kind: 'fail', level: 'note', messageId: 'information', because: 'for information' },
    ]);
    expect(ask({ own: { certificate: { extKeyUsage: null } }, demand })).toEqual([]);
    expect(ask({ own: lacking, demand, seen: null })).toEqual([]);
  });

  it.each<[string, Partial<Certificate>, clientAuthEnds: readonly object[], isSaid: boolean]>([
    [
      'it outlasts its CA',
      {},
      [{ issuer: 'cn=ca', title: 'The CA', from: '2027-06-15', confidence: 'verified' }],
      true,
    ],
    [
      'it ends before',
      { notAfter: '2027-06-14T00:00:00.000Z' },
      [{ issuer: 'cn=ca', title: 'The CA', from: '2027-06-15', confidence: 'verified' }],
      false,
    ],
    ['no end is known', {}, [], false],
    [
      'it signed itself',
      { issuer: 'CN=sip.example.com' },
      [{ issuer: 'cn=', title: 'The CA', from: '2027-06-15', confidence: 'verified' }],
      false,
    ],
    [
      'it has no clientAuth',
      { extKeyUsage: ['serverAuth'] },
      [{ issuer: 'cn=ca', title: 'The CA', from: '2027-06-15', confidence: 'verified' }],
      false,
    ],
  ])('go away with the next certificate where %s', (_, certificate, clientAuthEnds, isSaid) => {
    const own = { certificate: { extKeyUsage: ['clientAuth'], ...certificate } };
    const found = said(endEntityEku, { own, clientAuthEnds, demand: { usages: ['clientAuth'] } });
    const renewals = found.filter(({ messageId }) => messageId === 'renewal');
    expect(renewals.map(({ kind, level, data }) => [kind, level, data['issuer'], data['from']])).toEqual(
      isSaid ? [['fail', 'note', 'The CA', '2027-06-15']] : [],
    );
    expect(said(endEntityEku, { own, clientAuthEnds })).not.toContainEqual(
      expect.objectContaining({ messageId: 'renewal' }),
    );
  });
});

describe('the name that a peer knows the SBC by', () => {
  const other = { certificate: { subject: 'CN=other.example.com' } };
  const ask = (more: Asked) => said(endEntityName, { own: other, names: {}, ...more });

  it('is in the certificate, or it fails where it is written', () => {
    expect(ask({ own: { certificate: { subject: 'CN=sbc.example.com' } } })).toEqual([]);
    expect(ask({ names: { note: 'as documented' } })).toMatchObject([
      {
        kind: 'fail',
        messageId: 'absent',
        level: 'error',
        at: at('host name'),
        tlsContext: 'TLS',
        requirements: ['name'],
        because: 'as documented',
        data: { host: 'sbc.example.com', names: 'other.example.com', confidence: '' },
        fix: 'manual',
      },
    ]);
    expect(ask({ enabled: 'no' })[0]?.level).toBe('warning');
    expect(ask({ seen: { answer: 'no' } })).toEqual([]);
  });

  it('is as sure as the demand and the look are', () => {
    const inferred = ' (inferred, not verified)';
    expect(ask({ names: { confidence: 'inferred' } })[0]).toMatchObject({
      level: 'warning',
      data: { confidence: inferred },
    });
    expect(ask({ seen: { answer: 'yes', confidence: 'inferred' } })[0]).toMatchObject({
      level: 'warning',
      data: { confidence: inferred },
    });
  });

  it('is open where nobody knows whether the peer looks, or which name it is', () => {
    expect(ask({ seen: null })).toMatchObject([
      {
        kind: 'open',
        level: 'warning',
        messageId: 'unproven',
        because: "whether Teams looks at the SBC's certificate is not known",
        hint: 'compare the name that Teams knows the SBC by with those in its certificate: other.example.com',
      },
    ]);
    expect(ask({ shown: null })).toMatchObject([
      { kind: 'open', level: 'note', messageId: 'unproven', at: at('label') },
    ]);
    expect(
      ask({ seen: null, names: { wildcard: 'refused' }, own: { certificate: { subject: 'CN=*.example.com' } } }),
    ).toMatchObject([{ kind: 'open', messageId: 'doubtful' }]);
  });

  it('is open where only a listing is there, with how to give the rest', () => {
    expect(ask({ own: { printed: { subject: 'CN=other.example.com' } } })).toMatchObject([
      { kind: 'open', level: 'note', messageId: 'unproven', hint: 'give its file: --certificate Own=FILE' },
    ]);
  });
});
