import type { SourceText } from '../../text/source-text.js';
import { Word } from '../../text/word-filter.js';
import type { Format } from '../parser.js';

/** An element of the kind that is read, with an attribute in single quotes, as no other XML of this vendor has. */
const ELEMENT = /<(?:sessionAgent|sipInterface|sipPort|realmConfig)\s{1,400}[A-Za-z]{1,60}='/;
const WORDS = ['<sessionAgent', '<sipInterface', '<sipPort', '<realmConfig'].map((word) => new Word(word));

/**
 * What `backup-config` writes, unpacked. Whom the device faces is read as far as its names are documented; how it
 * writes records, profiles and lists of trust anchors is documented nowhere, so no trust store is shown.
 */
export const oracleBackupXmlFormat: Format = {
  format: 'oracle-backup-xml',
  vendor: 'oracle',
  detect: (source) => WORDS.some((word) => source.mayHold(word)) && isBackup(source),
  load: async () => (await import('./index.js')).oracleBackupXml,
};

function isBackup({ text, contentStart }: SourceText): boolean {
  return /^\s{0,400}</.test(text.slice(contentStart, contentStart + 500)) && ELEMENT.test(text);
}
