import type { Sourced } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import { fieldsOf, sourcedValue, type EdgeRecord } from '../ribbon-edge/record.js';
import type { EdgeTables, ServerTable } from '../ribbon-edge/tables.js';
import { child, type XmlElement } from '../xml/document.js';

/** The tables of a `symphonyconfig.xml`: tokens hold rows (`ID`), a row holds one record (`IE`) and may hold rows. */
export function scan(root: XmlElement, source: SourceText): EdgeTables {
  const at = source.at(root.range.start, root.range.start);
  const certificates = tokens(root, 'System', 'Certificates');
  const [first] = certificates;
  return {
    release: text(root, 'SystemRelease', source),
    platform: text(root, 'PlatformType', source),
    hostName: hostName(root, source),
    certificates: rows(certificates, source),
    supplementary: rows(tokens(root, 'System', 'SupplementCertificates'), source) ?? [],
    tlsProfiles: rows(tokens(root, 'Security', 'TLSProfile'), source),
    groups: rows(tokens(root, 'SignalingGroups', 'SIP'), source),
    serverTables: serverTables(tokens(root, 'SIP', 'SIPServers'), source),
    listenPorts: rows(tokens(root, 'ListenProtocolPortList'), source) ?? [],
    certificatesAt: first ? source.at(first.range.start, first.range.start) : at,
    at,
  };
}

/** Every token at a path, for a document may hold one name twice. */
function tokens(root: XmlElement, ...path: readonly string[]): readonly XmlElement[] {
  return path.reduce<readonly XmlElement[]>(
    (parents, name) =>
      parents.flatMap(({ children }) =>
        children.filter((token) => token.name === 'Token' && token.attributes.get('name')?.text === name),
      ),
    [root],
  );
}

function rows(parents: readonly XmlElement[], source: SourceText): readonly EdgeRecord[] | null {
  if (parents.length === 0) return null;
  return parents.flatMap((parent) => rowElements(parent)).flatMap((row) => recordOf(row, source) ?? []);
}

const rowElements = ({ children }: XmlElement) => children.filter(({ name }) => name === 'ID');

/** A row without a record is a slot that is empty. */
function recordOf(row: XmlElement, source: SourceText): EdgeRecord | null {
  const record = child(row, 'IE');
  const value = row.attributes.get('value');
  const at = source.at(row.range.start, row.range.end);
  const id = value ? sourcedValue(value, source) : { value: '?', at };
  return record && { id, fields: fieldsOf(record, source), at };
}

/** Entries are rows of the table's own row, directly or in a token of it. A table's own record may be missing. */
function serverTables(parents: readonly XmlElement[], source: SourceText): readonly ServerTable[] | null {
  if (parents.length === 0) return null;
  return parents
    .flatMap((parent) => rowElements(parent))
    .map((row) => {
      const value = row.attributes.get('value');
      const at = source.at(row.range.start, row.range.end);
      const id = value ? sourcedValue(value, source) : { value: '?', at };
      const nested = [row, ...row.children.filter(({ name }) => name === 'Token')];
      return {
        record: recordOf(row, source) ?? { id, fields: new Map(), at },
        servers: rows(nested, source) ?? [],
      };
    });
}

function text(root: XmlElement, name: string, source: SourceText): Sourced<string> | null {
  const value = child(root, name)?.value;
  return value && value.text.trim() !== '' ? sourcedValue(value, source) : null;
}

function hostName(root: XmlElement, source: SourceText): Sourced<string> | null {
  for (const token of tokens(root, 'System', 'SystemNet')) {
    const record = child(token, 'IE');
    const name = record && fieldsOf(record, source).get('NodeName');
    if (name && name.value !== '') return name;
  }
  return null;
}
