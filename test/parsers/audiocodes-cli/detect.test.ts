import { formats } from '../../../src/parsers/index.js';
import { unsupportedForms } from '../../../src/parsers/unsupported.js';
import { SourceText } from '../../../src/text/source-text.js';
import { compose } from './compose.js';
import { cpuSeconds, LINEAR } from '../../support/cpu.js';

const claims = (text: string) => {
  const source = SourceText.of('x', text);
  return [
    ...formats.filter(({ detect }) => detect(source)).map(({ format }) => format),
    ...unsupportedForms.filter(({ detect }) => detect(source)).map(({ form }) => form),
  ];
};

it.each([
  ['a session', compose()],
  ['a script', compose({ head: '' })],
  ['a byte order mark', `\xef\xbb\xbf${compose({ head: '' })}`],
  ['a template', 'configure voip\n proxy-set {{id}}\n  proxy-name "X"\n exit\nexit\n'],
])('%s is its own', (_, text) => expect(claims(text)).toEqual(['audiocodes-cli']));

it.each([
  ['one section without a row that matters', 'configure voip\n media settings\n exit\nexit\n'],
  ['rows without a section', ' tls 3\n  name "X"\n exit\n'],
  ['prose', 'Then type configure voip and open sip-interface 1 to see it.\n'],
  ['an INI that speaks of it', '; configure voip\n; tls 3\n'],
  ['Cisco IOS', 'configure terminal\ninterface Gi0/0\n ip address 192.0.2.1 255.255.255.0\nexit\n'],
])('%s is not', (_, text) => expect(claims(text)).not.toContain('audiocodes-cli'));

it('is found in time in a long file of blanks and noise', () => {
  const text = `${' '.repeat(500_000)}\n${'--MORE--'.repeat(100_000)}\n${'tls '.repeat(100_000)}`;
  expect(cpuSeconds(() => expect(claims(text)).toEqual([]))).toBeLessThan(LINEAR);
});
