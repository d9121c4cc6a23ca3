import { sameName } from '../../../src/model/certificate.js';
import { printedCertificates, scanCertificateText } from '../../../src/parsers/certificate-text/scan.js';
import { SourceText } from '../../../src/text/source-text.js';

const describeText = (text: string) => {
  const source = SourceText.of('listing.txt', text);
  return scanCertificateText(source, 0, text.length);
};

const ONE_LINE = `Certificate:
    Data:
        Version: 3 (0x2)
        Serial Number: 4660 (0x1234)
        Signature Algorithm: sha256WithRSAEncryption
        Issuer: C = US, O = "Example, Inc.", CN = Example Root
        Validity
            Not Before: Sep  1 00:00:00 2009 GMT
            Not After : Dec 31 23:59:59 2037 GMT
        Subject: C=US, O=Example, Inc., CN=Example Root
        Subject Public Key Info:
            Public Key Algorithm: rsaEncryption
        X509v3 extensions:
            X509v3 Authority Key Identifier:
                serial:00
`;
const LINE_BY_LINE = `Certificate:
    Data:
        Version: 3 (0x2)
        Serial Number:
            00:ab:cd:ef
        Issuer:
            C=US
            O=Example, Inc.
            CN=Example Root
        Subject:
            C=US
            CN=caf\xc3\xa9.example.net
`;

describe('printed certificates', () => {
  it('reads names, serial and validity on one line', () => {
    expect(describeText(ONE_LINE)).toEqual({
      subject: 'C=US, O=Example\\, Inc., CN=Example Root',
      issuer: 'C=US, O=Example\\, Inc., CN=Example Root',
      serial: '1234',
      notBefore: '2009-09-01T00:00:00.000Z',
      notAfter: '2037-12-31T23:59:59.000Z',
    });
  });

  it('reads one attribute a line and a serial below its field', () => {
    const description = describeText(LINE_BY_LINE);
    expect(description).toMatchObject({ serial: 'abcdef', notBefore: null, subject: 'C=US, CN=café.example.net' });
    expect(sameName(description.issuer ?? '', 'CN=Example Root,O=Example\\, Inc.,C=US')).toBe(true);
  });

  it.each([
    ['02:0A', '20a'],
    ['0x0A', 'a'],
    ['1 (0x1)', '1'],
    ['066c9fcf99bf8c0a39e2f0788a43e696365bca', '66c9fcf99bf8c0a39e2f0788a43e696365bca'],
    ['123456', null], // decimal or hexadecimal: it does not say
    ['(Negative)1f', null],
  ])('serial %s is %s', (printed, serial) => expect(describeText(`Serial Number: ${printed}\n`).serial).toBe(serial));

  it.each([
    ['2009-09-01T00:00:00Z', '2009-09-01T00:00:00.000Z'],
    ['2009-09-01 00:00:00 UTC', '2009-09-01T00:00:00.000Z'],
    ['Sep 1 00:00:00 2009 CEST', null],
    ['Sep 41 00:00:00 2009 GMT', null],
    ['soon', null],
  ])('validity %s is %s', (printed, instant) =>
    expect(describeText(`Not Before: ${printed}\n`).notBefore).toBe(instant),
  );

  it('finds several in one text, with places', () => {
    const text = ONE_LINE + LINE_BY_LINE;
    const found = printedCertificates(SourceText.of('x', text), 0, text.length);
    expect(found.map(({ range }) => range)).toEqual([
      { start: 0, end: ONE_LINE.length },
      { start: ONE_LINE.length, end: text.length },
    ]);
    expect(printedCertificates(SourceText.of('x', 'nothing\n'), 0, 8)).toEqual([]);
  });

  it('says the same with CRLF', () => {
    expect(describeText(ONE_LINE.replaceAll('\n', '\r\n'))).toEqual(describeText(ONE_LINE));
    expect(describeText(LINE_BY_LINE.replaceAll('\n', '\r\n'))).toEqual(describeText(LINE_BY_LINE));
  });

  it('stays inside its part of the file and survives any cut', () => {
    for (let length = 0; length < ONE_LINE.length; length += 1) {
      expect(() => scanCertificateText(SourceText.of('x', ONE_LINE), 0, length)).not.toThrow();
    }
    expect(scanCertificateText(SourceText.of('x', ONE_LINE), 0, 40).serial).toBeNull();
  });
});
