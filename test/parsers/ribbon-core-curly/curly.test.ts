import { facts } from '../../../src/fixers/facts.js';
import { ribbonCoreCurly } from '../../../src/parsers/ribbon-core-curly/index.js';
import { ribbonCoreSet } from '../../../src/parsers/ribbon-core-set/index.js';
import { SourceText } from '../../../src/text/source-text.js';
import { exportFrom, factsOf, fixtureText } from '../ribbon-core-pairs.js';

const entry = (name: string) =>
  `certificate ${name} {\n    state enabled;\n    fileName ${name}.der;\n    type remote;\n}\n`;

const parse = (text: string) => exportFrom(ribbonCoreCurly, text);

const shown = (text: string) => {
  const { trustStores, problems } = parse(text);
  return {
    entries: trustStores[0]?.entries?.map(({ label, usable }) => `${label.value} ${usable.answer}`) ?? null,
    complete: trustStores[0]?.complete,
    problems: problems.map(({ messageId, at }) => `${at.line} ${messageId}`),
  };
};

it.each(['fine', 'missing', 'unprovable'])('says the facts of the set form: %s', (name) => {
  const text = fixtureText('ribbon-core-curly', name);
  expect(factsOf(ribbonCoreCurly, text)).toEqual(factsOf(ribbonCoreSet, fixtureText('ribbon-core-set', name)));
});

describe('nesting', () => {
  const nested = `system {\nsecurity {\n        pki {\n${entry('A')}   }\n  }\n}\n`;
  it.each([
    ['whatever the indentation', nested],
    ['with tabs', nested.replace(/^ +/gm, '\t')],
    ['on one line', nested.replaceAll('\n', ' ')],
    ['with quotes', nested.replace('certificate A', 'certificate "A"').replace('enabled', '"enabled"')],
    ['with comments between', `/* a\nb } */\n# c {\n${nested.replace('type', '! d }\n type')}`],
    ['with a brace in a value', `profiles { x { regex "^\\d{3}\\"}$"; other ^a{2}b;c$; } }\n${nested}`],
    ['below the top-level security', nested.replace('system {\n', '').replace(/\}\n$/, '')],
  ])('%s', (_, text) => {
    expect(shown(text)).toEqual({ entries: ['A yes'], complete: true, problems: [] });
  });

  it.each([
    ['a block that stays open', 'system {\n security {\n pki {\n' + entry('A'), ['3 truncated']],
    ['a brace too many', `system { security { pki {\n${entry('A')}} } }\n}\n`, ['8 statement']],
    [
      'a setting without its semicolon',
      `system { security { pki {\n${entry('A').replace('led;', 'led')}} } }\n`,
      ['3 statement'],
    ],
    ['an open quote', `system { security { pki {\n${entry('A').replace(' A.der', ' "A.der')}} } }\n`, ['4 statement']],
    [
      'an entry under another word',
      `system { security { pki {\n${entry('B').replace('cert', 'dert')}${entry('A')}} } }\n`,
      ['2 statement'],
    ],
    ['an unknown setting', `system { security { pki {\n${entry('A').replace('state', 'mood')}} } }\n`, ['3 statement']],
  ])('%s is a problem, and the store is not complete', (_, text, problems) => {
    const found = shown(text);
    expect(found.complete).toBe(false);
    expect(found.problems).toEqual(problems);
  });
});

describe('the level at which a file starts', () => {
  it('is told by the echo of the command', () => {
    const text = `admin@edge1% show configuration system security pki\n${entry('A')}[ok][2026-11-20 10:00:00]\n`;
    expect(shown(text)).toEqual({ entries: ['A yes'], complete: true, problems: [] });
    expect(parse(text).hostName).toBe('edge1');
  });

  it('is guessed from the names, and then nothing is complete', () => {
    expect(shown(entry('A'))).toEqual({ entries: ['A yes'], complete: false, problems: [] });
    const zone = 'sipSigPort 10 {\n    state enabled;\n    transportProtocolsAllowed sip-tls-tcp;\n}\n';
    expect(parse(zone).legs.map(({ tlsContext }) => tlsContext)).toEqual(['defaultTlsProfile', 'defaultTlsProfile']);
  });

  it('and a filter leaves nothing complete', () => {
    const text = `admin@edge1% show configuration system security pki | match A\n${entry('A')}`;
    expect(shown(text).complete).toBe(false);
  });
});

describe('detection', () => {
  it.each([
    [
      'Junos',
      'system {\n    host-name edge1;\n}\nsecurity {\n    pki {\n        ca-profile x {\n        }\n    }\n}\n',
    ],
    ['Junos certificates', 'security {\n    certificates {\n        local edge1 {\n        }\n    }\n}\n'],
    ['NGINX', 'http {\n    server {\n        listen 80;\n    }\n}\n'],
    ['prose', 'Please set the tlsProfile of the port.\n'],
  ])('does not claim %s', (_, text) => expect(ribbonCoreCurly.detect(SourceText.of('x', text))).toBe(false));

  it.each([
    ['header', '# Type: delta \n\nprofiles {\n    security {\n        tlsProfile T {\n'],
    ['header, of PKI entries only', '# Type: delta\nsystem {\n  security {\n    pki {\n      certificate A {\n'],
    ['bare delete', 'addressContext default {\n    delete:\n    zone TEAMS;\n}\n'],
  ])('refuses a rollback file by its %s', (_, text) => {
    const source = SourceText.of('rollback0', text);
    expect(ribbonCoreCurly.detect(source)).toBe(true);
    expect(ribbonCoreCurly.parse(source)).toMatchObject({ refused: { messageId: 'form' } });
  });
});

it('never calls a file that was cut anywhere complete, nor throws', () => {
  const text = fixtureText('ribbon-core-curly', 'missing');
  const whole = facts({ ...parse(text), id: 'x', key: 'x', vendor: 'x', format: 'x', files: [], legs: [] });
  expect(whole.length).toBeGreaterThan(3);
  for (let at = 1; at < text.trimEnd().length; at += 7) {
    const depth = (text.slice(0, at).match(/\{/g) ?? []).length - (text.slice(0, at).match(/\}/g) ?? []).length;
    if (depth > 0) expect(parse(text.slice(0, at)).trustStores[0]?.complete).toBe(false);
  }
});

it('says so where blocks are nested without end', () => {
  const text = 'system {\n'.repeat(50_000);
  expect(shown(text)).toEqual({ entries: null, complete: false, problems: ['200 truncated', '201 statement'] });
  expect(parse(text).outline()).toHaveLength(1);
});
