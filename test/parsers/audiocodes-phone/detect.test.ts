import { audiocodesPhone } from '../../../src/parsers/audiocodes-phone/index.js';
import { SourceText } from '../../../src/text/source-text.js';

const SLOTS = 'security/ca_certificate/0/uri=http://prov.example.net/a.pem\nsecurity/ca_certificate/1/uri=\n';
const LINES =
  'voip/line/0/enabled=1\nvoip/line/0/id=1\nsystem/type=450HD\nnetwork/lan_type=DHCP\nsystem/syslog/mode=NONE\n';

it.each([
  ['a slot', SLOTS, true],
  ['paths', LINES, true],
  ['paths, CRLF', LINES.replaceAll('\n', '\r\n'), true],
  ['two paths', 'voip/line/0/enabled=1\nsystem/type=450HD\n', false],
  ['a shell script', 'system/bin=1\nPATH=/usr/bin\n', false],
])('%s', (_, text, claimed) => expect(audiocodesPhone.detect(SourceText.of('x.cfg', text))).toBe(claimed));

it('answers for its root slots, and repeats no URL', () => {
  const answer = audiocodesPhone.parse(SourceText.of('x.cfg', LINES + SLOTS));
  if (!('refused' in answer)) throw new Error('read');
  expect(answer.refused.because).toContain('1 of them set');
  expect(answer.refused.at.line).toBe(6);
  expect(JSON.stringify(answer.refused)).not.toContain('prov.example.net');
});
