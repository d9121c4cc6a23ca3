import { ribbonCoreJson } from '../../../src/parsers/ribbon-core-json/index.js';
import { ribbonCoreSet } from '../../../src/parsers/ribbon-core-set/index.js';
import { readJson } from '../../../src/parsers/ribbon-core-json/read-json.js';
import { SourceText } from '../../../src/text/source-text.js';
import { exportFrom, factsOf, fixtureText } from '../ribbon-core-pairs.js';

it.each(['fine', 'missing', 'unprovable'])('says the facts of the set form: %s', (name) => {
  const text = fixtureText('ribbon-core-json', name);
  expect(factsOf(ribbonCoreJson, text)).toEqual(factsOf(ribbonCoreSet, fixtureText('ribbon-core-set', name)));
});

it('reads a screen capture at its own places', () => {
  const text = fixtureText('ribbon-core-json', 'missing');
  const captured = `a@edge1> show configuration | display json | nomore\r\n${text}[ok][x]\r\na@edge1> `;
  expect(ribbonCoreJson.detect(SourceText.of('x', captured))).toBe(true);
  expect(factsOf(ribbonCoreJson, captured)).toEqual(factsOf(ribbonCoreJson, text));
  const line = (of: string) => exportFrom(ribbonCoreJson, of).trustStores[0]?.entries?.[0]?.label.at.line ?? 0;
  expect(line(captured)).toBe(line(text) + 1);
});

it('knows the place of a value', () => {
  const text = '{ "sonusSystem:system": {\n "security": { "pki": { "certificate": [ { "name": "A" } ] } } } }';
  const { trustStores, problems } = exportFrom(ribbonCoreJson, text);
  expect(trustStores[0]?.entries?.map(({ label }) => [label.value, label.at.line, label.at.column])).toEqual([
    ['A', 2, 53],
  ]);
  expect(problems).toHaveLength(1);
});

it.each([
  '{"a": [1, -2.5e3, true, null, "\\u00e9\\"", {}], "b": []}',
  '{"a": 01}',
  '{"a": 1,}',
  '{"a": tru}',
  '{"a": "b\nc"}',
  '{"a": 1} x',
  '[1 2]',
  '',
])('reads what JSON.parse reads, and no more: %s', (text) => {
  const parses = () => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  expect('value' in readJson(SourceText.of('x', text))).toBe(parses());
});

it('says so where it is nested too deep', () => {
  const text = '['.repeat(100_000);
  expect(readJson(SourceText.of('x', text))).toMatchObject({ because: 'it is nested too deep' });
});

it.each([
  ['another vendor', '{"tls-profile": {"name": "x"}}'],
  ['a list', '[{"sonusZone:zone": 1}]'],
])('does not claim %s', (_, text) => expect(ribbonCoreJson.detect(SourceText.of('x', text))).toBe(false));

it('never calls a document that was cut anywhere complete, nor throws', () => {
  const text = fixtureText('ribbon-core-json', 'missing').trimEnd();
  for (let at = 1; at < text.length; at += 17) {
    const { trustStores, problems } = exportFrom(ribbonCoreJson, text.slice(0, at));
    expect([trustStores[0]?.complete, problems.length]).toEqual([false, 1]);
  }
});
