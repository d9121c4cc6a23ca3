import { facts } from '../../src/fixers/facts.js';
import { EMPTY_PLAN, type Anchor, type FixPlan, type Want } from '../../src/fixers/fixer.js';
import { prove, type PatchedFile, type Reading } from '../../src/fixers/prove.js';
import type { Answer, Reasoned } from '../../src/model/answer.js';
import type { Device } from '../../src/model/device.js';
import type { Problem, TrustStore, TrustStoreEntry } from '../../src/model/trust.js';
import { applyEdits, insertAt, type Edit } from '../../src/text/edit.js';
import { wholeFile } from '../../src/text/provenance.js';
import { SourceText } from '../../src/text/source-text.js';
import { G2 } from './ribbon-core-fix.js';

const at = wholeFile('sbc.cfg');
const reasoned = (answer: Answer): Reasoned => ({ answer, because: '', at });
const G3: Anchor = {
  ...G2,
  name: 'Example Global Root G3',
  sha256: 'b'.repeat(64),
  spkiSha256: 'b'.repeat(64),
  subject: 'CN=G3',
};

const entry = (label: string, certificate: Anchor, usable: Answer = 'yes'): TrustStoreEntry => ({
  label: { value: label, at },
  claims: [],
  identity: { certainty: 'bytes', certificate, at },
  usable: reasoned(usable),
});
const store = (id: string, entries: TrustStore['entries'], bundle: Answer | null = null): TrustStore => ({
  id,
  name: `store ${id}`,
  scope: 'context',
  entries,
  complete: true,
  incompleteBecause: null,
  builtInBundle: bundle && reasoned(bundle),
  at,
});
const device = (
  trustStores: readonly TrustStore[],
  held: Device['held'] = null,
  problems: readonly Problem[] = [],
): Device => ({
  id: 'sbc',
  key: 'sbc',
  vendor: 'any',
  product: 'any',
  release: null,
  format: 'any',
  files: [],
  legs: [],
  held,
  trustStores,
  tlsContexts: [],
  endEntityCertificates: [],
  exposure: reasoned('yes'),
  problems,
});
const reading = (read: Device, outline: readonly string[] = []): Reading => ({ device: read, outline });
const wantOf = (of: TrustStore, anchor: Anchor = G2): Want => ({
  store: of,
  tlsContext: { name: { value: of.id, at }, key: of.id, trustStores: [of.id], at },
  anchor,
  held: null,
});
const ENABLE: FixPlan['changes'] = [{ kind: 'enable-entry', label: 'R' }];

/** What keeps a plan from being proven, of devices as they read before and after it. */
function failures(plan: Partial<FixPlan>, before: Device | Reading, after: Device | Reading, wants?: readonly Want[]) {
  const full = { ...EMPTY_PLAN, ...plan };
  const asked = wants ?? full.additions.map(({ want }) => want);
  const [one, other] = [before, after].map((side) => ('outline' in side ? side : reading(side)));
  if (!one || !other) throw new Error('two readings');
  return prove(full, asked, [], one, other, EMPTY_PLAN).failures;
}

describe('a root that is added', () => {
  const one = store('1', [entry('Old', G3)]);
  const other = store('2', [entry('Old', G3)]);
  const addition = { want: wantOf(one), label: 'New' };
  const with2 = (own: TrustStore): TrustStore => ({ ...own, entries: [...(own.entries ?? []), entry('New', G2)] });
  const held = [entry('Old', G3)];

  it('is in the store that wants it, and held by a device that shows what it holds', () => {
    expect(failures({ additions: [addition] }, device([one, other]), device([with2(one), other]))).toEqual([]);
    const after = device([with2(one), other], [...held, entry('New', G2)]);
    expect(failures({ additions: [addition] }, device([one, other], held), after)).toEqual([]);
  });

  it('that the device holds already is listed, and not held twice', () => {
    const spare = [...held, entry('New', G2)];
    expect(failures({ additions: [addition] }, device([one], spare), device([with2(one)], spare))).toEqual([]);
  });

  it('may be held as another certificate of the same name and key', () => {
    const renewed = { ...G2, sha256: 'c'.repeat(64) };
    const spare = [...held, entry('New', renewed)];
    const after = { ...one, entries: [entry('Old', G3), entry('New', renewed)] };
    expect(failures({ additions: [addition] }, device([one], spare), device([after], spare))).toEqual([]);
  });

  it('is none of those that are held under another label, or under its label with another key', () => {
    const spare = [entry('New', G3), entry('Other', { ...G2, sha256: 'c'.repeat(64) })];
    const after = device([with2(one)], [...spare, entry('New', G2)]);
    expect(failures({ additions: [addition] }, device([one], spare), after)).toEqual([]);
  });

  it('is not looked for in a store that the text does not show, nor where the script alone makes it', () => {
    const hidden = store('1', null);
    const shown = device([hidden, other]);
    expect(failures({ additions: [{ ...addition, want: wantOf(hidden) }] }, shown, shown)).toEqual([]);
    expect(failures({ additions: [{ ...addition, aside: true }] }, device([one]), device([one]))).toEqual([]);
  });

  it('is missed where it is not, and found where it should not be', () => {
    const said = failures({ additions: [addition] }, device([one, other]), device([one, with2(other)]));
    expect(said).toEqual([
      expect.stringMatching(/^the patched text does not say .*"store 1".*a{64}/),
      expect.stringMatching(/^the patched text also says .*"store 2".*a{64}/),
    ]);
  });

  it.each<[string, readonly Want[]]>([
    ['nobody', []],
    ['another store', [wantOf(other)]],
    ['another root', [wantOf(one, G3)]],
  ])('is wrong where only %s asked', (_, wants) => {
    expect(failures({ additions: [addition] }, device([one]), device([with2(one)]), wants)).toEqual([
      'Example Global Root G2 in store 1 was not asked for',
    ]);
  });

  it('is right where the same was asked for among others', () => {
    const wants = [wantOf(other), wantOf(one), wantOf(one, G3)];
    expect(failures({ additions: [addition] }, device([one]), device([with2(one)]), wants)).toEqual([]);
  });
});

describe('an entry that is enabled', () => {
  const off = [entry('R', G2, 'no'), entry('S', G3, 'no')];
  const on = [entry('R', G2), entry('S', G3, 'no')];
  const before = device([store('1', off), store('2', off)], off);
  const additions = [{ want: wantOf(store('1', off)), label: 'R' }];

  it('is usable wherever it stands', () => {
    const after = device([store('1', on), store('2', on)], on);
    expect(failures({ additions, changes: ENABLE }, before, after)).toEqual([]);
  });

  it.each<[string, Device]>([
    ['nothing is enabled', before],
    ['it stays disabled where it is held', device([store('1', on), store('2', on)], off)],
    ['another one is enabled as well', device([store('1', on), store('2', on)], [entry('R', G2), entry('S', G3)])],
    ['it holds another root then', device([store('1', on), store('2', on)], [entry('R', G3), entry('S', G3, 'no')])],
  ])('is not proven where %s', (_, after) => {
    expect(failures({ additions, changes: ENABLE }, before, after)).not.toEqual([]);
  });

  it('makes no new entry of another label true', () => {
    const more = [...additions, { want: wantOf(store('1', off), G3), label: 'T' }];
    const after = device([store('1', [...on, entry('T', G3)]), store('2', on)], [...on, entry('T', G3)]);
    expect(failures({ additions: more, changes: ENABLE }, before, after)).toEqual([]);
  });

  it('is the one whose state was no, and not what was uncertain', () => {
    const doubt = [entry('R', G2, 'unknown')];
    expect(
      failures(
        { additions, changes: ENABLE },
        device([store('1', doubt)], doubt),
        device([store('1', on.slice(0, 1))], on.slice(0, 1)),
      ),
    ).not.toEqual([]);
  });
});

describe('the built-in list', () => {
  const changes: FixPlan['changes'] = [{ kind: 'use-built-in-bundle', store: '1' }];
  const before = device([store('1', [], 'no'), store('2', [], 'no')]);

  it('is switched on in the one store', () => {
    expect(failures({ changes }, before, device([store('1', [], 'yes'), store('2', [], 'no')]))).toEqual([]);
  });

  it.each([
    ['none', 'no', 'no'],
    ['another', 'no', 'yes'],
    ['both', 'yes', 'yes'],
  ] as const)('is not proven where it is on in %s', (_, one, other) => {
    expect(failures({ changes }, before, device([store('1', [], one), store('2', [], other)]))).not.toEqual([]);
  });
});

it('tells what the patch breaks', () => {
  const problem: Problem = { ruleId: 'unreadable-input', kind: 'fail', messageId: 'line', data: { what: 'x' }, at };
  const plain = device([store('1', [])]);
  const said = failures(
    {},
    device([store('1', [])], null, [problem]),
    device([store('1', [])], null, [problem, problem]),
  );
  expect(said).toEqual([expect.stringMatching(/^the patch causes .*unreadable-input/)]);
  expect(failures({}, plain, plain)).toEqual([]);
  expect(facts(plain)).toContain(JSON.stringify(['exposure', 'yes']));
});

describe('the statements of the configuration', () => {
  const same = device([store('1', null)]);
  const outlines = (plan: Partial<FixPlan>, before: readonly string[], after: readonly string[]) =>
    failures(plan, reading(same, before), reading(same, after));
  const additions = [
    { want: wantOf(store('1', null)), label: 'New' },
    { want: wantOf(store('1', null), G3), label: 'Newer' },
  ];
  const switched: Partial<FixPlan> = { changes: [{ kind: 'use-built-in-bundle', store: '2' }] };

  it.each<[string, Partial<FixPlan>, readonly string[], readonly string[]]>([
    ['stay', {}, ['a', 'a', 'b'], ['b', 'a', 'a']],
    ['are joined by some of either root', { additions }, ['a'], ['a', 'name New', 'name Newer']],
    ['change one value for the built-in list', switched, ['use 0', 'b'], ['use 1', 'b']],
  ])('%s', (_, plan, before, after) => {
    expect(outlines(plan, before, after)).toEqual([]);
  });

  it.each<[string, Partial<FixPlan>, readonly string[], readonly string[], readonly string[]]>([
    ['one is lost', {}, ['a', 'a'], ['a'], ['1 statements of the configuration are lost']],
    ['more are lost than change', switched, ['a', 'b', 'c'], ['x'], ['2 statements of the configuration are lost']],
    ['one is new', { additions }, [], ['x'], ['1 statements appear that nobody asked for']],
    ['more are new than change', switched, ['a'], ['x', 'y', 'z'], ['2 statements appear that nobody asked for']],
  ])('are wrong where %s', (_, plan, before, after, said) => {
    expect(outlines(plan, before, after)).toEqual(said);
  });

  it('may name an entry that is enabled, and nothing of the built-in list', () => {
    const off = device([store('1', [entry('R', G2, 'no')])], [entry('R', G2, 'no')]);
    const on = device([store('1', [entry('R', G2)])], [entry('R', G2)]);
    const both = [reading(off, ['a']), reading(on, ['a', 'R state enabled', 'R again'])] as const;
    expect(failures({ changes: ENABLE }, ...both)).toEqual([]);
  });
});

describe('the bytes', () => {
  const source = SourceText.of('sbc.cfg', 'one two three');
  const same = reading(device([]));
  const byteFailures = (edits: readonly Edit[], after: string, allow: 'enable-entry' | null = null) => {
    const file: PatchedFile = {
      before: source,
      after: SourceText.of('sbc.cfg', after),
      edits: edits.map((edit) => ({ file: 'sbc.cfg', edit, allow })),
    };
    return prove(EMPTY_PLAN, [], [file], same, same, EMPTY_PLAN).failures;
  };
  const insertions = [insertAt(8, 'B '), insertAt(4, 'A ')];
  const replaced = [{ range: { start: 4, end: 7 }, insert: 'TWO' }];

  it('are those of before and what is inserted', () => {
    expect(byteFailures(insertions, applyEdits(source, insertions).text)).toEqual([]);
  });

  it('are replaced only where that is allowed', () => {
    expect(byteFailures(replaced, 'one TWO three', 'enable-entry')).toEqual([]);
    expect(byteFailures(replaced, 'one TWO three')).toEqual(['an edit of sbc.cfg replaces 3 bytes at offset 4']);
  });

  it.each([
    ['before the first edit', 'onE A two B three', ['bytes of sbc.cfg before offset 4 changed']],
    ['between two edits', 'one A twO B three', ['bytes of sbc.cfg before offset 8 changed']],
    ['in an edit', 'one X two B three', ['an edit of sbc.cfg wrote something else']],
    ['behind the last edit', 'one A two B threE', ['bytes at the end of sbc.cfg changed']],
    ['by one more at the end', 'one A two B threes', ['bytes at the end of sbc.cfg changed']],
    ['by one less at the end', 'one A two B thre', ['bytes at the end of sbc.cfg changed']],
  ])('are wrong where one differs %s', (_, after, said) => {
    expect(byteFailures(insertions, after)).toEqual(said);
  });
});

it.each<[string, Partial<FixPlan>]>([
  ['an edit', { edits: [{ file: 'sbc.cfg', edit: insertAt(0, ''), allow: null }] }],
  ['an addition', { additions: [{ want: wantOf(store('1', null)), label: 'New' }] }],
  ['a change', { changes: ENABLE }],
])('a plan that would make %s again is not proven', (_, again) => {
  const same = reading(device([]));
  expect(prove(EMPTY_PLAN, [], [], same, same, { ...EMPTY_PLAN, ...again })).toEqual({
    facts: true,
    bytes: true,
    idempotent: false,
    failures: ['a second patch would change something again'],
  });
});
