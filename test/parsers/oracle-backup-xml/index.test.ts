import { oracleBackupXml } from '../../../src/parsers/oracle-backup-xml/index.js';
import type { ParsedExport } from '../../../src/parsers/parser.js';
import { SourceText } from '../../../src/text/source-text.js';
import { cpuSeconds, LINEAR } from '../../support/cpu.js';
import { problemsOf } from '../oracle-acli/parse.js';
import { factsOfCase, inputOf } from '../oracle-commands/pair.js';

function parse(text: string): ParsedExport {
  const parsed = oracleBackupXml.parse(SourceText.of('edge1.xml', text));
  if ('refused' in parsed) throw new Error('refused');
  return parsed;
}

const backup = inputOf('oracle-backup-xml', 'unprovable', 'edge1.xml');
const legs = ({ legs: found }: ParsedExport) =>
  found.map(({ name, transport, tlsContext, endpoints }) => [
    name,
    transport.value,
    tlsContext,
    ...endpoints.map(({ host, port }) => `${host.value}:${port?.value ?? '?'}`),
  ]);

it.each(['fine', 'missing'])('is one device with the text beside it, with the facts of the text: %s', async (name) => {
  expect(await factsOfCase('oracle-backup-xml', name)).toEqual(await factsOfCase('oracle-acli', name));
});

it('says whom the device faces and with which tls-profile, and nothing of what that trusts', () => {
  const parsed = parse(backup);
  expect(legs(parsed)).toHaveLength(6);
  expect(legs(parsed)[0]).toEqual(['sip.pstnhub.microsoft.com', 'tls', 'CloudTLS', 'sip.pstnhub.microsoft.com:5061']);
  expect(parsed.trustStores).toMatchObject([{ name: 'CloudTLS', entries: null, complete: false }]);
  expect([parsed.held, parsed.exposure.answer, parsed.problems]).toEqual([null, 'unknown', []]);
});

it('reads the older dialect, which is no XML, to the same legs', () => {
  expect(legs(parse(inputOf('oracle-backup-xml', 'legacy', 'edge1.xml')))).toEqual(legs(parse(backup)));
});

it.each([
  ['cut in a tag', backup.slice(0, -340), 'the XML'],
  ['cut between tags', backup.slice(0, backup.indexOf('<sipInterface')), 'element configuration'],
  ['a wrong end tag', backup.replace('</realmConfig>', '</realmConfog>'), 'the XML'],
  [
    'another one behind it',
    backup.replace("hostname='pbx1", "hostname='a' hostname='pbx1"),
    'a line of session-agent a',
  ],
  ['an escape', backup.replace('CloudTLS', 'Cloud&amp;TLS'), 'a line of sip-port 203.0.113.20'],
])('%s is said', (_, text, what) => {
  expect(problemsOf(parse(text)).map((problem) => problem.replace(/^\S+ unreadable-input \S+ /, ''))).toContain(what);
});

it.each([
  ['a backup', backup, true],
  ['several elements without a root', "<sipPort address='a'></sipPort><realmConfig id='b'/>", true],
  ['another XML', '<sipInterface RealmID="x"/>', false],
  ['text about it', "see <sipInterface RealmID='x'>", false],
])('detects %s', (_, text, expected) => {
  expect(oracleBackupXml.detect(SourceText.of('x', text))).toBe(expected);
});

it('stays linear on hostile input', () => {
  const quotes = `<a b='${"' ".repeat(300_000)}`;
  const blanks = `<a b='x'${' '.repeat(300_000)}`;
  const deep = "<a b='x'>".repeat(100_000);
  const seconds = cpuSeconds(() => {
    for (const text of [quotes, blanks, deep, '<'.repeat(300_000), backup.repeat(200)]) parse(text);
  });
  expect(seconds).toBeLessThan(LINEAR);
});
