import type { SourceText } from '../../text/source-text.js';
import { Word } from '../../text/word-filter.js';
import { bind } from '../oracle/bind.js';
import { interpret } from '../oracle/interpret.js';
import type { ParsedExport, Parser } from '../parser.js';
import { backupElements } from './elements.js';

/** An element of the kind that is read, with an attribute in single quotes, as no other XML of this vendor has. */
const ELEMENT = /<(?:sessionAgent|sipInterface|sipPort|realmConfig)\s{1,400}[A-Za-z]{1,60}='/;

const WORDS = ['<sessionAgent', '<sipInterface', '<sipPort', '<realmConfig'].map((word) => new Word(word));

function isBackup({ text, contentStart }: SourceText): boolean {
  return /^\s{0,400}</.test(text.slice(contentStart, contentStart + 500)) && ELEMENT.test(text);
}

/**
 * What `backup-config` writes, unpacked. Whom the device faces is read as far as its names are documented; how it
 * writes records, profiles and lists of trust anchors is documented nowhere, so no trust store is shown.
 */
export const oracleBackupXml: Parser = {
  format: 'oracle-backup-xml',
  vendor: 'oracle',
  detect: (source) => WORDS.some((word) => source.mayHold(word)) && isBackup(source),
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
