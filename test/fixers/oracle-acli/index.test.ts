import { surplus } from '../../../src/fixers/facts.js';
import { element } from '../../parsers/oracle-acli/parse.js';
import { A_SENTENCE, sentences } from '../sentences.js';
import { added, anchor, parse, patched, plan } from './fix.js';

const G2 = anchor('Example Global Root G2');
const G3 = anchor('Example Global Root G3');
const RECORD = element('certificate-record', { name: 'Old', 'common-name': 'Old Root' });
const PROFILE = element('tls-profile', {
  name: 'P',
  'trusted-ca-certificates': 'Old',
  'mutual-authenticate': 'enabled',
});
const SHORT = RECORD + PROFILE;
const NEW_RECORD = [
  'certificate-record',
  '        name                                    ExampleGlobalRootG2',
  '        common-name                             Example Global Root G2',
];
const ENTRY = `${' '.repeat(48)}ExampleGlobalRootG2`;
const FULL_RECORD = `certificate-record
        name                                    Old
        country                                 US
        unit
        common-name                             Old Root
        key-size                                2048
        trusted                                 enabled
        key-usage-list                          digitalSignature
                                                keyEncipherment
        options
        last-modified-by                        admin@192.0.2.10
        last-modified-date                      2026-01-15 09:00:00
`;

describe('the patched text', () => {
  it.each([
    ['one root', SHORT, [G2], [...NEW_RECORD, ENTRY]],
    [
      'two roots',
      SHORT,
      [G2, G3],
      [...NEW_RECORD, ...NEW_RECORD.map((line) => line.replaceAll('G2', 'G3')), ENTRY, ENTRY.replace('G2', 'G3')],
    ],
    [
      'a record in full form',
      FULL_RECORD + PROFILE,
      [G2],
      [
        'certificate-record',
        '        name                                    ExampleGlobalRootG2',
        '        country                                 US',
        '        unit',
        '        common-name                             Example Global Root G2',
        '        key-size                                2048',
        '        trusted                                 enabled',
        '        key-usage-list                          digitalSignature',
        '                                                keyEncipherment',
        '        options',
        ENTRY,
      ],
    ],
    [
      'no list',
      RECORD + element('tls-profile', { name: 'P', 'end-entity-certificate': 'Old', 'verify-depth': '9' }),
      [G2, G3],
      [
        ...NEW_RECORD,
        ...NEW_RECORD.map((line) => line.replaceAll('G2', 'G3')),
        '        trusted-ca-certificates                 ExampleGlobalRootG2',
        ENTRY.replace('G2', 'G3'),
      ],
    ],
  ])('with %s', (_, text, roots, expected) => {
    const result = patched(text, plan(text, roots));
    // A new block begins like the block that follows the last one, so lines are compared without their order.
    expect(surplus(result.split('\n'), text.split('\n'))).toEqual(surplus(expected, []));
    expect(surplus(text.split('\n'), result.split('\n'))).toEqual([]);
  });

  it('puts the record below the last one and the entry below the last one', () => {
    const result = patched(SHORT, plan(SHORT, [G2]));
    const block = (lines: readonly string[]) => `${lines.join('\n')}\n`;
    const entry = '        trusted-ca-certificates                 Old\n';
    expect(result).toBe(RECORD + block(NEW_RECORD) + PROFILE.replace(entry, `${entry}${ENTRY}\n`));
    expect(added(SHORT, result)).toHaveLength(4);
  });

  it('puts the record below the last one even if that has lost its name', () => {
    const nameless = element('certificate-record', { 'common-name': 'Lost Root' });
    const result = patched(RECORD + nameless + PROFILE, plan(RECORD + nameless + PROFILE, [G2]));
    expect(result).toContain(`${nameless}${NEW_RECORD.join('\n')}\n`);
  });

  it('fills an empty list on its own line', () => {
    const text = RECORD + element('tls-profile', { name: 'P', 'trusted-ca-certificates': '', 'verify-depth': '9' });
    const result = patched(text, plan(text, [G2, G3]));
    expect(result).toContain(
      `        trusted-ca-certificates                 ExampleGlobalRootG2\n${ENTRY.replace('G2', 'G3')}\n        verify-depth`,
    );
  });

  it('goes on where a list has several entries on its line', () => {
    const text = `${RECORD}${RECORD.replace('Old', 'Older')}${PROFILE.replace('    Old\n', '    Old Older\n')}`;
    expect(patched(text, plan(text, [G2]))).toContain(
      'trusted-ca-certificates                 Old Older ExampleGlobalRootG2\n',
    );
  });

  it.each([
    ['CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['tabs', (text: string) => text.replaceAll(' '.repeat(8), '\t')],
    ['tab stops', (text: string) => text.replace(/^ +/gm, (lead) => '\t'.repeat(lead.length / 8))],
    ['a narrow grid', (text: string) => text.replace(/^ {8}(\S+) +/gm, (_, name: string) => `    ${name.padEnd(28)}`)],
    ['no final newline', (text: string) => text.trimEnd()],
    ['trailing blanks', (text: string) => text.replaceAll('\n', '   \n')],
    ['blanks behind an empty list', (text: string) => text.replace(/(certificates) +Old/, `$1${' '.repeat(60)}`)],
    ['the list last in the file', (text: string) => text.replace(/\n.*mutual-authenticate.*\n/, '')],
    ['no list in the last line of the file', (text: string) => text.replace(/\n.*trusted-ca[^]*/, '')],
    ['a profile before the records', (text: string) => text.slice(RECORD.length) + RECORD.trimEnd()],
    [
      'a listed name without a record',
      (text: string) => text.replace('    Old\n        mut', `    Old\n${' '.repeat(48)}None\n        mut`),
    ],
  ])('is read back as it was and the additions, with %s', (_, change) => {
    const text = change(SHORT);
    const before = parse(text);
    const after = parse(patched(text, plan(text, [G2, G3])));
    const names = ['ExampleGlobalRootG2', 'ExampleGlobalRootG3'];
    const labels = (parsed: typeof before) => parsed.trustStores[0]?.entries?.map(({ label }) => label.value) ?? [];
    expect(labels(after)).toEqual([...labels(before), ...names]);
    expect(after.held?.map(({ label }) => label.value)).toEqual(['Old', ...names]);
    expect(after.problems.map(({ data }) => data)).toEqual(before.problems.map(({ data }) => data));
    expect(surplus(before.outline(), after.outline())).toEqual([]);
    expect(surplus(after.outline(), before.outline()).every((line) => names.some((name) => line.includes(name)))).toBe(
      true,
    );
  });
});

describe('records', () => {
  it('lists a record that already holds the root, and makes none', () => {
    const text = SHORT + element('certificate-record', { name: 'Spare' });
    const { edits, additions, imports, artifacts } = plan(text, [G2], { known: { Spare: G2 } });
    expect([edits.length, additions.map(({ label }) => label), imports]).toEqual([1, ['Spare'], []]);
    expect(artifacts.map(({ path }) => path)).toEqual(['apply.acli', 'rollback.acli']);
  });

  it('serves several profiles with one record', () => {
    const text = SHORT + PROFILE.replace(/\bP\b/, 'Q');
    const { edits, additions, imports } = plan(text, [G2, G2], { contexts: ['P', 'Q'] });
    expect([edits.length, additions.length, imports.length]).toEqual([3, 2, 1]);
  });

  it.each([
    ['ExampleGlobalRootG2', 'ExampleGlobalRootG2-2'],
    ['EXAMPLEGLOBALROOTG2', 'ExampleGlobalRootG2-2'],
    ['ExampleGlobalRootG3', 'ExampleGlobalRootG2'],
  ])('beside %s the new one is called %s', (name, label) => {
    const text = SHORT + element('certificate-record', { name });
    expect(plan(text, [G2]).additions.map((addition) => addition.label)).toEqual([label]);
    const listed = RECORD + PROFILE.replace('    Old\n', `    ${name}\n`); // taken by a name that dangles
    expect(plan(listed, [G2]).additions.map((addition) => addition.label)).toEqual([label]);
  });

  it('keeps to the characters and the length of names', () => {
    const long = anchor(`Ünder (test) ${'x'.repeat(200)}`);
    const [addition] = plan(SHORT, [long]).additions;
    expect(addition?.label).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/);
    expect(patched(SHORT, plan(SHORT, [long]))).not.toContain('Ü');
  });
});

describe('refusals', () => {
  it.each([
    [
      'a held record that is not trusted',
      SHORT + element('certificate-record', { name: 'Spare', trusted: 'disabled' }),
      /Spare already holds it/,
    ],
    ['an export of tls-profiles only', PROFILE, /no certificate-record/],
    [
      'a capture that asks for one record',
      `SBC1# show running-config certificate-record Old\n${RECORD}SBC1# show running-config tls-profile\n${PROFILE}`,
      /some certificate-records only/,
    ],
    [
      'a record of which only the header is left',
      `certificate-record\n${PROFILE}`,
      /no certificate-record with a name/,
    ],
    ['two profiles of one name', SHORT + PROFILE, /two tls-profiles P/],
    [
      'a held record that a global list has, of which there are two',
      SHORT.replace(/ +trusted-ca-certificates .*\n/, '        global-trusted-ca-list                  All\n') +
        element('certificate-record', { name: 'Spare' }) +
        element('global-trusted-ca', { name: 'All', 'trusted-ca-certificates-list': 'Spare' }).repeat(2),
      /P lists certificate-record Spare already, and global-trusted-ca All is there twice/,
    ],
    [
      'a list that cannot be read',
      SHORT.replace('    Old\n        mut', '    Old\n                    Odd\n        mut'),
      /cannot be read/,
    ],
  ])('%s', (_, text, because) => {
    const result = plan(text, [G2], { known: { Spare: G2 } });
    expect([result.edits, result.additions, result.artifacts]).toEqual([[], [], []]);
    expect(result.refusals.map((refusal) => refusal.because)).toEqual([expect.stringMatching(because)]);
  });
});

describe('the roll-out', () => {
  const contentOf = (name: string, result = plan(SHORT, [G2])) =>
    result.artifacts.find(({ path }) => path === name)?.content;

  it('creates, imports and lists, with a sign before every entry', () => {
    expect(contentOf('apply.acli')).toBe(
      [
        ...['configure terminal', 'security', 'certificate-record', 'name ExampleGlobalRootG2'],
        ...['common-name "Example Global Root G2"', 'done', 'exit', 'exit', 'exit', 'save-config', 'activate-config'],
        ...['import-certificate try-all ExampleGlobalRootG2', G2.pem.trimEnd(), ';'],
        ...['configure terminal', 'security', 'tls-profile', 'select', 'P', 'show'],
        ...['trusted-ca-certificates +ExampleGlobalRootG2', 'done', 'exit', 'exit', 'exit'],
        ...['verify-config', 'save-config', 'activate-config', ''],
      ].join('\n'),
    );
    expect(contentOf('trust-anchors/ExampleGlobalRootG2.pem')).toBe(G2.pem);
  });

  it('takes off only what was surely not there', () => {
    expect(String(contentOf('rollback.acli')).match(/trusted-ca-certificates.*/g)).toEqual([
      'trusted-ca-certificates -ExampleGlobalRootG2',
    ]);
    const assumed = plan(SHORT, [G2], { bare: true });
    expect(contentOf('rollback.acli', assumed)).toBeUndefined();
    expect(assumed.rollback.map(({ what }) => what).join()).toContain('By hand');
  });

  it('never assigns a list or removes a record', () => {
    for (const { path, content } of plan(SHORT, [G2, G3]).artifacts) {
      if (!path.endsWith('.acli')) continue;
      expect(content).not.toMatch(/^trusted-ca-certificates [^+-]/m);
      expect(content).not.toMatch(/^(?:no|delete|restore)/m);
      expect(
        String(content)
          .split('\n')
          .every((line) => line.length < 1024),
      ).toBe(true);
    }
  });

  it('says something at every step, and what the device does with it', () => {
    const result = plan(SHORT, [G2]);
    for (const sentence of sentences(result)) expect(sentence).toMatch(A_SENTENCE);
    expect(result.notes.join('\n')).toMatch(/work on the active node.*\n.*counts for new connections/);
    expect(result.rollback.at(-1)?.what).toMatch(/^The records ExampleGlobalRootG2 may stay/);
    expect(result.steps[0]?.what).toMatch(/^Create the certificate-record ExampleGlobalRootG2:/);
  });

  it('names a command of the vendor profile for every look', () => {
    const { checksBefore, checksAfter } = plan(SHORT, [G2]);
    expect([...checksBefore, ...checksAfter].every(({ command }) => command !== null && !command.includes('{'))).toBe(
      true,
    );
  });
});
