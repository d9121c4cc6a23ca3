import type { Edit } from '../../text/edit.js';
import type { Range } from '../../text/provenance.js';
import { isFrom } from '../../parsers/audiocodes/release.js';
import { rows, type Row } from '../../parsers/audiocodes/settings.js';
import { TRUST } from '../../parsers/audiocodes-ini/index.js';
import { scan } from '../../parsers/audiocodes-ini/scan.js';
import { statements } from '../../parsers/audiocodes-ini/statements.js';
import type { FixInput } from '../fixer.js';
import { builtInBundle, lastContextWithBundle } from './facts.js';

export type BundleFix =
  | { readonly kind: 'edit'; readonly edit: Edit; readonly row: Row }
  /** It is on already: what is missing has to be imported all the same. */
  | { readonly kind: 'already on' }
  | { readonly kind: 'refused'; readonly because: string };

/** The one value that may be changed instead of importing roots, if the operator allows it and all it rests on holds. */
export function useBuiltInBundle({ device, source, profile }: FixInput, store: string): BundleFix {
  const refused = (because: string): BundleFix => ({
    kind: 'refused',
    because: `UseDefaultCABundle cannot be used for TLS context ${store}: ${because}`,
  });
  const [row, twin] = rows(scan(source, TRUST), 'TLSContexts').filter(({ index }) => index === store);
  if (!row) return refused('the configuration shows no readable row of it');
  if (twin) return refused('the configuration shows more than one row of it, and which one counts is not known');
  const cell = row.cells.get('usedefaultcabundle');
  if (!cell) return refused('the table TLSContexts has no such column on this firmware');

  const last = lastContextWithBundle(profile);
  if (last === null || Number(store) > last) return refused(`only the contexts 0 to ${last ?? 'unknown'} may use it`);
  if (cell.text === '1') return { kind: 'already on' };
  if (cell.text !== '0') return refused('its value is not 0');

  const bundle = builtInBundle(profile);
  if (!bundle) return refused('what the built-in list holds is not known');
  const release = device.release?.value ?? null;
  if (release === null)
    return refused(`the firmware release is not known, and it has to be ${bundle.fromRelease} or later`);
  if (isFrom(release, bundle.fromRelease) !== true) {
    return refused(`the firmware is ${release}, and it has to be ${bundle.fromRelease} or later`);
  }
  const peers = peersOf({ device }, store);
  if (peers.length === 0) return refused('no peer is known that this context faces');
  const foreign = peers.find((peer) => !bundle.coversPeers.includes(peer));
  if (foreign !== undefined)
    return refused(`it also faces ${foreign}, whose roots the built-in list is not known to hold`);
  return { kind: 'edit', edit: { range: cell.range, insert: '1' }, row };
}

function peersOf({ device }: Pick<FixInput, 'device'>, store: string): readonly string[] {
  const contexts = device.tlsContexts.filter(({ trustStores }) => trustStores.includes(store));
  const names = new Set(contexts.map(({ name }) => name.value));
  const facing = device.legs.flatMap(({ tlsContext, peer }) => (tlsContext && names.has(tlsContext) && peer) || []);
  return [...new Set(facing)];
}

/** Columns of every firmware that has this one: without them a row of the export is not the whole row of the device. */
const ALWAYS_THERE = [
  'Name',
  'TLSVersion',
  'ServerCipherString',
  'ClientCipherString',
  'RequireStrictCert',
  'DHKeySize',
];

/**
 * An incremental INI file with the changed rows in full, `null` where the export leaves out columns: loading such a row
 * would set them to their defaults (reference of INI tables, rule on missing columns). Lines end in CRLF.
 */
export function incrementalIni(
  { source }: Pick<FixInput, 'source'>,
  fixes: readonly { row: Row; edit: Edit }[],
): string | null {
  if (fixes.some(({ row }) => ALWAYS_THERE.some((column) => !row.cells.has(column.toLowerCase())))) return null;
  const read = ({ start, end }: Range) => source.slice(start, end);
  let format: Range | null = null;
  const lines: string[] = [];
  for (const statement of statements(source)) {
    if (statement.kind === 'format') format = statement.range;
    if (statement.kind !== 'row') continue;
    const fix = fixes.find(({ row }) => row.range.start === statement.range.start);
    if (!fix || !format) continue;
    if (!lines.includes(read(format))) lines.push(read(format));
    const { range, insert } = fix.edit;
    lines.push(
      read({ start: statement.range.start, end: range.start }) +
        insert +
        read({ start: range.end, end: statement.range.end }),
    );
  }
  return ['[ TLSContexts ]', '', ...lines, '', '[ \\TLSContexts ]', ''].join('\r\n');
}
