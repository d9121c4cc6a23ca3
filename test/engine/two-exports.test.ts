import { checkFolder, readFolder } from '../support/folder.js';
import { factsOfFolder, inputOf } from '../parsers/oracle-commands/pair.js';
import { join } from 'node:path';
import { root } from '../support/knowledge.js';

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const text = inputOf('oracle-acli', 'fine', 'edge1.cfg');
const rest = inputOf('oracle-rest-xml', 'fine', 'edge1.xml');
const backup = inputOf('oracle-backup-xml', 'unprovable', 'edge1.xml');
const typed = inputOf('oracle-commands', 'fine', 'edge1.acli');
const shown = readFolder(join(root, 'test', 'fixtures', 'oracle-acli', 'fine', 'input'));

const together = (name: string, other: string, own = text) =>
  new Map([...shown, ['edge1.cfg', bytes(own)] as const, [name, bytes(other)] as const]);

it.each([
  ['an answer of the REST interface', 'edge1.xml', rest],
  ['a backup', 'edge1.xml', backup],
  ['the script that set it up', 'edge1.acli', typed],
])('the output of show and %s are one device with one set of facts', async (_, name, other) => {
  expect(await factsOfFolder(together(name, other))).toEqual(await factsOfFolder(shown));
});

it('a script that adds one agent contradicts no export that shows more of them', async () => {
  const commands = [
    'conf t',
    'session-router',
    'session-agent',
    'hostname sip.pstnhub.microsoft.com',
    'realm-id Cloud',
  ];
  const port = ['sip-interface', 'realm-id Cloud', 'sip-ports', 'address 203.0.113.20', 'port 5061'];
  const rest = ['transport-protocol TLS', 'tls-profile CloudTLS', 'done', 'exit', 'done', 'exit', 'exit', 'exit'];
  const agent = ['transport-method StaticTLS', 'port 5061', 'done', 'exit'];
  const script = [...commands, ...agent, ...port, ...rest, 'save-config', 'activate-config', ''].join('\n');
  const { result } = await checkFolder(together('edge1.acli', script), { asOf: '2026-11-22' });
  expect(result.findings.filter(({ ruleId }) => ruleId === 'contradicting-exports')).toEqual([]);
});

describe('what they disagree on is shown with both places', () => {
  const restText = (from: string, to: string) => rest.replace(`<value>${from}</value>`, `<value>${to}</value>`);
  it.each([
    ['a list', restText('DigiCertGlobalRootG3', 'DigiCertGlobalRootG9'), 'the list of CloudTLS'],
    ['the transport', restText('StaticTLS', 'StaticTCP'), 'the transport of outbound sip.pstnhub.microsoft.com'],
    ['a port', restText('5061', '5067'), 'the peer of outbound sip.pstnhub.microsoft.com'],
    ['a switch', rest.replace(/(mutual-authenticate<\/name>\s*<value>)enabled/, '$1disabled'), 'whether outbound sip.'],
    ['a version', restText('tlsv12', 'tlsv13'), 'the TLS version of TLS context CloudTLS'],
    ['a profile', backup.replace("'CloudTLS'", "'OtherTLS'"), 'the TLS context of'],
  ])('%s', async (_, other, what) => {
    const { result } = await checkFolder(together('edge1.xml', other), { asOf: '2026-11-22' });
    const found = result.findings.filter(({ ruleId }) => ruleId === 'contradicting-exports');
    const [first] = found.filter(({ message }) => message.startsWith(what));
    expect(found.map(({ message }) => message)).toContain(first?.message);
    expect(first?.at?.file).toBe('edge1.cfg');
    expect(first?.message).toMatch(/ at edge1\.xml:\d+$/);
  });
});
