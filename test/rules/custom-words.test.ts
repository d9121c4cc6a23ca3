import type { Condition, CustomCheck, FieldType, Operator } from '../../src/model/custom-check.js';
import type { Knowledge } from '../../src/model/knowledge.js';
import { known, knownList, unknownValue, type Value } from '../../src/rules/custom/value.js';
import { appliesWords, failureWords, questionWords, valueWords } from '../../src/rules/custom/words.js';

const G2 = 'cb'.repeat(32);
const STRANGE = 'ab'.repeat(32);
const names = { certificates: [{ sha256: G2, name: 'Root G2' }] } as unknown as Pick<Knowledge, 'certificates'>;
const condition = (
  field: string,
  operator: Operator,
  values: readonly string[],
  type: FieldType = 'name',
): Condition => ({
  field,
  type,
  operator,
  values,
});

it.each<[Condition, Value, string]>([
  [condition('mutualTls', 'is', ['yes'], 'answer'), known('no'), 'mutualTls is no, and has to be yes'],
  [condition('peer', 'is', ['zoom', 'teams']), known(null), 'peer is not set, and has to be zoom or teams'],
  [
    condition('port', 'not', ['5060', '5061', '5062'], 'number'),
    known('5061'),
    'port is 5061, and must not be 5060, 5061 or 5062',
  ],
  [condition('daysLeft', 'atLeast', ['30'], 'number'), known('3'), 'daysLeft is 3, and has to be at least 30'],
  [condition('size', 'atMost', ['9'], 'number'), known('12'), 'size is 12, and has to be at most 9'],
  [
    condition('stores', 'contains', ['a', 'b'], 'names'),
    knownList([]),
    'stores holds nothing, and has to hold a and b',
  ],
  [
    condition('stores', 'lacks', ['a', 'b'], 'names'),
    knownList(['a', 'c']),
    'stores holds a, c, and must not hold a or b',
  ],
  [
    condition('versions', 'only', ['TLS 1.3'], 'choices'),
    { ...knownList(['TLS 1.2']), side: ' as the client' },
    'versions as the client holds TLS 1.2, and may hold only TLS 1.3',
  ],
  [
    condition('sha256', 'is', [G2], 'sha256'),
    known(STRANGE),
    'sha256 is abababababababab, and has to be cbcbcbcbcbcbcbcb (Root G2)',
  ],
  [
    condition('trustAnchors', 'lacks', [G2], 'sha256s'),
    knownList([G2]),
    'trustAnchors holds cbcbcbcbcbcbcbcb (Root G2), and must not hold cbcbcbcbcbcbcbcb (Root G2)',
  ],
])('what fails: %#', (wanted, value, words) => {
  expect(failureWords(wanted, value, names)).toBe(words);
});

it.each<[Operator, string]>([
  ['is', 'peers is a or b'],
  ['not', 'peers is other than a or b'],
  ['atLeast', 'peers is at least a or b'],
  ['atMost', 'peers is at most a or b'],
  ['contains', 'peers holds a and b'],
  ['lacks', 'peers holds none of a or b'],
  ['only', 'peers holds only a or b'],
])('what cannot be told of %s', (operator, words) => {
  expect(questionWords(condition('peers', operator, ['a', 'b']), names)).toBe(words);
});

it("a value in a message of the user's own", () => {
  const values = [known('5061'), knownList(['a', 'b']), known(null), unknownValue('it is not shown')];
  expect(values.map(valueWords)).toEqual(['5061', 'a, b', 'none', 'unknown']);
  expect(valueWords({ ...known(null), perhaps: ['yes', 'no'] })).toBe('unknown');
});

it.each<[CustomCheck['subject'], string]>([
  ['legs', 'A leg'],
  ['tlsContexts', 'A TLS context'],
  ['trustStores', 'A trust store'],
  ['entries', 'An entry of a trust store'],
  ['devices', 'A device'],
])('what a check of %s is about', (subject, one) => {
  const expected = [condition('name', 'is', ['a']), condition('sha256', 'not', [G2], 'sha256')];
  const check = { subject, where: [], expect: expected } as unknown as CustomCheck;
  const wanted = `name has to be a; sha256 must not be ${G2}`;
  expect(appliesWords(check)).toBe(`${one}: ${wanted}.`);
  const where = [condition('peer', 'is', ['zoom']), condition('port', 'is', ['5061'], 'number')];
  expect(appliesWords({ ...check, where })).toBe(`${one} where peer is zoom and port is 5061: ${wanted}.`);
});
