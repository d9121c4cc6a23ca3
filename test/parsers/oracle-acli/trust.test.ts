import { element, factsOf, parse, problemsOf } from './parse.js';
import { cpuSeconds, LINEAR } from '../../support/cpu.js';

const records = (...names: readonly string[]) => names.map((name) => element('certificate-record', { name })).join('');
const profile = (attributes: Readonly<Record<string, string | readonly string[]>>) =>
  element('tls-profile', { name: 'P', ...attributes });
const entries = (text: string) => parse(text).trustStores[0]?.entries?.map(({ label }) => label.value);

describe('trust stores', () => {
  it.each([
    ['an absent list', profile({}), [], true],
    ['an empty list in full form', profile({ 'trusted-ca-certificates': '', 'cipher-list': 'DEFAULT' }), [], true],
    ['one entry', profile({ 'trusted-ca-certificates': 'A' }), ['A'], true],
    ['several entries', profile({ 'trusted-ca-certificates': ['A', 'B', 'C'] }), ['A', 'B', 'C'], true],
    ['several on one line', profile({ 'trusted-ca-certificates': 'A B' }), ['A', 'B'], true],
    ['an entry twice', profile({ 'trusted-ca-certificates': ['A', 'A'] }), ['A'], true],
    [
      'the first entry on the next line',
      `tls-profile\n        name  P\n        trusted-ca-certificates\n              A\n`,
      ['A'],
      true,
    ],
    [
      'an entry out of its column',
      profile({ 'trusted-ca-certificates': ['A', '\b'] }).replace(/ {48}\x08/, ' '.repeat(46) + 'B'),
      ['A'],
      false,
    ],
    [
      'a list deeper than the name above it',
      profile({ 'trusted-ca-certificates': 'A' }).replace('        name', '   name'),
      [],
      false,
    ],
    ['an entry whose list is lost', profile({ 'end-entity-certificate': ['C', 'A'] }), [], false],
    [
      'an entry out of its column whose list is lost',
      profile({ 'end-entity-certificate': ['C', 'A'] }).replace(' '.repeat(48), ' '.repeat(25)),
      [],
      false,
    ],
    ['a value as a command', profile({ 'trusted-ca-certificates': ['A', '+B'] }), ['A'], false],
    ['a list as a command', profile({ 'trusted-ca-certificates': '(A B)' }), [], false],
    [
      'the list twice',
      profile({ 'trusted-ca-certificates': 'A' }) + '        trusted-ca-certificates                 B\n',
      ['A', 'B'],
      false,
    ],
    ['a line of absurd length', profile({ 'trusted-ca-certificates': 'A '.repeat(3000) }), [], false],
  ])('%s', (_, text, expected, complete) => {
    const parsed = parse(records('A', 'B', 'C') + text);
    expect(parsed.trustStores).toHaveLength(1);
    expect(parsed.trustStores[0]?.entries?.map(({ label }) => label.value)).toEqual(expected);
    expect(parsed.trustStores[0]?.complete).toBe(complete);
    expect(parsed.problems.map(({ ruleId }) => ruleId)).toEqual(
      complete ? [] : parsed.problems.map(() => 'unreadable-input'),
    );
    expect(parsed.problems.length > 0).toBe(!complete);
  });

  it.each([
    ['enabled', { state: 'enabled' }, ['A', 'B'], true],
    ['enabled by default', {}, ['A', 'B'], true],
    ['disabled', { state: 'disabled' }, ['A'], true],
    ['in an unknown state', { state: 'perhaps' }, ['A', 'B'], false],
  ])('a global store %s', (_, state, expected, complete) => {
    const text =
      records('A', 'B') +
      element('global-trusted-ca', { name: 'G', ...state, 'trusted-ca-certificates-list': 'B' }) +
      profile({ 'trusted-ca-certificates': 'A', 'global-trusted-ca-list': 'G' });
    expect(factsOf(parse(text)).stores).toEqual([['P', expected, complete]]);
  });

  const collected = `! COMMAND: show running-config\n${records('A')}`;
  it.each([
    ['after an entry', profile({ 'trusted-ca-certificates': 'A' }), false],
    ['after a line that follows the list', profile({ 'trusted-ca-certificates': 'A', 'verify-depth': '5' }), true],
    ['after the end of a full output', profile({ 'trusted-ca-certificates': 'A', 'last-modified-date': 'x' }), true],
    ['and says that it is done', `${profile({ 'trusted-ca-certificates': 'A' })}task done\n`, true],
    ['after a blank line', `${profile({ 'trusted-ca-certificates': 'A' })}\n`, true],
    ['in another element', profile({ 'trusted-ca-certificates': 'A' }) + element('trap-receiver', { x: 'y' }), true],
  ])('a collector, which cuts the last line, ends %s', (_, text, complete) => {
    const parsed = parse(collected + text);
    expect([parsed.trustStores[0]?.complete, parsed.problems]).toEqual([complete, []]);
    expect(parse(records('A') + text).trustStores[0]?.complete).toBe(true);
  });

  it('tells what a disabled global store lists from what nothing lists', () => {
    const off = element('global-trusted-ca', { name: 'G', state: 'disabled', 'trusted-ca-certificates-list': 'A' });
    const [store] = parse(records('A') + off + profile({ 'global-trusted-ca-list': 'G' })).trustStores;
    const because = 'only global-trusted-ca G lists it, which is disabled';
    expect(store).toMatchObject({ entries: [], complete: true, switchedOff: [{ label: 'A', because }] });
  });

  it('does not know what a global store that is not there holds', () => {
    const parsed = parse(records('A') + profile({ 'global-trusted-ca-list': 'G' }));
    expect(factsOf(parsed).stores).toEqual([['P', [], false]]);
    expect(problemsOf(parsed)).toEqual(['5:49 undefined-reference undefined tls-profile P, global-trusted-ca, G']);
  });

  it.each([
    ['', 'yes'],
    ['enabled', 'yes'],
    ['Disabled', 'no'],
    ['maybe', 'unknown'],
  ])('a record with trusted %s is usable: %s', (trusted, usable) => {
    const text = element('certificate-record', { name: 'A', trusted }) + profile({ 'trusted-ca-certificates': 'A' });
    const { held, trustStores } = parse(text);
    expect([held?.[0]?.usable.answer, trustStores[0]?.entries?.[0]?.usable.answer]).toEqual([usable, usable]);
  });

  it('keeps what a device does not quote, and what an edit did', () => {
    const text =
      element('certificate-record', { name: 'A', 'common-name': 'Root = "X"; $1 + y' }) +
      profile({ 'trusted-ca-certificates': '"A"' });
    const parsed = parse(text);
    expect(parsed.held?.[0]?.claims.map(({ value }) => value)).toEqual(['A', 'Root = "X"; $1 + y']);
    expect(problemsOf(parsed)).toEqual([
      '6:49 unreadable-input statement part of trusted-ca-certificates of tls-profile P',
    ]);
    expect(parsed.trustStores[0]?.complete).toBe(false);
  });
});

describe('problems', () => {
  it.each([
    ['names in one case', records('A', 'A'), ['4:49 duplicate-label duplicate certificate-record, A, 2']],
    ['names in two cases', records('A', 'a'), []],
    ['two profiles', profile({}) + profile({}), ['4:49 duplicate-label duplicate tls-profile, P, 2']],
    [
      'an own certificate that is not there',
      records('A') + profile({ 'end-entity-certificate': 'B' }),
      ['5:49 undefined-reference undefined tls-profile P, certificate-record, B'],
    ],
    [
      'a profile without a name',
      element('tls-profile', { 'verify-depth': '5' }),
      ['1:1 unreadable-input statement tls-profile without name'],
    ],
    [
      'a placeholder',
      profile({ 'end-entity-certificate': '{{ own }}', 'trusted-ca-certificates': '<root>' }),
      ['3:49 unfilled-template placeholder {{ own }}'],
    ],
    [
      'a template directive',
      `${profile({})}{% for root in roots %}\n`,
      ['3:1 unfilled-template placeholder {% for root in roots %}'],
    ],
    [
      'an unknown element with a list',
      profile({}) + element('tls-profiles-x', { 'trusted-ca-certificates': 'A' }),
      ['4:9 unreadable-input statement an element tls-profiles-x that lists trust anchors'],
    ],
    ['a list for IPsec', profile({}) + element('ike-certificate-profile', { 'trusted-ca-certificates': 'A' }), []],
    [
      'a half element at the start',
      `        trusted-ca-certificates                 A\n${profile({})}`,
      ['1:9 unreadable-input statement part of a tls-profile'],
    ],
    ['other lines at the start', `        max-sessions                            5\n${profile({})}`, []],
    [
      'a header that only JavaScript knows',
      `${profile({})}constructor\n        toString                                1\n`,
      [],
    ],
  ])('%s', (_, text, expected) => expect(problemsOf(parse(text))).toEqual(expected));

  it.each([
    ['inside a name', '        trusted-ca-certif', 'truncated'],
    ['before a value', '        trusted-ca-certificates', 'truncated'],
    [
      'inside an entry',
      '        trusted-ca-certificates                 A\n                                                Long',
      'truncated',
    ],
    ['inside a header', 'session-ag', 'truncated'],
    ['after an entry', '        trusted-ca-certificates                 A', null],
    ['after a name of its own', '        trusted-ca-certificates                 B', 'dangling'],
    ['after another attribute', '        verify-depth                            1', null],
  ])('a file that ends %s', (_, end, messageId) => {
    const parsed = parse(records('A', 'LongerName') + profile({}) + end);
    expect(parsed.problems.map((problem) => problem.messageId)).toEqual(messageId === null ? [] : [messageId]);
    if (messageId === 'truncated' && end.startsWith(' ')) expect(parsed.trustStores[0]?.complete).toBe(false);
  });

  const line = (name: string, value: string) => `        ${name.padEnd(40)}${value}\n`;
  const record = `certificate-record\n${line('name', 'A')}${line('trusted', 'disabled')}`;
  it.each([
    [
      'a letter of an attribute',
      record.replace('trusted', 'trusteD'),
      '3:9 unreadable-input statement a line of certificate-record A',
    ],
    [
      'a letter of a header',
      record.replace('certificate', 'certificaue'),
      '1:1 unreadable-input statement an element certificaue-record',
    ],
    [
      'a letter of a sub-element',
      `sip-interface\n${line('realm-id', 'R')}        sip-pors\n        ${line('port', '5061')}`,
      '3:9 unreadable-input statement a line of sip-interface R',
    ],
    [
      'a blank before an attribute',
      record.replace(' '.repeat(8) + 'trusted', '0       trusted'),
      '3:1 unreadable-input statement a line in or below certificate-record',
    ],
    [
      'a later blank',
      record.replace(' '.repeat(8) + 'trusted', '   0    trusted'),
      '3:4 unreadable-input statement a line of certificate-record A',
    ],
    [
      'a blank before a value',
      record.replace('  disabled', '0 disabled'),
      '3:47 unreadable-input statement trusted of certificate-record',
    ],
    [
      'the end of a line',
      record.replace('A\n', 'A*'),
      '2:49 unreadable-input statement a line of certificate-record A*',
    ],
    [
      'the end of a header',
      `${record}codec-policy\n${line('name', 'c')}session-agent*${line('hostname', 'h')}${line('port', '5061')}`,
      '6:1 unreadable-input statement a line in or below codec-policy',
    ],
    [
      'a second export',
      `${record}system-config\n${line('hostname', 'e1')}system-config\n${line('hostname', 'e2')}`,
      '6:1 unreadable-input statement two exports in one file',
    ],
  ])('damage to %s', (_, text, expected) => expect(problemsOf(parse(text + profile({})))).toContain(expected));

  it.each([
    ['text around the output', `show running-config\n${record}task done\nConnection to 192.0.2.1 closed.\n`],
    ['an attribute of another feature', `${record}${line('ecdsa-key-size', 'p256')}${line('made-up', 'two words')}`],
  ])('%s is no damage', (_, text) => expect(problemsOf(parse(text))).toEqual([]));

  it.each([
    ['certificate-record', 'certificate-recorc'],
    ['        name ', '        nane '],
  ])('does not take a record that it cannot read for one that is not there: %s', (written, read) => {
    const lists = profile({ 'trusted-ca-certificates': ['A', 'B'] });
    const parsed = parse(records('A') + records('B').replace(written, read) + lists);
    expect(parsed.problems.map(({ ruleId }) => ruleId)).not.toContain('dangling-trust-anchor-reference');
    expect(parsed.trustStores[0]?.entries?.map(({ usable }) => usable.answer)).toEqual(['yes', 'unknown']);
    expect(parsed.trustStores[0]?.complete).toBe(false);
  });

  it('does not take an attribute that it cannot read for one at its default', () => {
    const parsed = parse(record.replace('trusted', 'trusteD') + profile({ 'trusted-ca-certificates': 'A' }));
    expect(parsed.trustStores[0]?.entries?.map(({ usable }) => usable.answer)).toEqual(['unknown']);
  });

  it('keeps attributes behind sub-elements with their parent', () => {
    const text = `sip-interface
        sip-port
                address                                 192.0.2.1
        realm-id                                R
system-config
        comm-monitor
                monitor-collector
                        address                                 192.0.2.30
        hostname                                edge1
`;
    expect(parse(text)).toMatchObject({ problems: [], hostName: 'edge1' });
  });

  it('stays linear and whole on hostile input', () => {
    const deep = Array.from({ length: 2000 }, (_, i) => `${' '.repeat(i)}a`).join('\n');
    const wide = `tls-profile\n        name                                    ${'x '.repeat(500_000)}\n`;
    const long = profile({ 'trusted-ca-certificates': Array.from({ length: 20_000 }, (_, i) => `R${i}`) });
    const seconds = cpuSeconds(() => {
      for (const text of [deep, wide, long, wide + long]) parse(text).outline();
    });
    expect(seconds).toBeLessThan(LINEAR);
    expect(entries(long)).toHaveLength(20_000);
  });
});
