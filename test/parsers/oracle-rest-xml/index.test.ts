import { oracleRestXml } from '../../../src/parsers/oracle-rest-xml/index.js';
import type { ParsedExport } from '../../../src/parsers/parser.js';
import { unsupportedForms } from '../../../src/parsers/unsupported.js';
import { SourceText } from '../../../src/text/source-text.js';
import { problemsOf } from '../oracle-acli/parse.js';
import { factsOfCase } from '../oracle-commands/pair.js';

function parse(text: string): ParsedExport {
  const parsed = oracleRestXml.parse(SourceText.of('edge1.xml', text));
  if ('refused' in parsed) throw new Error('refused');
  return parsed;
}

const attribute = (name: string, ...values: readonly string[]) =>
  `<attribute><name>${name}</name>${values.map((value) => `<value>${value}</value>`).join('') || '<value/>'}</attribute>`;
const element = (type: string, ...attributes: readonly string[]) =>
  `<configElement><elementType>${type}</elementType>${attributes.join('')}</configElement>`;
const answer = (...elements: readonly string[]) => `<response><data>${elements.join('')}</data></response>\n`;

it.each(['fine', 'missing', 'secrets'])('says of the device of %s what the column grid says', async (name) => {
  const rest = await factsOfCase('oracle-rest-xml', name);
  expect(rest.length).toBeGreaterThan(10);
  expect(rest).toEqual(await factsOfCase('oracle-acli', name));
});

describe('detects', () => {
  it.each([
    ['an answer', answer(element('tls-profile')), true],
    ['with a declaration', `<?xml version="1.0"?>\n${answer(element('tls-profile'))}`, true],
    [
      'Session Delivery Manager',
      '<configElement><elementTypePath>realmConfig</elementTypePath></configElement>',
      false,
    ],
    ['prose', 'A <configElement><elementType> holds the type.\n', false],
    ['a backup', "<?xml version='1.0' standalone='yes'?>\n<sipInterface\n        RealmID='x'>\n</sipInterface>", false],
  ])('%s', (_, text, expected) => {
    const source = SourceText.of('x', text);
    expect(oracleRestXml.detect(source)).toBe(expected);
    if (text.startsWith('<') && !expected) expect(unsupportedForms.some(({ detect }) => detect(source))).toBe(true);
  });
});

it('takes entities, layout and places as they are', () => {
  const list = attribute('trusted-ca-certificates', '\n  A&amp;B\n', 'C');
  const { trustStores } = parse(answer(element('tls-profile', attribute('name', 'T'), list)));
  expect(trustStores[0]?.entries?.map(({ label }) => [label.value, label.at.line])).toEqual([
    ['A&B', 2],
    ['C', 3],
  ]);
});

it('takes an element outside an answer for a request, which proves no absence', () => {
  const { trustStores, exposure } = parse(element('tls-profile', attribute('name', 'T')));
  expect([trustStores[0]?.complete, exposure.answer]).toEqual([false, 'unknown']);
});

describe('what cannot be read', () => {
  const profile = (...more: readonly string[]) => answer(element('tls-profile', attribute('name', 'T'), ...more));
  it.each([
    ['two names in one value', profile(attribute('trusted-ca-certificates', 'A B'))],
    ['a sign', profile(attribute('trusted-ca-certificates', '+A'))],
    [
      'an attribute twice',
      profile(attribute('trusted-ca-certificates', 'A'), attribute('trusted-ca-certificates', 'B')),
    ],
    ['an element in a value', profile(attribute('trusted-ca-certificates', '<b>A</b>'))],
    ['an unknown tag', profile('<attributes><name>trusted-ca-certificates</name></attributes>')],
  ])('%s leaves the store incomplete', (_, text) => {
    const { trustStores, problems } = parse(text);
    expect(trustStores.map(({ complete }) => complete)).toEqual([false]);
    expect(problems.map(({ ruleId }) => ruleId)).toContain('unreadable-input');
  });

  it.each([
    ['attribute', answer(element('certificate-record', attribute('name', 'A'), attribute('trusteD', 'disabled')))],
    ['element', answer(element('session-agemt', attribute('hostname', 'h')))],
    [
      'sub-element',
      answer(
        '<configElement><elementType>sip-interface</elementType>' +
          '<subElement><subElementType>sip-pors</subElementType></subElement></configElement>',
      ),
    ],
    ['second export', answer(element('system-config'), element('system-config'))],
  ])('a letter wrong in the name of an %s, or one too many', (_, text) => {
    expect(parse(text).problems.map(({ ruleId, messageId }) => `${ruleId} ${messageId}`)).toContain(
      'unreadable-input statement',
    );
  });

  it.each([
    ['cut', answer(element('tls-profile')).slice(0, -20)],
    ['a document type', `<!DOCTYPE x [<!ENTITY a "aaaa">]>${answer(element('tls-profile'))}`],
    ['a wrong closing tag', answer(element('tls-profile')).replace('</data>', '</date>')],
  ])('%s: nothing of the XML', (_, text) => {
    expect(problemsOf(parse(text)).map((problem) => problem.replace(/^\S+ /, ''))).toEqual([
      'unreadable-input statement the XML',
    ]);
  });
});
