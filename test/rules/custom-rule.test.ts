import type { Condition, CustomCheck } from '../../src/model/custom-check.js';
import type { Confidence, Knowledge } from '../../src/model/knowledge.js';
import { moment } from '../../src/model/time.js';
import type { Allowed } from '../../src/model/tls.js';
import { answersOf, customRule } from '../../src/rules/custom/rule.js';
import type { RuleInput } from '../../src/rules/define-rule.js';
import type { Provenance } from '../../src/text/provenance.js';

const at = (what: string) => ({ file: what, line: 7 }) as Provenance;

const condition = (field: string, ...values: readonly string[]): Condition => ({
  field,
  type: 'name',
  operator: 'is',
  values,
});
const versions = (...values: readonly string[]): Condition => ({
  field: 'versions',
  type: 'choices',
  operator: 'only',
  values,
});

const check = (changes: Partial<CustomCheck> = {}): CustomCheck =>
  ({
    id: 'acme-one',
    level: 'error',
    what: 'Wrong.',
    why: 'Why.',
    remedy: 'Do.',
    see: [],
    subject: 'tlsContexts',
    where: [],
    expect: [versions('TLS 1.3')],
    at: at('sbclint.yaml'),
    ...changes,
  }) as CustomCheck;

interface Offered {
  readonly certain?: readonly string[];
  readonly isOpen?: boolean;
  readonly confidence?: Confidence;
  readonly because?: string;
  readonly place?: string;
}

const allowed = ({
  certain = ['TLS 1.3'],
  isOpen = false,
  confidence = 'verified',
  because = '',
  place = 'version',
}: Offered = {}) =>
  ({ certain, perhaps: isOpen ? 'any' : [], doubt: null, because, confidence, at: at(place) }) as Allowed;

const contextOf = (name: string, outbound: Offered, inbound = outbound, more: object = {}) => ({
  name: { value: name, at: at(name) },
  key: name,
  trustStores: [],
  offers: { outbound: { versions: allowed(outbound) }, inbound: { versions: allowed(inbound) } },
  at: at(name),
  ...more,
});

const input = (...tlsContexts: readonly object[]) =>
  ({
    device: { id: 'edge1', tlsContexts, trustStores: [], legs: [], exposure: { answer: 'yes' } },
    knowledge: { certificates: [] } as unknown as Knowledge,
    profile: { commands: {} },
    asOf: moment('2026-11-22'),
    paths: [],
  }) as unknown as RuleInput;

const answers = (asked: CustomCheck, ...contexts: readonly object[]) =>
  [...answersOf(asked, input(...contexts))].map(({ answer }) => answer);
const found = (asked: CustomCheck, ...contexts: readonly object[]) => [
  ...(customRule(asked).check?.(input(...contexts)) ?? []),
];

const old: Offered = { certain: ['TLS 1.0'] };
const open: Offered = { certain: [], isOpen: true, because: 'the default is not known' };

it('answers for each thing that it is about, and for no other', () => {
  const contexts = [contextOf('a', {}), contextOf('b', old), contextOf('c', open)];
  expect(answers(check(), ...contexts)).toEqual(['pass', 'fail', 'open']);
  expect(answers(check({ where: [condition('name', 'b', 'c')] }), ...contexts)).toEqual(['fail', 'open']);
  expect(answers(check({ where: [condition('name', 'x')] }), ...contexts)).toEqual([]);
});

it('of two sides the worse one counts, whichever it is', () => {
  const sides = (outbound: Offered, inbound: Offered) => answers(check(), contextOf('a', outbound, inbound))[0];
  expect([sides(old, {}), sides({}, old)]).toEqual(['fail', 'fail']);
  expect([sides(open, {}), sides({}, open)]).toEqual(['open', 'open']);
  expect([sides(open, old), sides(old, open)]).toEqual(['fail', 'fail']);
  expect(sides({}, { certain: [] })).toBe('pass');
});

describe('whether it is about something that cannot be told', () => {
  const where = [condition('verifyDepth', '3')];

  it('is no question where the thing is right in any case', () => {
    expect(answers(check({ where }), contextOf('a', {}))).toEqual([]);
  });

  it('is the question where the thing is wrong', () => {
    expect(found(check({ where }), contextOf('a', old))).toMatchObject([
      {
        kind: 'open',
        messageId: 'unclear',
        data: { subject: 'TLS context a', wanted: 'verifyDepth is 3' },
        because: 'the export shows no number for it',
      },
    ]);
  });
});

describe('a failure', () => {
  it('says what was found, where and what to do', () => {
    expect(found(check(), contextOf('a', { ...old, because: 'the setting is old' }))).toEqual([
      {
        kind: 'fail',
        messageId: 'fails',
        data: {
          device: 'edge1',
          subject: 'TLS context a',
          found: 'versions holds TLS 1.0, and may hold only TLS 1.3',
        },
        because: 'the setting is old',
        hint: 'Do.',
        at: at('version'),
        tlsContext: 'a',
        names: ['a'],
      },
    ]);
  });

  it('is placed at the thing where no setting has a place, and says all that is wrong', () => {
    const two = check({ expect: [condition('name', 'x'), condition('stores', 'y')] });
    const [failure] = found(two, contextOf('a', {}));
    expect(failure).toMatchObject({
      at: at('a'),
      data: { found: 'name is a, and has to be x; stores is not set, and has to be y' },
    });
    expect(failure).not.toHaveProperty('because');
    expect(failure).not.toHaveProperty('level');
    const right = check({ expect: [condition('name', 'a'), versions('TLS 1.3')] });
    expect(found(right, contextOf('a', old))[0]?.data['found']).toMatch(/^versions holds TLS 1\.0, [^;]*$/);
  });

  it.each<[Confidence, level: 'error' | 'warning', lowered: string | undefined, because: RegExp | undefined]>([
    ['verified', 'error', undefined, undefined],
    ['corroborated', 'error', undefined, undefined],
    ['inferred', 'error', 'warning', /^a warning only, because how the setting is read is inferred, not verified$/],
    ['unknown', 'error', 'warning', /^a warning only, because how the setting is read is recalled/],
    ['inferred', 'warning', undefined, /^how the setting is read is inferred, not verified$/],
  ])('that rests on what is %s, of a check of level %s, is of level %s', (confidence, level, lowered, because) => {
    const [failure] = found(check({ level }), contextOf('a', { ...old, confidence }));
    expect(failure?.level).toBe(lowered);
    if (because) expect(failure?.because).toMatch(because);
    else expect(failure?.because).toBeUndefined();
  });

  it('that one plain setting proves is as grave as it is', () => {
    const both = check({ expect: [versions('TLS 1.3'), condition('name', 'x')] });
    expect(found(both, contextOf('a', { ...old, confidence: 'inferred' }))[0]).not.toHaveProperty('level');
  });

  it("fills a message of the user's own, with both sides where they differ", () => {
    const own = check({ message: '{name} of {device} allows {versions}' });
    const data = (outbound: Offered, inbound: Offered) => found(own, contextOf('a', outbound, inbound))[0]?.data;
    expect(data(old, {})).toMatchObject({ name: 'a', device: 'edge1', versions: 'TLS 1.0 or TLS 1.3' });
    expect(data(old, old)?.['versions']).toBe('TLS 1.0');
    expect(customRule(own).messages['fails']).toBe('{name} of {device} allows {versions}');
    expect(customRule(check()).messages['fails']).toBe('{subject}: {found}');
  });
});

describe('an open answer', () => {
  it('asks for what is not known, with the reasons, each once', () => {
    const two = check({ expect: [versions('TLS 1.3'), condition('ownCertificate', 'x'), condition('name', 'a')] });
    expect(found(two, contextOf('a', open))).toMatchObject([
      {
        kind: 'open',
        messageId: 'unproven',
        data: { subject: 'TLS context a', wanted: 'versions holds only TLS 1.3, and whether ownCertificate is x' },
        because: "the default is not known; the export does not show the label of the SBC's own certificate",
        at: at('version'),
      },
    ]);
  });

  it('without a reason says that the export does not show it', () => {
    const [question] = found(check(), contextOf('a', { ...open, because: '' }));
    expect(question).toMatchObject({ kind: 'open', because: 'the export does not show it' });
    expect(question).not.toHaveProperty('hint');
  });
});

it('one setting that rules several things is one finding', () => {
  const leg = (name: string, more: object = {}) => ({
    name,
    direction: 'outbound',
    tlsContext: 'a',
    peer: 'teams',
    endpoints: [],
    transport: { value: 'tls' },
    ...more,
  });
  const asked = check({ subject: 'legs' });
  const device = (...legs: readonly object[]) => {
    const one = input(contextOf('a', old), contextOf('b', old, old));
    return [...(customRule(asked).check?.({ ...one, device: { ...one.device, legs } } as unknown as RuleInput) ?? [])];
  };
  expect(device(leg('1'), leg('2'))).toHaveLength(1);
  expect(device(leg('1'), leg('2', { peer: 'zoom' }))).toHaveLength(2);
  expect(device(leg('1'), leg('2', { tlsContext: 'b' }))).toHaveLength(2);
  expect(device(leg('1'))).toMatchObject([{ peer: 'teams', tlsContext: 'a' }]);
});

it('is a rule like every other, cited by where it is written', () => {
  const rule = customRule(check({ see: ['https://example.com/policy', 'Policy 7'] }));
  expect(rule).toMatchObject({
    id: 'acme-one',
    level: 'error',
    docs: { what: 'Wrong.', why: 'Why.', remedy: 'Do.' },
    definedIn: 'sbclint.yaml',
    citations: [
      { document: 'sbclint.yaml:7' },
      { document: 'https://example.com/policy', url: 'https://example.com/policy' },
      { document: 'Policy 7' },
    ],
  });
  expect(rule.citations[2]).not.toHaveProperty('url');
});
