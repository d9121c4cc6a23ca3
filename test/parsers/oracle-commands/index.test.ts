import { oracleCommands } from '../../../src/parsers/oracle-commands/index.js';
import type { ParsedExport } from '../../../src/parsers/parser.js';
import { SourceText } from '../../../src/text/source-text.js';
import { cpuSeconds, LINEAR } from '../../support/cpu.js';
import { problemsOf } from '../oracle-acli/parse.js';
import { factsOfCase, inputOf } from './pair.js';

const lines = (...text: readonly string[]) => text.join('\n') + '\n';

function parse(text: string): ParsedExport {
  const parsed = oracleCommands.parse(SourceText.of('edge1.acli', text));
  if ('refused' in parsed) throw new Error('refused');
  return parsed;
}

/** Commands of one tls-profile, activated. */
function profile(...commands: readonly string[]): ParsedExport {
  return parse(
    lines('conf t', 'security', 'tls-profile', ...commands, 'exit', 'exit', 'exit', 'save-config', 'activate-config'),
  );
}

const entriesOf = ({ trustStores }: ParsedExport) =>
  trustStores.map(({ name, entries }) => [name, ...(entries ?? []).map(({ label }) => label.value)]);

describe('the same device as the output of show running-config', () => {
  /** Commands never show all: neither what a list holds besides, nor whom the device faces besides. */
  const comparable = (facts: readonly string[]) =>
    facts
      .filter((fact) => !fact.startsWith('["exposure"'))
      .map((fact) => (fact.startsWith('["store"') ? fact.replace(/(true|false)\]$/, ']') : fact));

  it('typed, with the certificates pasted', async () => {
    const typed = await factsOfCase('oracle-commands', 'fine');
    const shown = await factsOfCase('oracle-acli', 'fine');
    expect(shown.length).toBeGreaterThan(20);
    expect(comparable(typed)).toEqual(comparable(shown));
  });

  it('pasted, where what is absent need not be at its default', async () => {
    const defaults = (facts: readonly string[]) =>
      comparable(facts).map((fact) =>
        fact
          .replace(/"(?:yes|no|unknown|udp)"/g, '"?"')
          .replaceAll('/unknown', '/udp')
          .replace('"its sip-port names no tls-profile"', 'null'),
      );
    expect(defaults(await factsOfCase('oracle-commands', 'paste-config'))).toEqual(
      defaults(await factsOfCase('oracle-acli', 'fine')),
    );
  });
});

it('never calls a store complete, or the exposure known', () => {
  for (const name of ['fine', 'unprovable', 'missing']) {
    const { trustStores, exposure } = parse(inputOf('oracle-commands', name, 'edge1.acli'));
    expect(trustStores.map(({ complete }) => complete)).not.toContain(true);
    expect(exposure.answer).toBe('unknown');
  }
});

describe('lists', () => {
  it.each([
    ['a bare name sets', ['trusted-ca-certificates A', 'trusted-ca-certificates B'], ['B']],
    ['a plus sign adds', ['trusted-ca-certificates A', 'trusted-ca-certificates +B'], ['A', 'B']],
    ['and may stand apart', ['trusted-ca-certificates + A'], ['A']],
    ['a minus sign takes away', ['trusted-ca-certificates (A B)', 'trusted-ca-certificates -A'], ['B']],
    ['parentheses set', ['trusted-ca-certificates A', 'trusted-ca-certificates (B C)'], ['B', 'C']],
  ])('%s', (_, commands, expected) => {
    expect(entriesOf(profile('name T', ...commands, 'done'))).toEqual([['T', ...expected]]);
  });

  it('what is selected later goes on where earlier commands left it', () => {
    const later = ['select', 'T', 'trusted-ca-certificates +B', 'done'];
    expect(entriesOf(profile('name T', 'trusted-ca-certificates A', 'done', ...later))).toEqual([['T', 'A', 'B']]);
  });
});

describe('what cannot be told is said', () => {
  it.each([
    [
      'selected by a number',
      ['select', '1', 'trusted-ca-certificates +A', 'done'],
      '6:1 unreadable-input statement a command in tls-profile',
    ],
    ['not done', ['name T', 'trusted-ca-certificates A'], '4:1 unreadable-input statement commands in tls-profile'],
    ['abbreviated', ['name T', 'trusted-ca A', 'done'], '5:1 unreadable-input statement a line of tls-profile T'],
    [
      'after done',
      ['name T', 'done', 'trusted-ca-certificates A', 'done'],
      '6:1 unreadable-input statement a line of tls-profile T',
    ],
    [
      'open parentheses',
      ['name T', 'trusted-ca-certificates (A', 'done'],
      '5:1 unreadable-input statement part of trusted-ca-certificates of tls-profile T',
    ],
    ['removed', ['no'], '4:1 unreadable-input statement a command that takes away from tls-profile'],
  ])('%s', (_, commands, expected) => expect(problemsOf(profile(...commands))).toContain(expected));

  it('changes that are not activated', () => {
    const text = lines('conf t', 'security', 'tls-profile', 'name T', 'done', 'exit');
    expect(problemsOf(parse(text))).toEqual(['5:1 unreadable-input statement changes that are not activated']);
  });

  it.each([
    [
      'a letter of an attribute',
      ['name T', 'trusted-ca-certificatez A', 'done'],
      '5:1 unreadable-input statement a line of tls-profile T',
    ],
    [
      'a letter of an element',
      ['name T', 'done', 'exit', 'sessiom-agent', 'hostname h', 'done'],
      '7:1 unreadable-input statement an element',
    ],
  ])('damage to %s', (_, commands, expected) => expect(problemsOf(profile(...commands))).toContain(expected));

  it.each([
    [
      'a second device',
      lines('S1# conf t', 'S1(configure)# exit', 'S2# conf t'),
      '3:1 unreadable-input statement commands of a second device',
    ],
    [
      'a script in front of a log',
      lines('conf t', 'security', 'tls-profile', 'S1# conf t'),
      '1:1 unreadable-input statement commands without a prompt',
    ],
    [
      'a script behind a log',
      lines('S1# conf t', 'S1(configure)# exit', 'conf t', 'security'),
      '3:1 unreadable-input statement commands without a prompt',
    ],
  ])('%s', (_, text, expected) => expect(problemsOf(parse(text))).toContain(expected));

  it('bytes of another file behind the commands', () => {
    const text = lines('conf t', 'security', 'exit', 'exit', '\xce\xce\x00\x02');
    expect(problemsOf(parse(text))).toContain('5:3 unreadable-input statement part of the file');
    expect(problemsOf(parse('S1#\x07 \b conf t\r\nS1#\x04\r\nS1# \x1b[K\r\n'))).toEqual([]);
  });

  it('what a pasted sip-port does not say', () => {
    const port = [
      'sip-interface',
      '        realm-id                R',
      '        sip-port',
      '                address                 192.0.2.1',
    ];
    const agent = ['session-agent', '        hostname                h', '        realm-id                R'];
    const { legs } = parse(lines('S(configure)# paste-config', ...agent, ...port, '^D', '(0 errors)', 'S(configure)#'));
    expect(legs.map(({ direction, transport, port: on }) => [direction, transport.value, on])).toEqual([
      ['outbound', 'unknown', null],
      ['inbound', 'unknown', null],
    ]);
  });

  it('an import that the device refused', () => {
    const armour = ['-----BEGIN CERTIFICATE-----', 'AAAA', '-----END CERTIFICATE-----', ';'];
    const text = lines('SBC1# import-certificate try-all R', ...armour, 'Error: invalid certificate', 'SBC1#');
    const { listed, problems } = parse(text);
    expect([listed, problems.map(({ at }) => at.line)]).toEqual([[], [6]]);
  });

  it('a paste that was turned down', () => {
    const text = lines(
      'S(configure)# paste-config',
      'tls-profile',
      '        name                    T',
      '^D',
      '(1 error)',
      'S(configure)#',
    );
    const { tlsContexts, problems } = parse(text);
    expect([tlsContexts.length, problems.length]).toEqual([0, 1]);
  });
});

it('yields pasted certificates under the names of their records', () => {
  const { listed, held } = parse(inputOf('oracle-commands', 'fine', 'edge1.acli'));
  expect(listed?.map(({ label }) => label?.value)).toEqual(
    held?.map(({ label }) => label.value).filter((name) => name !== 'EdgeCert'),
  );
});

it('stays linear in long sessions', () => {
  const many = Array.from({ length: 20_000 }, (_, i) =>
    lines('select', `T${i % 7}`, `trusted-ca-certificates +R${i}`, 'done'),
  ).join('');
  const ports = Array.from({ length: 10_000 }, (_, i) =>
    lines('sip-ports', `address a${i}`, 'done', 'exit', 'done'),
  ).join('');
  const seconds = cpuSeconds(() => {
    parse(lines('conf t', 'security', 'tls-profile') + many);
    parse(lines('conf t', 'session-router', 'sip-interface', 'realm-id R') + ports);
  });
  expect(seconds).toBeLessThan(LINEAR);
});
