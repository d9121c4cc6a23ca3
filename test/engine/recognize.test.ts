import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { formats, listingFormats } from '../../src/parsers/index.js';
import { SourceText } from '../../src/text/source-text.js';
import { root } from '../support/knowledge.js';

const corpus = process.env['SBCLINT_CORPUS'] ?? join(root, '..', 'shared', 'corpus');
const folders = [join(root, 'test', 'fixtures'), join(root, 'examples', 'fleet'), corpus].filter((folder) =>
  existsSync(folder),
);

function filesBelow(folder: string): readonly string[] {
  return (readdirSync(folder, { recursive: true }) as string[])
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile() && !/[\\/]expected[\\/]|README\.md$|options\.json$/.test(path));
}

const all = [...formats, ...listingFormats];
const claims = (source: SourceText) => all.filter(({ detect }) => detect(source)).map(({ format }) => format);

it.each(folders.flatMap(filesBelow).map((path) => [path.slice(root.length), path]))(
  'at most one detector claims %s',
  (shown, path) => {
    const found = claims(new SourceText(path, readFileSync(path)));
    expect(found.length).toBeLessThanOrEqual(1);
    const form = /^test\/fixtures\/([^/]+)\/.*\/input\/[^/]+\.(ini|cfg|set)$/.exec(shown)?.[1];
    if (form && found.length > 0) expect(found).toEqual([form]);
  },
);

describe('look-alikes are nobody’s', () => {
  it.each([
    [
      'Junos, set form',
      'set system host-name edge\nset security pki ca-profile x ca-identity y\nset interfaces ge-0/0/0 unit 0\n',
    ],
    [
      'Cisco ASA',
      ': Saved\nASA Version 9.16(2)\ncrypto ca certificate chain X\n certificate ca 01\n    308202\n  quit\n',
    ],
    ['Cisco NX-OS', 'version 9.3(5) Bios:version 07.67\nhostname n9k\nfeature bgp\ncrypto ca trustpoint X\n'],
    ['Cisco IOS without voice', 'version 17.9\ncrypto pki trustpoint X\n enrollment terminal\ninterface Gi1\n'],
    ['a plain INI file', '[server]\nmethod = TLSv1.2\nca_list = /etc/ssl/ca.pem\n'],
    ['Windows settings', '[.ShellClassInfo]\nIconResource=x.dll,1\n'],
    ['YAML', 'tls-profile:\n  name: x\n'],
    ['prose', 'The tls-profile of the session-agent names the trusted-ca-certificates.\n'],
    ['a diff of an INI', '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-[ TLSContexts ]\n+[ TLSContext ]\n'],
    ['JSON', '{"tls-profile": {"name": "x"}}\n'],
  ])('%s', (_, text) => expect(claims(SourceText.of('x', text))).toEqual([]));
});

describe('noise around an export does not hide it', () => {
  const exports = folders
    .slice(0, 1)
    .flatMap(filesBelow)
    .filter((path) => /\/fine\/input\/[^/]+\.(ini|cfg|set)$/.test(path));
  it.each(exports)('%s', (path) => {
    const text = readFileSync(path, 'latin1');
    const before = claims(SourceText.of('x', text));
    for (const noisy of [`\xef\xbb\xbf${text}`, `\r\n\r\n${text}`, text.replaceAll('\n', '\r\n'), `${text}\n\n\n`]) {
      expect(claims(SourceText.of('x', noisy))).toEqual(before);
    }
  });
});
