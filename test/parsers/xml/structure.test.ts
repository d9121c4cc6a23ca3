import { XMLValidator } from 'fast-xml-parser';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXml, type XmlElement } from '../../../src/parsers/xml/document.js';
import { structureOf } from '../../../src/parsers/xml/structure.js';
import { SourceText } from '../../../src/text/source-text.js';

const FIXTURES = [
  'ribbon-core-xml/fine/input/edge1.xml',
  'ribbon-edge-xml/fine/input/symphonyconfig.xml',
  'oracle-rest-xml/fine/input/edge1.xml',
].map((path) => readFileSync(join(__dirname, '../../fixtures', path), 'latin1'));

const plain = ({ name, attributes, children, value, range }: XmlElement): unknown => ({
  name,
  attributes: [...attributes],
  children: children.map(plain),
  value,
  range,
});

function treeOf(text: string): unknown {
  const read = readXml(SourceText.of('a.xml', text));
  return 'root' in read ? plain(read.root) : read.failed;
}

/** The same document for the library: an instruction behind its end is not simple, and changes no place before it. */
const byLibrary = (text: string) => treeOf(`${text}<?end of it?>`);

const PIECES = [
  '<a>',
  '</a>',
  '<b>',
  '</b>',
  '<n:a>',
  '</n:a>',
  '<a/>',
  '<b />',
  '<a x="1">',
  '<b x=\'>\' y="/">',
  '<a x="1" x="2">',
  '<a x="1"y="2">',
  '<a x = "1">',
  '<a x>',
  '<a x="1" >',
  '<a\n x="1"\n/>',
  '</a >',
  '< a>',
  '<a x="&amp;">',
  '&amp;',
  '& ',
  '<!-- b -->',
  '<!-->',
  '<!-- <a> <!DOCTYPE a> -->',
  '<![CDATA[<a>]]>',
  '<?xml version="1.0"?>',
  '<?b?>',
  '<toString/>',
  '<prototype>',
  ' text ',
  '\r\n',
  '\xe9',
  '"',
  '>',
  '<',
];

test('a document that it takes is one that the validator takes, and reads as the library reads it', () => {
  let taken = 0;
  const wrapped = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(wrapped, fc.boolean(), (inner, inside) => {
      const text = inside ? `<a>${inner}</a>` : inner;
      if (!structureOf(text)) return;
      taken += 1;
      if (!text.includes('&')) expect(XMLValidator.validate(text, { allowBooleanAttributes: false })).toBe(true);
      expect(treeOf(text)).toEqual(byLibrary(text));
    }),
    { numRuns: 3000 },
  );
  expect(taken).toBeGreaterThan(30);
});

test.each(FIXTURES)('exports read as the library reads them, with either line terminator', (text) => {
  for (const written of [text, text.replace(/\r?\n/g, '\r\n'), `\xef\xbb\xbf${text}`]) {
    expect(structureOf(written.replace('\xef\xbb\xbf', ''))).not.toBeNull();
    expect(treeOf(written)).toEqual(byLibrary(written));
  }
});

test.each(FIXTURES)('a damaged export is refused as before', (text) => {
  fc.assert(
    fc.property(
      fc.nat(text.length - 1),
      fc.nat(30),
      fc.constantFrom('', '<', '>', '/', '"', '&', 'x'),
      (at, cut, put) => {
        const damaged = text.slice(0, at) + put + text.slice(at + cut);
        if (!structureOf(damaged) || damaged.includes('&')) return;
        expect(XMLValidator.validate(damaged, { allowBooleanAttributes: false })).toBe(true);
        expect(treeOf(damaged)).toEqual(byLibrary(damaged));
      },
    ),
    { numRuns: 150 },
  );
});

test('an ampersand that begins no entity is refused, whatever else is simple', () => {
  expect(treeOf('<a>fish & chips</a>')).toEqual(expect.objectContaining({ because: "char '&' is not expected." }));
  expect(treeOf('<a>fish &amp; chips</a>')).toEqual(byLibrary('<a>fish &amp; chips</a>'));
});
