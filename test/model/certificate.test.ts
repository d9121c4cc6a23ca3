import { nameAttributes, normalSerial, sameName, shortName } from '../../src/model/certificate.js';

const rfc4514 = 'CN=DigiCert TLS RSA4096 Root G5,O=DigiCert\\, Inc.,C=US';

it('serial numbers are compared however they are printed', () => {
  const forms = ['020000b9', '0x20000B9', '02:00:00:B9', '20000b9'];
  expect(new Set(forms.map(normalSerial))).toEqual(new Set(['20000b9']));
  expect(normalSerial('00')).toBe('0');
});

it.each([
  'C=US, O=DigiCert\\, Inc., CN=DigiCert TLS RSA4096 Root G5',
  '/C=US/O=DigiCert, Inc./CN=DigiCert TLS RSA4096 Root G5',
  'C=US\nO=DigiCert, Inc.\nCN=DigiCert TLS RSA4096 Root G5',
  'C = US, O = "DigiCert, Inc.", CN = DigiCert TLS RSA4096 Root G5'.replaceAll('"', ''),
])('one name, another form: %s', (form) => {
  expect(sameName(rfc4514, form)).toBe(true);
});

it('other names are other names', () => {
  expect(sameName(rfc4514, 'CN=DigiCert TLS RSA4096 Root G6,O=DigiCert\\, Inc.,C=US')).toBe(false);
  expect(sameName('', '')).toBe(false);
  expect(sameName('CN=a', 'CN=a,CN=a')).toBe(false);
});

it('a short name is the common name, else the unit, else all of it', () => {
  expect(shortName(rfc4514)).toBe('DigiCert TLS RSA4096 Root G5');
  expect(shortName('OU=Class 2,O=Example,C=US')).toBe('Class 2');
  expect(shortName('O=Example')).toBe('O=Example');
  expect(nameAttributes('no name at all')).toEqual([]);
});
