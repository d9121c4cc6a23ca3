import { child, descendants, readXml, type XmlElement } from '../../../src/parsers/xml/document.js';
import { SourceText } from '../../../src/text/source-text.js';

function read(text: string): XmlElement {
  const document = readXml(SourceText.of('x.xml', text));
  if ('failed' in document) throw new Error(document.failed.because);
  return document.root;
}

function failure(text: string): readonly [string, number] {
  const document = readXml(SourceText.of('x.xml', text));
  return 'failed' in document ? [document.failed.because, document.failed.at.line] : ['', 0];
}

describe('places', () => {
  it.each(['', '\xef\xbb\xbf', "<?xml version='1.0'?>\r\n<!-- > -->\r\n"])(
    'of elements, values and attributes behind %j',
    (lead) => {
      const text = `${lead}<a n='1 > 0'>\r\n <p:b xmlns:p="u" v="x&amp;y">caf\xc3\xa9</p:b>\r\n <c/>\r\n</a>`;
      const root = read(text);
      const slice = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
      const [b] = [...descendants(root, 'b')];
      expect(slice(root.range)).toBe(text.slice(lead.length));
      expect([slice(b?.range ?? root.range), b?.value?.text, slice(b?.value?.range ?? root.range)]).toEqual([
        '<p:b xmlns:p="u" v="x&amp;y">caf\xc3\xa9</p:b>',
        'café',
        'caf\xc3\xa9',
      ]);
      const attribute = b?.attributes.get('v');
      expect([attribute?.text, attribute && slice(attribute.range)]).toEqual(['x&y', 'x&amp;y']);
      expect([root.attributes.get('n')?.text, child(root, 'c')?.value?.text]).toEqual(['1 > 0', '']);
    },
  );
});

it('a value ends where its own end tag starts, whatever follows it', () => {
  expect(read('<a><b><c>1</c></b></a>').children[0]?.children[0]?.value?.text).toBe('1');
});

describe('what is refused', () => {
  it.each([
    ['a wrong closing tag', '<a>\n<b>1</a>', 2],
    ['an entity bomb', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', 1],
    ['an attribute without quotes', '<a x=1></a>', 1],
    ['deep nesting', '<a>'.repeat(100_000) + '</a>'.repeat(100_000), 1],
    ['nothing at all', '', 1],
    ['half a document', '<a><b>', 1],
  ])('%s', (_, text, line) => {
    const [because, at] = failure(text);
    expect([because.length > 0, at]).toEqual([true, line]);
  });
});

it('entities and character references are resolved once', () => {
  expect(read('<a>&lt;&#65;&#x42;&amp;lt;&unknown;</a>').value?.text).toBe('<AB&lt;&unknown;');
});
