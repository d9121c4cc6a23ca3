import { SourceText } from '../../text/source-text.js';
import { Word } from '../../text/word-filter.js';
import type { ListingParser, ParsedListing } from '../parser.js';
import { statement } from '../problem.js';
import { readCertificates } from '../ribbon-edge/certificates.js';
import { trustStore } from '../ribbon-edge/store.js';
import { fieldsOf, sourcedValue, type EdgeRecord } from '../ribbon-edge/record.js';
import { descendants, readXml, type XmlElement } from '../xml/document.js';

const CODE = new Word('<http_code>');
const HEAD = 4096;
const ASK = 'ask for /rest/certificate?details=true';

/**
 * What the REST interface of an SBC Edge answers to `GET certificate`. Its element names have not been seen; those of
 * the configuration are looked for, and a certificate without them is said to be undescribed.
 */
export const ribbonEdgeRest: ListingParser = {
  format: 'ribbon-edge-rest',
  vendor: 'ribbon-edge',

  detect(source) {
    if (!source.mayHold(CODE)) return false;
    const { text, contentStart } = source;
    const head = text.slice(contentStart, contentStart + HEAD);
    return /<root\b/.test(head) && /<http_code>/.test(head) && /<certificate(?:_list|_pk)?\b/.test(text);
  },

  parse(source): ParsedListing {
    const document = readXml(withoutLead(source));
    const what = 'the answer of the REST interface';
    if ('failed' in document) {
      const { because, at } = document.failed;
      return { certificates: [], problems: [statement(what, `the XML cannot be read: ${because}`, at)] };
    }
    const { root } = document;
    const at = source.at(root.range.start, root.range.start);
    const [status] = [...descendants(root, 'http_code')];
    if (status?.value?.text.trim() !== '200') {
      return { certificates: [], problems: [statement(what, 'its http_code is not 200', at)] };
    }
    const found = [...descendants(root, 'certificate')].filter(({ children }) => children.length > 0);
    const bare = [...descendants(root, 'certificate_pk')];
    const { listed, problems, labels, entries } = readCertificates(found.map((each) => recordOf(each, source)));
    if (listed.length === labels.length && bare.length === 0) {
      return { certificates: listed, problems, ...(problems.length === 0 ? { store: trustStore(entries, at) } : {}) };
    }
    const because =
      found.length === 0 ? `it lists ids alone; ${ASK}` : `not all of its certificates are described; ${ASK}`;
    return { certificates: listed, problems: [...problems, statement(what, because, at)] };
  },
};

function recordOf(element: XmlElement, source: SourceText): EdgeRecord {
  const at = source.at(element.range.start, element.range.end);
  const id = element.attributes.get('id');
  return { id: id ? sourcedValue(id, source) : { value: '?', at }, fields: fieldsOf(element, source), at };
}

/** Text may stand before the first element, and a declaration is then at a place where XML has none. */
function withoutLead(source: SourceText): SourceText {
  const { text, path, contentStart } = source;
  const start = text.indexOf('<root');
  if (start <= contentStart) return source;
  return SourceText.of(path, text.slice(0, start).replace(/[^\r\n]/g, ' ') + text.slice(start));
}
