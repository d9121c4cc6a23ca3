import { plainName } from '../../src/x509/plain-name.js';
import { readTlv, type Tlv } from '../../src/x509/tlv.js';
import { integer, oid, sequence, set, text, tlv } from '../support/der.js';

const CN = '2.5.4.3';
const attribute = (value: Uint8Array, type = CN) => sequence(oid(type), value);
const utf16 = (value: string) => tlv(0x1e, Buffer.from(value, 'utf16le').swap16());
const said = (name: Uint8Array) => plainName(name, readTlv(name, 0) as Tlv);
const named = (value: Uint8Array, type = CN) => said(sequence(set(attribute(value, type))));

it.each<[string, Uint8Array, string]>([
  ['PrintableString', text(0x13, 'Root'), 'CN=Root'],
  ['TeletexString, as Latin-1', tlv(0x14, [0xc4]), 'CN=Ä'],
  ['IA5String', text(0x16, 'a@example.com'), 'CN=a@example.com'],
  ['UTF8String', text(0x0c, 'Wurzel Ä €'), 'CN=Wurzel Ä €'],
  ['BMPString', utf16('Wurzel Ä €'), 'CN=Wurzel Ä €'],
  ['an empty BMPString', utf16(''), 'CN='],
])('a value in %s is read', (_, value, printed) => {
  expect(named(value)).toBe(printed);
});

it.each<[string, Uint8Array]>([
  ['UTF-8 that is none', tlv(0x0c, [0xc3])],
  ['half a letter of UTF-16', tlv(0x1e, [0x00, 0x41, 0x00])],
  ['a number', integer(1)],
])('a value that is %s is out of the ordinary', (_, value) => {
  expect(named(value)).toBeNull();
});

it.each([
  ['2.5.4.3', 'CN'],
  ['2.5.4.4', 'SN'],
  ['2.5.4.6', 'C'],
  ['2.5.4.7', 'L'],
  ['2.5.4.8', 'ST'],
  ['2.5.4.10', 'O'],
  ['2.5.4.11', 'OU'],
  ['2.5.4.12', 'T'],
  ['2.5.4.42', 'G'],
  ['2.5.4.43', 'I'],
  ['0.9.2342.19200300.100.1.25', 'DC'],
  ['1.2.840.113549.1.9.1', 'E'],
  ['2.5.4.5', '2.5.4.5'],
])('the attribute %s is printed as %s', (type, name) => {
  expect(named(text(0x13, 'x'), type)).toBe(`${name}=x`);
});

it('attributes keep their order, those of one type together', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((each) => text(0x13, each)) as [Buffer, Buffer, Buffer];
  const name = sequence(set(attribute(a, '2.5.4.6')), set(attribute(a), attribute(b, '2.5.4.11'), attribute(c)));
  expect(said(name)).toBe('CN=a+CN=c+OU=b,C=a');
  expect(said(sequence())).toBe('');
});

it.each<[string, Uint8Array]>([
  ['no sequence', set(set(attribute(text(0x13, 'x'))))],
  ['no sets in it', sequence(sequence(attribute(text(0x13, 'x'))))],
  ['an empty set', sequence(set())],
  ['an attribute that is no sequence', sequence(set(set(oid(CN), text(0x13, 'x'))))],
  ['an attribute without a value', sequence(set(sequence(oid(CN))))],
  ['an attribute with more than a value', sequence(set(sequence(oid(CN), text(0x13, 'x'), text(0x13, 'y'))))],
  ['an attribute without a type', sequence(set(sequence(text(0x13, 'x'), text(0x13, 'y'))))],
  ['a set that cannot be followed', sequence(tlv(0x31, [0x30]))],
  ['a content that cannot be followed', tlv(0x30, [0x31])],
  ['an attribute that cannot be followed', sequence(set(tlv(0x30, [0x06])))],
])('a name with %s is out of the ordinary', (_, name) => {
  expect(said(name)).toBeNull();
});
