import { ribbonCoreCurlyFixer } from '../../../src/fixers/ribbon-core-curly/index.js';
import { ribbonCoreCurly } from '../../../src/parsers/ribbon-core-curly/index.js';
import { fix } from '../ribbon-core-fix.js';

const around = (entries: string) => `system {\n    security {\n        pki {\n${entries}         }\n     }\n }\n`;
const patch = (text: string, held?: string) => fix(ribbonCoreCurly, ribbonCoreCurlyFixer, text, held);

const PLAIN = `            certificate A {
                state enabled;
                fileName A.der;
                type remote;
            }
`;
const ADDED = `            certificate RootG2 {
                state enabled;
                fileName RootG2.der;
                type remote;
            }
`;
const aligned = (text: string) => text.replaceAll('state ', 'state    ').replaceAll('type ', 'type     ');
const quoted = (text: string) => text.replace(/(certificate|state|fileName|type) ([\w.]+)/g, '$1 "$2"');
const reordered = (text: string) => text.replace(/( +state.*\n)( +fileName.*\n)( +type.*\n)/, '$3$1$2');

it.each<[string, (text: string) => string]>([
  ['plain', (text) => text],
  ['values in a column', aligned],
  ['quoted', quoted],
  ['tabs', (text) => text.replaceAll('    ', '\t')],
  ['CR LF', (text) => text.replaceAll('\n', '\r\n')],
  ['in another order', reordered],
  ['a closing brace that is not aligned', (text) => text.replace('            }', '             }')],
])('copies the layout of the entry before it: %s', (_, layout) => {
  const { patched } = patch(layout(around(PLAIN)));
  expect(patched).toBe(layout(around('@')).replace('@', layout(PLAIN) + layout(ADDED)));
});

it('goes behind a last entry of any type, and behind one that is laid out otherwise', () => {
  const local = '            certificate own { type local; state enabled; }\n';
  expect(patch(around(PLAIN + local)).patched).toBe(around(PLAIN + local + ADDED));
});

it.each([
  ['a blank in it asks for them', PLAIN.replace('A {', '"A " {')],
  ['only some values have them', PLAIN.replace('remote', '"remote"')],
])('puts no quotes where %s', (_, entry) => {
  expect(patch(around(entry)).patched).toBe(around(entry + ADDED));
});

it.each([
  ['empty', '            certificate B {\n            }\n'],
  ['no block', '            certificate B;\n'],
  [
    'on the line of another',
    '            certificate B {\n                type remote; state enabled;\n            }\n',
  ],
])('takes the layout of an earlier entry where the last one is %s', (_, last) => {
  expect(patch(around(PLAIN + last)).patched).toBe(around(PLAIN + last + ADDED));
});

it('goes behind the last entry where its line is, with the indentation of the entry that it copies', () => {
  const inline = PLAIN.replace('            }\n', '            } certificate B { type local; state enabled; }\n');
  expect(patch(around(inline)).patched).toBe(around(inline + ADDED));
});

it('aligns the values with those of the entry, however wide they stand', () => {
  const wide = (text: string) =>
    text.replace(/(state|fileName|type) +(\S+;)/g, (_, leaf: string, value: string) => leaf.padEnd(20) + value);
  expect(patch(around(wide(PLAIN))).patched).toBe(around(wide(PLAIN) + wide(ADDED)));
  const short = PLAIN.replace(/ +fileName.*\n/, '').replace('type ', 'type  ');
  expect(patch(around(short)).patched).toBe(around(short + aligned(ADDED).replace('fileName ', 'fileName ')));
});

it.each([
  ['one setting stands twice', PLAIN.replace(/( +state.*\n)/, '$1$1')],
  ['one setting stands twice and another not at all', PLAIN.replace(/( +state.*\n)( +fileName.*\n)/, '$1$1')],
])('writes each setting once, although in the entry above it %s', (_, entry) => {
  expect(patch(around(entry)).patched).toBe(around(entry + ADDED.replaceAll('RootG2', 'RootG2_sl')));
});

it.each([
  ['an entry', PLAIN.replace('certificate A', 'certificate ROOTG2').replace('remote', 'local')],
  ['a file', PLAIN.replace('A.der', 'RootG2.DER')],
  ['a file, with a blank behind it', PLAIN.replace('A.der', '"RootG2.der "')],
])('takes another name where %s is called like the root', (_, entry) => {
  expect(patch(around(entry)).plan.additions.map(({ label }) => label)).toEqual(['RootG2_2']);
});

it('does not enable an entry that it cannot find by its very name', () => {
  const { plan } = patch(around(PLAIN.replace('A {', '"A " {').replace('enabled', 'disabled')), 'A');
  expect([plan.edits, plan.refusals.length]).toEqual([[], 1]);
});

it('writes the script only where the file shows no entry, or none to copy', () => {
  const none = patch('addressContext default {\n    zone A {\n        id 1;\n    }\n}\n');
  expect([none.plan.edits, none.plan.additions.length, none.plan.artifacts.length]).toEqual([[], 1, 2]);
  expect(patch(around('certificate A { type remote; }\n')).plan.refusals).toHaveLength(1);
});

it.each([
  ['its state', PLAIN.replace('enabled', 'disabled'), PLAIN],
  ['the state that it lacks', PLAIN.replace(/ +state.*\n/, ''), PLAIN],
  ['the state that it lacks, in a column', aligned(PLAIN).replace(/ +state.*\n/, ''), aligned(PLAIN)],
  ['the state that it lacks, in quotes', quoted(PLAIN).replace(/ +state.*\n/, ''), quoted(PLAIN)],
])('enables an entry by %s', (_, before, after) => {
  expect(patch(around(before), 'A').patched).toBe(around(after));
});

it('emits the script of the set form', () => {
  const { artifacts } = patch(around(PLAIN)).plan;
  expect(artifacts.find(({ path }) => path === 'apply.cli')?.content).toBe(
    'configure\nset system security pki certificate RootG2 type remote fileName RootG2.der state enabled\ncommit\nexit\n',
  );
});
