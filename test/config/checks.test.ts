import * as z from 'zod';
import { readSettings } from '../../src/config/read-settings.js';
import { settingsSchema } from '../../src/config/schema.js';
import { CHECK_FIELDS, CHECK_SUBJECTS } from '../../src/model/custom-check.js';
import { rules } from '../../src/rules/index.js';

function read(files: Readonly<Record<string, string>>) {
  return readSettings('sbclint.yaml', {
    read: (path) => (files[path] === undefined ? { failed: 'no such file' } : { text: files[path] }),
    resolve: (_, path) => path,
    below: (_, path) => path,
    ruleIds: rules.map(({ id }) => id),
  });
}

/** A settings file with one check; `more` stands at its end, `id` in line 2. */
const one = (more: string, id = 'acme-one') =>
  `checks:\n  - id: ${id}\n    level: error\n    what: Wrong.\n    why: Why.\n    remedy: Do.\n${more}`;

const problemsOf = (text: string, files: Readonly<Record<string, string>> = {}) => {
  const found = read({ 'sbclint.yaml': text, ...files });
  return 'problems' in found ? found.problems.map(({ file, line, message }) => `${file}:${line} ${message}`) : [];
};

const conditions = (more: string) => {
  const found = read({ 'sbclint.yaml': one(more) });
  if ('problems' in found) throw new Error(JSON.stringify(found.problems));
  return found.settings.checks[0]?.expect.map(({ field, operator, values }) => [field, operator, ...values]);
};

it('reads values, lists of them and operators', () => {
  const legs = (expect: string) => conditions(`    for: legs\n    expect: ${expect}\n`);
  expect(legs('{ mutualTls: yes, enabled: true, verifiesPeer: no }')).toEqual([
    ['mutualTls', 'is', 'yes'],
    ['enabled', 'is', 'yes'],
    ['verifiesPeer', 'is', 'no'],
  ]);
  expect(legs('{ port: [5061, 5062], name: { not: [A*, B] } }')).toEqual([
    ['port', 'is', '5061', '5062'],
    ['name', 'not', 'A*', 'B'],
  ]);
  expect(legs('{ versions: { contains: TLS 1.2, lacks: [TLS 1.0], only: [TLS 1.2, TLS 1.3] } }')).toEqual([
    ['versions', 'contains', 'TLS 1.2'],
    ['versions', 'lacks', 'TLS 1.0'],
    ['versions', 'only', 'TLS 1.2', 'TLS 1.3'],
  ]);
  expect(conditions('    for: entries\n    expect: { daysLeft: { atLeast: -1, atMost: 9 } }\n')).toEqual([
    ['daysLeft', 'atLeast', '-1'],
    ['daysLeft', 'atMost', '9'],
  ]);
  const colons = 'AB:'.repeat(32).slice(0, -1);
  expect(conditions(`    for: entries\n    expect: { sha256: '${colons}' }\n`)).toEqual([
    ['sha256', 'is', 'ab'.repeat(32)],
  ]);
});

const legs = (expect: string) => one(`    for: legs\n    expect:\n      ${expect}\n`);

it.each([
  [
    'an id of sbclint',
    one('    for: legs\n    expect: { enabled: yes }\n', 'mutual-tls-off'),
    ':2 ',
    'acme-mutual-tls-off',
  ],
  ['an id without a hyphen', one('    for: legs\n    expect: { enabled: yes }\n', 'acme'), ':2 ', 'hyphens'],
  ['an id with capitals', one('    for: legs\n    expect: { enabled: yes }\n', 'Acme-One'), ':2 ', 'lower-case'],
  [
    'an unknown key',
    one('    for: legs\n    whre: { enabled: yes }\n    expect: { enabled: yes }\n'),
    ':8 ',
    'did you mean where?',
  ],
  ['an unknown subject', one('    for: leg\n    expect: { enabled: yes }\n'), ':7 ', 'did you mean legs?'],
  ['an unknown field', legs('mutualTsl: yes'), ':9 ', 'mutualTsl is no field of legs; did you mean mutualTls?'],
  ['a field of another subject', legs('sha256: abc'), ':9 ', 'fields: name, trunk'],
  ['a misspelt value', legs('direction: inbuond'), ':9 ', 'did you mean inbound?'],
  ['unknown as an answer', legs('mutualTls: unknown'), ':9 ', 'open by itself'],
  ['a number as text', legs("port: '5061'"), ':9 ', 'whole number'],
  ['text as a number', legs('name: 5061'), ':9 ', 'put it in quotes'],
  ['a fraction', legs('port: 50.5'), ':9 ', 'whole number'],
  ['a misspelt operator', legs('port: { atleast: 1 }'), ':9 ', 'did you mean atLeast?'],
  ['an operator of another type', legs('name: { atLeast: 1 }'), ':9 ', 'cannot be asked of name; there is: not'],
  ['a bare value for a list', legs('versions: TLS 1.2'), ':9 ', 'say { contains: ... }'],
  ['a bare list for a list', legs('versions: [TLS 1.2]'), ':9 ', 'say { contains: ... }'],
  ['a misspelt version', legs('versions: { contains: TLS1.2 }'), ':9 ', 'did you mean TLS 1.2?'],
  ['two bounds', legs('port: { atLeast: [1, 2] }'), ':9 ', 'one number'],
  ['an empty list', legs('name: []'), ':9 ', '1 to 1000 values'],
  ['no operator', legs('name: {}'), ':9 ', 'needs a value'],
  ['no value', legs('name:'), ':9 ', 'has to be text'],
  ['nothing expected', one('    for: legs\n    expect: {}\n'), ':8 ', 'holds fields with their values'],
  ['a list expected', one('    for: legs\n    expect: [enabled]\n'), ':8 ', 'holds fields with their values'],
  ['nothing where', one('    for: legs\n    where: 3\n    expect: { enabled: yes }\n'), ':8 ', 'where holds fields'],
  ['an expectation that is not there', one('    for: legs\n'), ':2 ', 'expect'],
  ['half a SHA-256', one('    for: entries\n    expect: { sha256: 16af57 }\n'), ':8 ', '64 hexadecimal digits'],
  [
    'a misspelt placeholder',
    one("    message: 'on {prot}'\n    for: legs\n    expect: { enabled: yes }\n"),
    ':7 ',
    '{prot} is no field; did you mean port?',
  ],
  [
    'a control character',
    one('    message: "a\\e[31m"\n    for: legs\n    expect: { enabled: yes }\n'),
    ':7 ',
    'control character',
  ],
])('%s is a problem with its line', (_, text, place, message) => {
  const problems = problemsOf(text);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(`sbclint.yaml${place}`);
  expect(problems[0]).toContain(message);
});

it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
  '%s is no field, operator or placeholder',
  (name) => {
    expect(problemsOf(legs(`${name}: yes`))[0]).toContain(`${name} is no field of legs`);
    expect(problemsOf(one(`    for: legs\n    where: { ${name}: yes }\n    expect: { enabled: yes }\n`))).toHaveLength(
      1,
    );
    expect(problemsOf(legs(`port: { ${name}: 1 }`))[0]).toContain(`${name} cannot be asked of port`);
    expect(problemsOf(one(`    message: '{${name}}'\n    for: legs\n    expect: { enabled: yes }\n`))[0]).toContain(
      `{${name}} is no field`,
    );
  },
);

it('deep, huge and odd YAML ends in a problem, soon', () => {
  const before = process.cpuUsage();
  expect(problemsOf(legs(`name: ${'['.repeat(10_000)}`))).toHaveLength(1);
  expect(problemsOf(legs(`name: ${'{a: '.repeat(100)}1${'}'.repeat(100)}`))).toHaveLength(1);
  expect(problemsOf(legs(`name: { not: [${'a, '.repeat(100_000)}b] }`))).toHaveLength(1);
  expect(problemsOf(legs(`${'x'.repeat(100_000)}: 1`))).toHaveLength(1);
  expect(problemsOf(legs(`name: ${'*'.repeat(100_000)}`))).toHaveLength(1);
  expect(problemsOf(`checks:\n${'  - {}\n'.repeat(1001)}`).length).toBeGreaterThan(0);
  expect(problemsOf(`a: &a [x]\nchecks: *a\n`)).toHaveLength(1);
  const { user } = process.cpuUsage(before);
  expect(user / 1e6).toBeLessThan(10);
});

it('levels, overrides and suppressions may name a check, of this file or of one that extends it', () => {
  const check = one('    for: legs\n    expect: { enabled: yes }\n');
  const named =
    'rules: { acme-one: off }\noverrides: [{ devices: [a], rules: { acme-one: note } }]\nsuppressions: [{ rule: acme-one, device: a }]\n';
  expect(problemsOf(`${check}${named}`)).toEqual([]);
  expect(problemsOf(`extends: [base.yaml]\n${check}`, { 'base.yaml': named })).toEqual([]);
  expect(problemsOf(`extends: [base.yaml]\n${named}`, { 'base.yaml': check })).toEqual([]);
  expect(problemsOf(`${check}rules: { acme-oen: off }\n`)[0]).toContain('did you mean acme-one?');
});

it('an id belongs to one check', () => {
  const check = one('    for: legs\n    expect: { enabled: yes }\n');
  expect(problemsOf(`extends: [base.yaml]\n${check}`, { 'base.yaml': check })[0]).toContain(
    'sbclint.yaml:3 two checks have the id acme-one; the other one is at base.yaml:2',
  );
});

it('config show has the checks with their lines', () => {
  const found = read({ 'sbclint.yaml': one('    for: legs\n    expect: { enabled: yes }\n') });
  if ('problems' in found) throw new Error('problems');
  expect(found.settings.origins).toEqual([
    { key: 'checks', value: 'acme-one', at: { file: 'sbclint.yaml', line: 2, column: 5 } },
  ]);
});

it('the JSON Schema knows the fields of each subject', () => {
  const text = JSON.stringify(z.toJSONSchema(settingsSchema));
  for (const subject of CHECK_SUBJECTS) {
    expect(text).toContain(`"const":"${subject}"`);
    for (const { help } of Object.values(CHECK_FIELDS[subject])) expect(text).toContain(JSON.stringify(help));
  }
});
