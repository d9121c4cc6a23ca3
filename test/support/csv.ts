/** Reads RFC 4180 strictly: CRLF after every record, quotes only where the grammar has them, as many fields in each record. */
export function readCsv(text: string): readonly (readonly string[])[] {
  const records: string[][] = [];
  let record: string[] = [];
  for (let at = 0; at < text.length;) {
    const quoted = text[at] === '"';
    const match = quoted ? /"((?:[^"]|"")*)"/y : /[^",\r\n]*/y;
    match.lastIndex = at;
    const found = match.exec(text);
    if (!found) throw new Error(`a field that does not end, at ${at}`);
    record.push(quoted ? (found[1] ?? '').replaceAll('""', '"') : found[0]);
    at = match.lastIndex;
    if (text[at] === ',') {
      at += 1;
      continue;
    }
    if (text.slice(at, at + 2) !== '\r\n') throw new Error(`neither a comma nor CRLF at ${at}`);
    records.push(record);
    record = [];
    at += 2;
  }
  if (record.length > 0) throw new Error('the last record does not end');
  if (new Set(records.map(({ length }) => length)).size > 1) throw new Error('records of different lengths');
  return records;
}
