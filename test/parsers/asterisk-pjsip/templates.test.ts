import { asteriskPjsip } from '../../../src/parsers/asterisk-pjsip/index.js';
import { SourceText } from '../../../src/text/source-text.js';

it('templates that double with every line end soon, and what they bring is not known', () => {
  const templates = Array.from({ length: 60 }, (_, i) => `[t${i + 1}](!,t${i},t${i})\nmethod=tlsv1_2\n`).join('');
  const text = `[t0](!)\ntype=transport\n${templates}[out](t60)\nprotocol=tls\n`;
  const read = asteriskPjsip.parse(SourceText.of('pjsip.conf', text));
  expect(JSON.stringify(read)).toContain('its templates bring more than 300 settings');
});
