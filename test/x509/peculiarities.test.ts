import type { Outline } from '../../src/x509/outline.js';
import { peculiarities } from '../../src/x509/peculiarities.js';
import { oid, sequence, set, text, time } from '../support/der.js';

const EMAIL_ADDRESS = '1.2.840.113549.1.9.1';
const attribute = (type: string, tag: number, value: string) => sequence(oid(type), text(tag, value));
const commonName = attribute('2.5.4.3', 0x0c, 'sip.example.com');
const email = (tag: number) => attribute(EMAIL_ADDRESS, tag, 'a@example.com');

const plain: Outline = {
  version: 3,
  signedAlgorithm: sequence(),
  algorithm: sequence(),
  notBefore: time('2020-01-01T00:00:00Z'),
  notAfter: time('2050-01-01T00:00:00Z'),
  subject: sequence(set(commonName), set(email(0x16))),
  extensions: [],
};
const said = (changes: Partial<Outline>) => [...peculiarities({ ...plain, ...changes })];
const extensions = [{ oid: '1.2.3', critical: false, value: sequence() }];

it('an ordinary certificate has none', () => {
  expect(said({})).toEqual([]);
  expect(said({ extensions })).toEqual([]);
  expect(said({ version: 1 })).toEqual([]);
});

it.each([
  ['UTCTime with seconds', text(0x17, '350101000000Z'), true],
  ['GeneralizedTime with seconds', text(0x18, '20350101000000Z'), true],
  ['UTCTime without seconds', text(0x17, '3501010000Z'), false],
  ['UTCTime with a time zone', text(0x17, '350101000000+0100'), false],
  ['UTCTime with a century', text(0x17, '20350101000000Z'), false],
  ['GeneralizedTime without a century', text(0x18, '350101000000Z'), false],
  ['GeneralizedTime with fractions', text(0x18, '20350101000000.5Z'), false],
  ['a text', text(0x0c, '20350101000000Z'), false],
])('a date in %s is plain: %s', (_, date, isPlain) => {
  const odd = isPlain ? [] : ['a date in it is not written as RFC 5280 wants it'];
  expect(said({ notBefore: date })).toEqual(odd);
  expect(said({ notAfter: date })).toEqual(odd);
});

it.each([1, 2])('version %i has no extensions', (version) => {
  expect(said({ version, extensions })).toEqual([`it is of version ${version} and has extensions`]);
});

describe('an e-mail address in the subject', () => {
  const odd = ['the e-mail address in its subject is not written as RFC 5280 wants it'];

  it.each([
    ['alone', sequence(set(email(0x0c)))],
    ['behind a name', sequence(set(commonName), set(email(0x13)))],
    ['beside a name', sequence(set(commonName, email(0x0c)))],
    ['before one that is right', sequence(set(email(0x0c)), set(email(0x16)))],
  ])('that is no IA5String is odd %s', (_, subject) => {
    expect(said({ subject })).toEqual(odd);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a name that is cut short', sequence(set(email(0x0c))).subarray(0, -1)],
    ['a set that cannot be followed', sequence(text(0x31, '0'))],
    ['an attribute that cannot be followed', sequence(set(text(0x30, '\x06')))],
    ['an attribute without a value', sequence(set(sequence(oid(EMAIL_ADDRESS))))],
    ['an attribute without a type', sequence(set(sequence()))],
  ])('is not looked for in %s', (_, subject) => {
    expect(said({ subject })).toEqual([]);
  });
});
