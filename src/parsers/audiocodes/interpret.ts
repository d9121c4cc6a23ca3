import type { Reasoned } from '../../model/answer.js';
import type { Problem } from '../../model/trust.js';
import type { ParsedExport } from '../parser.js';
import { statement, truncated } from '../problem.js';
import { readContexts } from './contexts.js';
import { endpointsBehind } from './internal-dns.js';
import { readLegs } from './legs.js';
import { checkValues, readGlobals } from './parameters.js';
import { findPlaceholder, unfilledTemplate } from './placeholder.js';
import { duplicates, undefinedReferences } from './references.js';
import { cell, FULL_EXPORT, placeOf, rows, table, type Cell, type Fault, type Settings } from './settings.js';

/** What a Mediant's settings say about trust, in whichever form they were written. */
export function interpret(settings: Settings): Omit<ParsedExport, 'outline'> {
  const problems: Problem[] = [];
  const template = unfilledTemplate(settings);
  if (template) problems.push(template);
  for (const fault of settings.faults) {
    // A row that a generator left unfilled is said once, by the placeholder.
    const text = settings.source.slice(fault.range.start, fault.range.end);
    if (fault.kind === 'truncated' || !findPlaceholder(text, true)) problems.push(problemOf(settings, fault));
  }
  for (const problem of [...duplicates(settings), ...undefinedReferences(settings)]) problems.push(problem);
  checkValues(settings, problems);
  const globals = readGlobals(settings, problems);
  const contexts = readContexts(settings);

  return {
    product: settings.product,
    release: settings.release,
    hostName: null,
    held: null,
    trustStores: contexts.stores,
    tlsContexts: contexts.contexts,
    legs: readLegs(settings, contexts, globals),
    endEntityCertificates: contexts.endEntities,
    exposure: exposureOf(settings),
    problems,
  };
}

function exposureOf(settings: Settings): Reasoned {
  const addresses = table(settings, 'ProxyIp');
  const named = addresses?.whole === true && addresses.rows.every(({ cells }) => cells.has('ipaddress'));
  const inner = innerName(settings);
  if (inner && addresses && named) {
    const because = `${inner.text} is no name of the public DNS: a table inside the device says whose it is, and it is not shown`;
    return { answer: 'unknown', because, at: settings.source.at(inner.range.start, inner.range.end) };
  }
  if (addresses && named && addresses.rows.every((row) => !cell(row, 'IpAddress'))) {
    const because = 'the table ProxyIp, which holds the addresses of all trunks, has no address';
    return { answer: 'unknown', because, at: placeOf(settings, addresses), settledBy: FULL_EXPORT };
  }
  if (addresses && named && settings.extent === 'full') {
    return {
      answer: 'yes',
      because: 'the table ProxyIp shows the addresses of the trunks',
      at: placeOf(settings, addresses),
    };
  }
  const start = settings.source.contentStart;
  return {
    answer: 'unknown',
    because: !addresses
      ? 'the file shows no rows of the table ProxyIp, which holds the addresses of all trunks'
      : !named
        ? 'addresses of trunks in the table ProxyIp could not be read'
        : 'the file is no full export, so it may show only some rows of the table ProxyIp',
    at: settings.source.at(start, start),
    settledBy: FULL_EXPORT,
  };
}

/** The address of a trunk that only a table of the device can resolve, and that no table shown resolves. */
function innerName(settings: Settings): Cell | null {
  for (const row of rows(settings, 'ProxyIp')) {
    const address = cell(row, 'IpAddress');
    if (!address || !INNER_NAME.test(address.text)) continue;
    const [first, ...others] = endpointsBehind(settings, address);
    if (others.length === 0 && first?.host.at.range.start === address.range.start) return address;
  }
  return null;
}

/** Domains that the public DNS does not delegate (RFC 6762, and by custom), without a port. */
const INNER_NAME = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.(?:local|localdomain|internal|lan|corp|home|private)$/i;

function problemOf(settings: Settings, { kind, what, because, range }: Fault): Problem {
  const at = settings.source.at(range.start, range.end);
  return kind === 'truncated' ? truncated(what, because, at) : statement(what, because, at);
}
