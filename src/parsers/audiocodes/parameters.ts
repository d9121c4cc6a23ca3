import type { Provenance } from '../../text/provenance.js';
import type { Problem } from '../../model/trust.js';
import { lookUp } from '../../text/look-up.js';
import { duplicate, statement } from '../problem.js';
import { findPlaceholder } from './placeholder.js';
import { FULL_EXPORT, placeOf, type Cell, type Settings, type TrustParameter } from './settings.js';

/** The value of a global parameter, `null` where the file does not tell; `at` is `null` where nothing is written. */
export interface Reading {
  readonly value: string | null;
  readonly because: string;
  readonly at: Provenance | null;
  readonly settledBy?: string;
}

export interface Globals {
  readonly requireClientCertificate: Reading;
  readonly verifyServerCertificate: Reading;
  readonly transport: Reading;
}

/**
 * The defaults are the vendor's (profile facts requireClientCertificateDefault and verifyServerCertificateDefault). An
 * export lists what differs from them, and only a full one proves it.
 */
export function readGlobals(settings: Settings, problems: Problem[]): Globals {
  return {
    requireClientCertificate: read(settings, 'SIPSRequireClientCertificate', ['0', '1'], problems),
    verifyServerCertificate: read(settings, 'VerifyServerCertificate', ['0', '1'], problems),
    transport: read(settings, 'SIPTransportType', ['0', '1', '2'], problems),
  };
}

const DEFAULT = '0';

function read(settings: Settings, name: TrustParameter, allowed: readonly string[], problems: Problem[]): Reading {
  const cells = settings.parameters.get(name.toLowerCase()) ?? [];
  const [first] = cells;
  const hint = settings.hidden.get(name.toLowerCase());
  if (!first && hint) {
    const at = settings.source.at(hint.start, hint.end);
    return { value: null, because: `the export says that ${name} is set and hides its value`, at };
  }
  if (settings.unread.has(name.toLowerCase())) {
    return { value: null, because: `the line that sets ${name} could not be read`, at: null };
  }
  if (!first && settings.form === 'cli' && name === 'SIPTransportType') {
    const because = `how a CLI script writes ${name} is not documented, so its absence proves nothing`;
    return { value: null, because, at: null, settledBy: FULL_EXPORT };
  }
  if (!first && settings.extent === 'full') {
    return { value: DEFAULT, because: `${name} is absent, so its default ${DEFAULT} applies`, at: null };
  }
  if (!first) {
    const because = `${name} is not in this file, and the file is not a complete export`;
    return { value: null, because, at: null, settledBy: FULL_EXPORT };
  }
  const at = placeOf(settings, first);
  const contradiction = cells.find(({ text }) => text !== first.text);
  if (contradiction) {
    problems.push(duplicate('parameter', { value: name, at: placeOf(settings, contradiction) }, at));
    return { value: null, because: `${name} is set twice to different values`, at };
  }
  if (!allowed.includes(first.text)) {
    if (!findPlaceholder(first.text)) problems.push(notUnderstood(settings, name, first, allowed));
    return { value: null, because: `${name} has a value that is not understood`, at };
  }
  return { value: first.text, because: `${name} is ${first.text}`, at };
}

/** Checks the cells that decide about trust; the value itself is not repeated. */
export function checkValues(settings: Settings, problems: Problem[]): void {
  for (const { rows } of settings.tables.values()) {
    for (const row of rows) {
      for (const [column, allowed] of Object.entries(lookUp(DECIDING, row.table) ?? {})) {
        const cell = row.cells.get(column.toLowerCase());
        if (!cell || cell.text === '' || cell.text === '$$' || findPlaceholder(cell.text)) continue;
        const understood =
          allowed === 'port'
            ? /^\d{1,5}$/.test(cell.text)
            : allowed === 'address'
              ? ADDRESS.test(cell.text)
              : allowed.includes(cell.text);
        if (understood) continue;
        const what = `${column} of ${row.table} ${row.index}`;
        problems.push(
          notUnderstood(
            settings,
            what,
            cell,
            allowed === 'port'
              ? ['a port number']
              : allowed === 'address'
                ? ['a host name or address, with or without a port']
                : allowed,
          ),
        );
      }
    }
  }
}

/** `host`, `host:port`, `[v6]`, `[v6]:port` or a bare IPv6 address. */
const ADDRESS = /^(?:[\w.-]+(?::\d{1,5})?|\[[0-9a-f:.%\w]+\](?::\d{1,5})?|[0-9a-f]*:[0-9a-f:.]+)$/i;

const SWITCH = ['0', '1'];
const DECIDING: Readonly<Record<string, Readonly<Record<string, readonly string[] | 'port' | 'address'>>>> = {
  TLSContexts: { UseDefaultCABundle: SWITCH },
  SIPInterface: { TLSMutualAuthentication: ['-1', '0', '1'], UDPPort: 'port', TCPPort: 'port', TLSPort: 'port' },
  ProxyIp: { TransportType: ['-1', '0', '1', '2'], IpAddress: 'address' },
  IPGroup: { ClassifyByProxySet: SWITCH },
};

function notUnderstood(settings: Settings, what: string, cell: Cell, allowed: readonly string[]): Problem {
  const because = `its value is not ${allowed.join(', ').replace(/, ([^,]*)$/, ' or $1')}`;
  return statement(what, because, placeOf(settings, cell));
}
