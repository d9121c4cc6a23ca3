import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { facts } from '../../../src/fixers/facts.js';
import { ribbonEdgeRest } from '../../../src/parsers/ribbon-edge-rest/index.js';
import { ribbonEdgeXml } from '../../../src/parsers/ribbon-edge-xml/index.js';
import type { ListedCertificate } from '../../../src/parsers/parser.js';
import { SourceText } from '../../../src/text/source-text.js';
import { checkFolder } from '../../support/folder.js';
import { root } from '../../support/knowledge.js';

const fixture = (path: string) => readFileSync(join(root, 'test/fixtures', path));
const answer = fixture('ribbon-edge-rest/fine/input/certificates.xml');
const withRecords = fixture('ribbon-edge-xml/fine/input/symphonyconfig.xml');
const parse = (text: string) => ribbonEdgeRest.parse(SourceText.of('certificates.xml', text));
const said = (listed: readonly ListedCertificate[]) =>
  listed.map(({ label, body }) => [label?.value, 'description' in body ? body.description : null]);

it('describes the certificates as the configuration does', () => {
  const configuration = ribbonEdgeXml.parse(new SourceText('symphonyconfig.xml', withRecords));
  const inConfiguration = said('refused' in configuration ? [] : (configuration.listed ?? []));
  const listed = said(parse(answer.toString('latin1')).certificates);
  expect(listed).toHaveLength(9);
  expect(inConfiguration).toEqual(expect.arrayContaining(listed));
});

it('names with the answer beside them say the same facts as records in full', async () => {
  const bare = fixture('ribbon-edge-rest/fine/input/symphonyconfig.xml').toString('latin1');
  // The other fixture also has Baltimore, which is no part of this comparison.
  const full = withRecords.toString('latin1').replace(/<ID value="2">\s*<IE classname="CERT[\s\S]*?<\/ID>\s*/, '');
  const read = async (files: Record<string, string | Buffer>) => {
    const folder = new Map(Object.entries(files).map(([name, text]) => [name, Buffer.from(text as string, 'latin1')]));
    const { result } = await checkFolder(folder, { asOf: '2026-11-22' });
    return result.devices.flatMap(facts);
  };
  const one = await read({ 'symphonyconfig.xml': full });
  const two = await read({ 'symphonyconfig.xml': bare, 'certificates.xml': answer.toString('latin1') });
  expect(one.length).toBeGreaterThan(10);
  expect(two).toEqual(one);
});

it('is one device with the backup beside it, and what only one of the two lists stays open', async () => {
  const backup = fixture('ribbon-edge-xml/missing/input/symphonyconfig.xml');
  const { result } = await checkFolder(
    new Map([
      ['symphonyconfig.xml', backup],
      ['certificates.xml', answer],
    ]),
    { asOf: '2026-11-22' },
  );
  expect(result.devices.map(({ trustStores }) => trustStores.map(({ complete }) => complete))).toEqual([[false]]);
  const said = result.findings.map(({ ruleId, kind, at }) => `${ruleId} ${kind} ${at?.file ?? ''}`);
  expect(said.filter((each) => each.startsWith('missing'))).toEqual(
    Array.from({ length: 6 }, () => 'missing-trust-anchor open certificates.xml'),
  );
  expect(said).toContain('contradicting-exports fail symphonyconfig.xml');
});

it('shows the trust store where the configuration does not', async () => {
  const without = withRecords.toString('latin1').replace('"Certificates"', '"Certificate"');
  const read = (files: readonly (readonly [string, Buffer])[]) => checkFolder(new Map(files), { asOf: '2026-11-22' });
  const configuration = ['symphonyconfig.xml', Buffer.from(without, 'latin1')] as const;
  const alone = (await read([configuration])).result;
  const both = (await read([configuration, ['certificates.xml', answer]])).result;
  expect([alone, both].map(({ devices }) => devices[0]?.trustStores[0]?.entries?.length)).toEqual([undefined, 8]);
  expect(both.findings.filter(({ ruleId }) => ruleId === 'missing-trust-anchor')).toEqual([]);
});

describe('answers that say less', () => {
  const text = answer.toString('latin1');
  it.each([
    ['text before it', `HTTP/1.1 200 OK\r\n\r\n${text}`, 9, 0],
    ['on one line', text.replace(/>\s+</g, '><'), 9, 0],
    ['an error', text.replace('200<', '500<'), 0, 1],
    ['a record without its serial number', text.replace(/<CertSerialNumber>.*?<\/CertSerialNumber>/, ''), 8, 1],
    ['cut short', text.slice(0, 900), 0, 1],
    [
      'ids alone',
      text.replace(
        /<certificate_list>[\s\S]*<\/certificate_list>/,
        '<certificate_list><certificate_pk id="1"/></certificate_list>',
      ),
      0,
      1,
    ],
  ])('%s', (_, changed, certificates, problems) => {
    const source = SourceText.of('certificates.xml', changed);
    expect(ribbonEdgeRest.detect(source)).toBe(true);
    const found = ribbonEdgeRest.parse(source);
    expect([found.certificates.length, found.problems.length]).toEqual([certificates, problems]);
  });
});
