import type { Certificate } from '../../src/model/certificate.js';
import { moment } from '../../src/model/time.js';
import { advisedTrustAnchor } from '../../src/rules/advised-trust-anchor.js';
import type { Rule, RuleInput } from '../../src/rules/define-rule.js';
import { retiredTooEarly } from '../../src/rules/retired-too-early.js';
import { unboundTrustAnchor } from '../../src/rules/unbound-trust-anchor.js';
import { certificateFacts } from '../support/certificate-facts.js';

const at = (file: string) => ({ file });
const rootOf = (name: string, file: string | null = null) => ({
  ...certificateFacts({ subject: `CN=${name}`, issuer: `CN=${name}`, sha256: name }),
  name,
  file,
});
const [ONE, TWO] = [rootOf('Root One', 'one.pem'), rootOf('Root Two')];

const entry = (label: string, certificate: Certificate, usable = 'yes') => ({
  label: { value: label, at: at(label) },
  claims: [],
  identity: { certainty: 'bytes', certificate },
  usable: { answer: usable, because: 'it is off', at: at(`switch of ${label}`) },
});
const requirement = (changes: object) => ({
  id: 'one',
  clouds: ['commercial'],
  from: '2026-01-01',
  level: 'error',
  confidence: 'verified',
  keep: [],
  ...changes,
});

interface Asked {
  readonly requirements: readonly object[];
  readonly store?: object;
  readonly held?: readonly object[];
  readonly canEnable?: boolean;
  readonly asOf?: string;
}

function said(rule: Rule, { requirements, store = {}, held, canEnable = false, asOf = '2026-11-22' }: Asked) {
  const command = { text: 'show {store}: {label}', yields: 'prints it', confidence: 'verified' };
  const leg = {
    peer: 'teams',
    cloud: 'commercial',
    tlsContext: 'TLS',
    transport: { value: 'tls' },
    enabled: { answer: 'yes' },
    verifiesPeer: { answer: 'yes' },
  };
  const device = {
    legs: [leg],
    held: held ?? null,
    tlsContexts: [{ name: { value: 'TLS', at: at('context') }, key: '1', trustStores: ['s'] }],
    trustStores: [
      {
        id: 's',
        name: 'Store',
        scope: 'context',
        entries: [],
        complete: true,
        incompleteBecause: null,
        builtInBundle: null,
        at: at('store'),
        ...store,
      },
    ],
  };
  const commands = {
    proveTrustStore: command,
    ...(canEnable ? { enableEntry: { ...command, text: 'enable {label}' } } : {}),
  };
  const knowledge = { peers: [{ id: 'teams', title: 'Teams', requirements }], certificates: [ONE, TWO], aliases: [] };
  const input = { device, knowledge, profile: { commands, facts: {} }, asOf: moment(asOf), paths: [] };
  return [...(rule.check?.(input as unknown as RuleInput) ?? [])];
}

describe('a root to be kept', () => {
  const keeping = (until: string | null, changes: object = {}) =>
    requirement({ keep: [{ anchor: ONE.sha256, until }], ...changes });
  const ask = (more: Partial<Asked>) => said(retiredTooEarly, { requirements: [keeping('2026-12-31')], ...more });

  it('fails where it is gone, until its last day', () => {
    expect(ask({})).toMatchObject([
      {
        kind: 'fail',
        messageId: 'gone',
        level: 'error',
        fix: 'safe',
        data: { anchor: 'Root One', until: '2026-12-31' },
        trustAnchor: { name: 'Root One' },
      },
    ]);
    expect(ask({ asOf: '2026-12-31' })).toHaveLength(1);
    expect(ask({ asOf: '2027-01-01' })).toEqual([]);
    expect(ask({ store: { entries: [entry('x', ONE)] } })).toEqual([]);
  });

  it('is open where the store is not shown', () => {
    expect(ask({ store: { entries: null } })).toMatchObject([
      { kind: 'open', messageId: 'unproven', data: { until: '2026-12-31' } },
    ]);
  });

  it('is no finding of its own where a peer requires it, where nobody names a day, or for another cloud', () => {
    const requiring = requirement({ id: 'two', allOf: [ONE.sha256] });
    expect(ask({ requirements: [keeping('2026-12-31'), requiring] })).toEqual([]);
    expect(ask({ requirements: [keeping(null)] })).toEqual([]);
    expect(ask({ requirements: [keeping('2026-12-31', { clouds: ['other'] })] })).toEqual([]);
    expect(ask({ requirements: [keeping('2026-12-31', { clouds: ['other', 'commercial'] })] })).toHaveLength(1);
    expect(
      ask({ requirements: [keeping('2026-12-31', { keep: [{ anchor: 'nobody', until: '2026-12-31' }] })] }),
    ).toEqual([]);
  });

  it.each([
    ['2025-12-31', undefined, 0],
    ['2026-01-01', undefined, 1],
    ['2025-06-01', '2025-06-01', 1],
    ['2025-05-31', '2025-06-01', 0],
  ])('counts from the announcement on: %s, %s', (asOf, announced, count) => {
    const changes = announced === undefined ? {} : { announced };
    expect(ask({ asOf, requirements: [keeping('2026-12-31', changes)] })).toHaveLength(count);
  });
});

describe('a root that is held and not in use', () => {
  const requirements = [requirement({ allOf: [ONE.sha256] })];
  const ask = (more: Partial<Asked>) => said(unboundTrustAnchor, { requirements, ...more });

  it('is listed by patch where only that lacks', () => {
    expect(ask({ held: [entry('Held', ONE)] })).toMatchObject([
      {
        kind: 'fail',
        messageId: 'unbound',
        level: 'error',
        fix: 'safe',
        at: at('Held'),
        hint: 'sbclint patch lists Held in TLS context TLS',
      },
    ]);
  });

  it('is brought into use where its entry is off, by a command where there is one', () => {
    const held = [entry('Held', ONE, 'no')];
    expect(ask({ held, canEnable: true })).toMatchObject([
      {
        messageId: 'unbound',
        fix: 'review',
        at: at('switch of Held'),
        hint: 'sbclint patch --allow enable-entry brings Held into use; on the device: enable Held',
      },
    ]);
    expect(ask({ held })).toMatchObject([
      { messageId: 'unbound', fix: 'manual', hint: 'bring Held into use on the device' },
    ]);
  });

  it('is open where the store may hold it too', () => {
    expect(ask({ held: [entry('Held', ONE)], store: { complete: false } })).toMatchObject([
      { kind: 'open', messageId: 'held', at: at('Held') },
    ]);
  });

  it('is no finding where it is in use, or held nowhere', () => {
    expect(ask({ held: [entry('Held', ONE)], store: { entries: [entry('Held', ONE)] } })).toEqual([]);
    expect(ask({ held: [entry('Held', TWO)] })).toEqual([]);
    expect(ask({})).toEqual([]);
  });
});

describe('a root that is advised', () => {
  const advice = (sha256: string, changes: object = {}) =>
    requirement({ level: 'note', allOf: [sha256], note: 'to be ready', ...changes });
  const ask = (more: Partial<Asked>) => said(advisedTrustAnchor, { requirements: [advice(ONE.sha256)], ...more });

  it('is added where it is asked for by name', () => {
    expect(ask({})).toMatchObject([
      {
        kind: 'fail',
        messageId: 'lacking',
        at: at('context'),
        tlsContext: 'TLS',
        requirements: ['one'],
        data: { anchor: 'Root One', confidence: '', note: 'to be ready' },
        wants: { store: 's', tlsContext: 'TLS', anchor: ONE.sha256, onRequest: true },
        hint: "sbclint patch --only-anchor 'Root One' adds it",
      },
    ]);
  });

  it('of which no copy is shipped needs the file of the user', () => {
    const [found] = ask({ requirements: [advice(TWO.sha256)] });
    expect(found?.hint).toMatch(/^sbclint patch --only-anchor 'Root Two' --anchor-file FILE adds it,/);
  });

  it('may be there where not all is shown, and is no question where nothing is', () => {
    expect(ask({ store: { complete: false } })).toMatchObject([
      {
        kind: 'open',
        messageId: 'unproven',
        because: expect.any(String) as string,
        hint: expect.stringMatching(/^show Store: NAME/) as string,
      },
    ]);
    expect(ask({ store: { entries: null } })).toEqual([]);
  });

  it('is no finding where it is there, not yet advised, advised for another cloud, or required', () => {
    expect(ask({ store: { entries: [entry('x', ONE)] } })).toEqual([]);
    expect(ask({ asOf: '2025-12-31' })).toEqual([]);
    expect(ask({ asOf: '2026-01-01' })).toHaveLength(1);
    expect(ask({ requirements: [advice(ONE.sha256, { clouds: ['other'] })] })).toEqual([]);
    expect(ask({ requirements: [advice(ONE.sha256, { level: 'error' })] })).toEqual([]);
  });
});
