import type { SourceText } from '../../text/source-text.js';
import { bind } from '../oracle/bind.js';
import { interpret } from '../oracle/interpret.js';
import type { ParsedExport, Parser } from '../parser.js';
import { backupElements } from './elements.js';
import { oracleBackupXmlFormat } from './format.js';

export const oracleBackupXml: Parser = {
  ...oracleBackupXmlFormat,
  parse,
  bind,
};

const UNDOCUMENTED = {
  lists: 'how a backup writes its trust lists is documented nowhere',
  faces: 'how a backup is laid out is documented for a few elements only, so there may be others that are not read',
};

function parse(source: SourceText): ParsedExport {
  const { elements, lost } = backupElements(source);
  const start = source.contentStart;
  const { trustStores, ...interpreted } = interpret(elements, lost, source.at(start, start), UNDOCUMENTED);
  return {
    product: 'Oracle SBC',
    release: null,
    ...interpreted,
    trustStores: trustStores.map((store) => ({ ...store, entries: null })),
    outline: () => [],
  };
}
