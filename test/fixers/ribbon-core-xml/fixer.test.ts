import { ribbonCoreXmlFixer } from '../../../src/fixers/ribbon-core-xml/index.js';
import { ribbonCoreXml } from '../../../src/parsers/ribbon-core-xml/index.js';
import { fix } from '../ribbon-core-fix.js';

const around = (entries: string) =>
  `<config>\n  <security xmlns="http://sonusnet.com/ns/mibs/SONUS-SECURITY/1.0">\n    <pki>\n${entries}    </pki>\n  </security>\n</config>\n`;
const patch = (text: string, held?: string) => fix(ribbonCoreXml, ribbonCoreXmlFixer, text, held);
const entry = (name: string) => `      <certificate>
        <name>${name}</name>
        <state>enabled</state>
        <fileName>${name}.der</fileName>
        <type>remote</type>
      </certificate>
`;

it.each<[string, (text: string) => string]>([
  ['plain', (text) => text],
  ['CR LF', (text) => text.replaceAll('\n', '\r\n')],
  ['tabs', (text) => text.replaceAll('  ', '\t')],
  ['on one line', (text) => text.replaceAll(/\s*\n\s*/g, '')],
  [
    'prefixed, with a namespace',
    (text) => text.replace(/<(\/?)certificate/g, '<$1S:certificate').replace(/<S:\w+/g, '$& xmlns:S="urn:s"'),
  ],
  ['in another order', (text) => text.replace(/( +<state.*\n)( +<fileName.*\n)/g, '$2$1')],
])('copies the layout of the entry before it: %s', (_, layout) => {
  expect(patch(layout(around(entry('A')))).patched).toBe(layout(around(entry('A') + entry('RootG2'))));
});

it('edits nothing where no entry stands beside it, and writes the script', () => {
  const { plan, patched } = patch(around(''));
  expect(patched).toBe(around(''));
  expect(plan.artifacts.map(({ path }) => path)).toEqual(['trust-anchors/RootG2_sl.der', 'apply.cli']);
});

it.each(['      <certificate></certificate>\n', '      <certificate/>\n'])(
  'refuses where the last entry is %j',
  (empty) => {
    const { plan } = patch(around(entry('A') + empty));
    expect([plan.edits, plan.refusals.length]).toEqual([[], 1]);
  },
);

it.each([
  ['its state', entry('A').replace('enabled', 'disabled')],
  ['the state that it lacks', entry('A').replace(/ +<state.*\n/, '')],
])('enables an entry by %s', (_, before) => {
  expect(patch(around(before), 'A').patched).toBe(around(entry('A')));
});
