import type { Range } from '../../text/provenance.js';
import { someLineWith } from '../../text/line-with.js';
import type { SourceText } from '../../text/source-text.js';
import { Word } from '../../text/word-filter.js';
import { statements } from './statements.js';
import type { Format } from '../parser.js';

const TITLE = new Word('Ini File');
const BANNER = /^[ \t]*;\*+[ \t]*Ini File[ \t]*\*+/i;

/** The INI file of an AudioCodes Mediant, full or partial, of releases 6.6 to 7.6. */
export const audiocodesIniFormat: Format = {
  format: 'audiocodes-ini',
  vendor: 'audiocodes',
  inPackage: 'ini.ini',
  detect,
  load: async () => (await import('./index.js')).audiocodesIni,
};

/** The starred banner, or a table mark with a FORMAT line inside: people strip the header before they commit. */
function detect(source: SourceText): boolean {
  if (source.mayHold(TITLE) && someLineWith(source.text, ';*', BANNER)) return true;
  if (!source.text.includes('[') || !/^[ \t]*FORMAT[ \t]/im.test(source.text)) return false;
  let inTable = false;
  for (const statement of statements(source)) {
    if (statement.kind === 'mark') inTable = statement.form === 'table';
    else if (statement.kind === 'format' && inTable && isWhole(source, statement)) return true;
    else if (statement.kind !== 'comment') inTable = false;
  }
  return false;
}

function isWhole({ text }: SourceText, { value, range }: { readonly value: Range; readonly range: Range }): boolean {
  return value.start < value.end && text[range.end - 1] === ';';
}
