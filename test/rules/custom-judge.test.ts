import type { Condition, FieldType, Operator } from '../../src/model/custom-check.js';
import { allOf, judge } from '../../src/rules/custom/judge.js';
import { known, knownList, unknownValue, type Value } from '../../src/rules/custom/value.js';

const not = unknownValue('the export does not show it');
const a = 'a'.repeat(64);
const b = 'b'.repeat(64);
const list = (certain: readonly string[], perhaps: Value['perhaps']): Value => ({ ...not, certain, perhaps });

type Row = readonly [answer: string, operator: Operator, values: readonly string[], value: Value, type?: FieldType];

const rows: readonly Row[] = [
  ['yes', 'is', ['yes'], known('yes'), 'answer'],
  ['no', 'is', ['yes'], known('no'), 'answer'],
  ['unknown', 'is', ['yes'], list([], ['yes', 'no']), 'answer'],
  ['yes', 'is', ['tcp', 'tls'], known('tls'), 'choice'],
  ['no', 'is', ['tcp', 'tls'], known('udp'), 'choice'],
  ['no', 'is', ['sctp'], list([], ['tls', 'tcp', 'udp']), 'choice'],
  ['no', 'is', ['microsoft*'], known(null)],
  ['yes', 'is', ['TLS-*'], known('TLS-Teams')],
  ['no', 'is', ['TLS-*'], known('Teams-TLS-1')],
  ['no', 'is', ['tls-teams'], known('TLS-Teams')],
  ['unknown', 'is', ['TLS-*'], not],
  ['yes', 'is', ['5061'], known('5061'), 'number'],
  ['no', 'is', ['5061', '5062'], known('5060'), 'number'],

  ['yes', 'not', ['5060'], known('5061'), 'number'],
  ['no', 'not', ['5060', '5061'], known('5061'), 'number'],
  ['unknown', 'not', ['5060'], not, 'number'],
  ['yes', 'not', ['zoom'], known(null)],
  ['no', 'not', ['RSA 1*'], known('RSA 1024')],
  ['yes', 'not', [a], known(b), 'sha256'],
  ['no', 'not', [a], known(a), 'sha256'],
  ['unknown', 'not', [a], not, 'sha256'],
  ['yes', 'not', [a], { ...not, cannotBe: new Set([a]) }, 'sha256'],
  ['unknown', 'not', [a, b], { ...not, cannotBe: new Set([a]) }, 'sha256'],
  // A pattern in a field that is no name is a text like any other.
  ['no', 'is', ['*'], known('tls'), 'choice'],

  ['yes', 'atLeast', ['30'], known('30'), 'number'],
  ['no', 'atLeast', ['30'], known('29'), 'number'],
  ['unknown', 'atLeast', ['30'], not, 'number'],
  ['no', 'atLeast', ['0'], known('-1'), 'number'],
  ['yes', 'atMost', ['9'], known('9'), 'number'],
  ['no', 'atMost', ['9'], known('10'), 'number'],
  ['unknown', 'atMost', ['9'], not, 'number'],

  ['yes', 'contains', ['x'], knownList(['x', 'y']), 'names'],
  ['yes', 'contains', ['x', 'y*'], knownList(['x', 'yz']), 'names'],
  ['no', 'contains', ['x', 'z'], knownList(['x', 'y']), 'names'],
  ['no', 'contains', ['z'], list(['x'], ['y']), 'names'],
  ['unknown', 'contains', ['y'], list(['x'], ['y']), 'names'],
  ['unknown', 'contains', ['y'], list(['x'], 'any'), 'names'],
  ['yes', 'contains', ['x'], list(['x'], 'any'), 'names'],

  ['yes', 'lacks', ['z'], knownList(['x', 'y']), 'names'],
  ['no', 'lacks', ['z', 'x'], knownList(['x', 'y']), 'names'],
  ['no', 'lacks', ['x'], list(['x'], 'any'), 'names'],
  ['yes', 'lacks', ['z'], list(['x'], ['y']), 'names'],
  ['unknown', 'lacks', ['y'], list(['x'], ['y']), 'names'],
  ['unknown', 'lacks', ['z'], list(['x'], 'any'), 'names'],
  ['yes', 'lacks', [a], { ...list([b], 'any'), cannotBe: new Set([a]) }, 'sha256s'],

  ['yes', 'only', ['x', 'y'], knownList(['x']), 'names'],
  ['yes', 'only', ['x'], knownList([]), 'names'],
  ['no', 'only', ['x'], knownList(['x', 'y']), 'names'],
  ['no', 'only', ['x'], list(['y'], 'any'), 'names'],
  ['unknown', 'only', ['x'], list(['x'], ['y']), 'names'],
  ['yes', 'only', ['x', 'y'], list(['x'], ['y']), 'names'],
  ['unknown', 'only', ['x'], list(['x'], 'any'), 'names'],
  ['unknown', 'only', ['x'], list([], 'any'), 'names'],
];

const cases = rows.map(([answer, operator, values, value, type = 'name']) => ({
  answer,
  operator,
  values,
  value,
  type,
}));

it.each(cases)('$answer: $operator $values of $value', ({ answer, operator, values, value, type }) => {
  const condition: Condition = { field: 'any', type, operator, values };
  expect(judge(value, condition)).toBe(answer);
});

it('several demands hold where each does, and what is not shown is no yes', () => {
  expect(allOf([])).toBe('yes');
  expect(allOf(['yes', 'yes'])).toBe('yes');
  expect(allOf(['yes', 'unknown'])).toBe('unknown');
  expect(allOf(['unknown', 'no'])).toBe('no');
});
