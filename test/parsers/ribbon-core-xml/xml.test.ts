import { ribbonCoreSet } from '../../../src/parsers/ribbon-core-set/index.js';
import { ribbonCoreXml } from '../../../src/parsers/ribbon-core-xml/index.js';
import { SourceText } from '../../../src/text/source-text.js';
import { exportFrom, factsOf, fixtureText } from '../ribbon-core-pairs.js';

const P = 'http://sonusnet.com/ns/mibs/';
const entry =
  '<certificate><name>A</name><state>enabled</state><fileName>A.der</fileName><type>remote</type></certificate>';
const pki = `<security xmlns="${P}SONUS-SECURITY/1.0"><pki>${entry}</pki></security>`;

const store = (text: string) => {
  const [found] = exportFrom(ribbonCoreXml, text).trustStores;
  return [found?.complete, found?.entries?.map(({ label, usable }) => `${label.value} ${usable.answer}`) ?? null];
};

it.each(['fine', 'missing', 'unprovable', 'human-path'])('says the facts of the set form: %s', (name) => {
  const sibling = fixtureText('ribbon-core-set', name === 'human-path' ? 'missing' : name);
  expect(factsOf(ribbonCoreXml, fixtureText('ribbon-core-xml', name))).toEqual(factsOf(ribbonCoreSet, sibling));
});

it.each([
  ['a start-up file', `<!-- x -->\n<config xmlns="http://tail-f.com/ns/config/1.0">${pki}</config>`],
  ['a NETCONF answer', `<?xml version="1.0"?><rpc-reply message-id="1"><data>${pki}</data></rpc-reply>`],
  ['an old REST collection', `<collection xmlns:y="http://tail-f.com/ns/rest">${pki}</collection>`],
  ['a bare subtree', pki],
  ['the path of the command line', `<config><system xmlns="${P}SONUS-SYSTEM-MIB/1.0">${pki}</system></config>`],
  ['a screen capture', `a@edge1> show configuration | display xml\r\n<config>${pki}</config>\r\n[ok][x]\r\na@edge1> `],
  ['prefixed names', `<config>${pki.replace(/<(\/?)(\w)/g, '<$1S:$2').replace('xmlns', 'xmlns:S')}</config>`],
])('%s', (_, text) => {
  expect(ribbonCoreXml.detect(SourceText.of('x', text))).toBe(true);
  expect(store(text)).toEqual([true, ['A yes']]);
});

it('takes a list below the top for a part', () => {
  expect(store(`<collection xmlns="${P}">${entry}</collection>`)).toEqual([false, ['A yes']]);
});

it.each([
  ['an entry without a name', `<config>${pki.replace('<name>A</name>', '')}</config>`],
  ['an empty entry', `<config>${pki.replace('</pki>', '<certificate/></pki>')}</config>`],
  ['a wrong closing tag', `<config>${pki.replace('</name>', '</nam>')}</config>`],
  ['a document type', `<!DOCTYPE config [<!ENTITY a "b">]><config>${pki}</config>`],
])('%s is a problem, and the store is not complete', (_, text) => {
  const { problems, trustStores } = exportFrom(ribbonCoreXml, text);
  expect(problems.map(({ ruleId }) => ruleId)).toEqual(['unreadable-input']);
  expect(trustStores[0]?.complete).toBe(false);
});

it('takes an empty container for nothing that is shown', () => {
  expect(store(`<config>${pki.replace(entry, '')}</config>`)).toEqual([false, null]);
});

it('refuses operations on a configuration', () => {
  const text = `<config>${pki.replace('<certificate>', '<certificate nc:operation="delete">')}</config>`;
  expect(ribbonCoreXml.parse(SourceText.of('x', text))).toMatchObject({ refused: { messageId: 'form' } });
});

it('never calls a document that was cut anywhere complete, nor throws', () => {
  const text = fixtureText('ribbon-core-xml', 'missing').trimEnd();
  for (let at = 1; at < text.length; at += 37) expect(store(text.slice(0, at))).toEqual([false, null]);
});
