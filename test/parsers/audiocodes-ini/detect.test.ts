import { audiocodesIni } from '../../../src/parsers/audiocodes-ini/index.js';
import { SourceText } from '../../../src/text/source-text.js';
import { BANNER, compose } from './compose.js';

const detect = (text: string) => audiocodesIni.detect(SourceText.of('x', text));

it.each([
  ['the banner', BANNER],
  [
    'a banner after an echoed command and a byte order mark',
    `\xef\xbb\xbfcf get\r\n${BANNER.replaceAll('\n', '\r\n')}`,
  ],
  ['a table without the header', compose({ head: '' })],
  ['an incremental file', '[ ProxyIp ]\n; note\nFORMAT Index = ProxySetId;\nProxyIp 0 = "1";\n[ \\ProxyIp ]\n'],
])('claims %s', (_, text) => {
  expect(detect(text)).toBe(true);
});

it.each([
  ['ACLI', 'tls-profile\n        name                           FORMAT\n        trusted-ca-certificates        Root\n'],
  ['set text', 'set global security pki certificate ROOT type remote\nset addressContext default zone X\n'],
  ['kamailio tls.cfg', '[server:default]\nmethod = TLSv1.2\nverify_certificate = yes\nca_list = /etc/ca.pem\n'],
  ['another INI file', '[ section ]\nname = value;\nFORMAT = x\n'],
  ['FORMAT outside a table', 'FORMAT Index = A;\n[ X ]\n'],
  ['a CLI script', 'configure network\n tls 3\n  name "CTX"\n exit\nexit\n'],
  ['nothing', ''],
])('does not claim %s', (_, text) => {
  expect(detect(text)).toBe(false);
});
