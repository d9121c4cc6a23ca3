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

it('writes the script only where the file shows no entry, or none to copy', () => {
  const none = patch('addressContext default {\n    zone A {\n        id 1;\n    }\n}\n');
  expect([none.plan.edits, none.plan.additions.length, none.plan.artifacts.length]).toEqual([[], 1, 2]);
  expect(patch(around('certificate A { type remote; }\n')).plan.refusals).toHaveLength(1);
});

it.each([
  ['its state', PLAIN.replace('enabled', 'disabled'), PLAIN],
  ['the state that it lacks', PLAIN.replace(/ +state.*\n/, ''), PLAIN],
])('enables an entry by %s', (_, before, after) => {
  expect(patch(around(before), 'A').patched).toBe(around(after));
});

it('emits the script of the set form', () => {
  const { artifacts } = patch(around(PLAIN)).plan;
  expect(artifacts.find(({ path }) => path === 'apply.cli')?.content).toBe(
    'configure\nset system security pki certificate RootG2 type remote fileName RootG2.der state enabled\ncommit\nexit\n',
  );
});
