import { ribbonCoreCurly } from '../../../src/parsers/ribbon-core-curly/index.js';
import { ribbonCoreJson } from '../../../src/parsers/ribbon-core-json/index.js';
import { ribbonCoreXml } from '../../../src/parsers/ribbon-core-xml/index.js';
import type { Parser } from '../../../src/parsers/parser.js';
import { exportFrom, fixtureText } from '../ribbon-core-pairs.js';

const FORMS: readonly (readonly [string, Parser])[] = [
  ['curly', ribbonCoreCurly],
  ['xml', ribbonCoreXml],
  ['json', ribbonCoreJson],
];
const curly = fixtureText('ribbon-core-curly', 'fine');
const because = (parser: Parser, text: string) => exportFrom(parser, text).problems.map(({ because }) => because);

describe.each(FORMS)('%s', (form, parser) => {
  const text = fixtureText(`ribbon-core-${form}`, 'fine');

  it.each([
    ['zone', 'zond'],
    ['sipSigPort', 'sipSiePort'],
    ['transportProtocolsAllowed', 'TransportProtocolsAllowed'],
    ['tlsProfileName', 'tlsProfiieName'],
    ['addressContext', 'addrezsContext'],
  ])('says that a word is nearly %s', (word, damaged) => {
    expect(because(parser, text)).toEqual([]);
    expect(because(parser, text.replace(new RegExp(`\\b${word}\\b`, 'g'), damaged)).join()).toContain(`nearly ${word}`);
  });

  it('says that a key is none', () => {
    expect(because(parser, text.replaceAll('PBX_P1', 'PBX\xb1P1')).join()).toContain('its key is none');
  });
});

describe.each(FORMS.slice(1))('a capture of %s', (form, parser) => {
  const text = fixtureText(`ribbon-core-${form}`, 'fine');
  const shown = (command: string) => exportFrom(parser, `admin@edge1> ${command}\n${text}[ok][x]\nadmin@edge1> `);

  it('shows what its command asked for', () => {
    const all = shown(`show configuration | display ${form} | nomore`);
    expect([all.trustStores[0]?.complete, all.exposure.answer, all.hostName]).toEqual([true, 'yes', 'edge1']);
    const part = shown(`show configuration system security | display ${form}`);
    expect([part.trustStores[0]?.complete, part.exposure.answer]).toEqual([true, 'unknown']);
    const zone = shown(`show configuration addressContext default zone TEAMS | display ${form}`);
    expect(zone.trustStores[0]?.complete).toBe(false);
    const filtered = shown(`show configuration | display ${form} | match Root`);
    expect(filtered.trustStores[0]?.incompleteBecause).toContain('match');
  });
});

it.each([
  ['two exports behind each other', curly + curly.replaceAll('DigiCertGlobalRootG2', 'Other')],
  ['a capture of another configuration behind it', curly + fixtureText('ribbon-core-curly', 'captured-session')],
  [
    'captures of two devices',
    ['a', 'b'].map((host) => `admin@${host}> show configuration\n${curly}[ok]\nadmin@${host}> \n`).join(''),
  ],
])('says that a file holds two exports: %s', (_name, text) => {
  expect(exportFrom(ribbonCoreCurly, text).problems.map(({ data }) => data['what'])).toContain('a second export');
});

it('reads a configuration that was printed twice', () => {
  const once = `admin@a> show configuration\n${curly}[ok]\nadmin@a> \n`;
  expect(because(ribbonCoreCurly, once + once)).toEqual([]);
});

it.each([
  ['a line that goes on', 'mode inService;\n', 'mode inService;J'],
  ['a control character', 'mode inService;\n', 'mode inService;\x1a'],
  ['a statement that became a comment', / {4}state( +)enabled;/, ' !  state$1enabled;'],
  ['a name', 'state enabled', 'stAte enabled'],
])('says that a line in braces is damaged: %s', (_name, from, to) => {
  const at = curly.indexOf('zone TEAMS');
  const text = curly.slice(0, at) + curly.slice(at).replace(from, to);
  expect(text).not.toBe(curly);
  expect(because(ribbonCoreCurly, text)).not.toEqual([]);
});
