import { readable } from '../../text/latin1.js';
import type { Answer, Reasoned } from '../../model/answer.js';
import { agreed } from '../../model/trust.js';
import type { ContextOf, Contexts } from './contexts.js';
import type { Globals } from './parameters.js';
import { nameCell, SIP_INTERFACE_COLUMNS, type Directory } from './references.js';
import {
  called,
  cell,
  FULL_EXPORT,
  placeOf,
  rows,
  table,
  unsettled,
  type Cell,
  type Row,
  type Settings,
} from './settings.js';

/** The SIP interface that a proxy set works through, or those that it may be where the file does not say. */
export interface Listener {
  /** For people; empty where no interface is named. */
  readonly name: string;
  readonly row: Row | null;
  readonly context: ContextOf;
  readonly mutualTls: Reasoned;
}

export interface ListenerReader {
  readonly settings: Settings;
  readonly interfaces: Directory;
  readonly contexts: Contexts;
  readonly globals: Globals;
}

/** The SBC's interface names of a proxy set, else the gateway's; two where IPv4 and IPv6 differ. */
export function listenersOf(reader: ListenerReader, proxySet: Row | null, trunk: Row): readonly Listener[] {
  const named = (columns: readonly string[]) => columns.flatMap((column) => (proxySet && cell(proxySet, column)) ?? []);
  const sbc = named(SIP_INTERFACE_COLUMNS.sbc);
  const references = sbc.length > 0 ? sbc : named(SIP_INTERFACE_COLUMNS.gateway);
  if (references.length === 0) return [unnamed(reader, proxySet, trunk)];

  const listeners = new Map<string, Listener>();
  for (const reference of references) {
    const listener = listenerNamed(reader, trunk, reference);
    if (!listeners.has(listener.name)) listeners.set(listener.name, listener);
  }
  return [...listeners.values()];
}

/** The SIP interface that a cell of `row` names. */
export function listenerNamed(reader: ListenerReader, row: Row, reference: Cell): Listener {
  const found = reader.interfaces.byName(reference.text);
  return typeof found === 'object'
    ? resolved(reader, found)
    : missing(reader.settings, row, reference, found === 'ambiguous');
}

/** A port that is written as 0; one that is not written is not known. */
export function doesNotListen(port: Cell | null): boolean {
  return port !== null && /^0+$/.test(port.text);
}

export function resolved(reader: ListenerReader, row: Row): Listener {
  const name = nameCell(row, 'SIPInterface');
  return {
    name: name ? readable(name.text) : called(row),
    row,
    context: contextOf(reader, row),
    mutualTls: mutualTlsOf(reader, row),
  };
}

function contextOf({ settings, contexts }: ListenerReader, row: Row): ContextOf {
  const unresolved = unsettled(settings, row, 'TLSContext');
  if (unresolved) return { unresolved };
  const reference = cell(row, 'TLSContext');
  return reference ? contexts.named(row, reference) : { context: contexts.fallback };
}

/** 6.x links proxy sets and SIP interfaces in other ways; what all interfaces of a full export share still holds. */
function unnamed(reader: ListenerReader, proxySet: Row | null, trunk: Row): Listener {
  const { settings, contexts } = reader;
  const at = placeOf(settings, trunk);
  const full = settings.extent === 'full';
  const { first, keys, answer } = sharedOf(reader);
  const settled = full ? {} : { settledBy: FULL_EXPORT };
  const subject = proxySet ? called(proxySet) : `the proxy set of ${called(trunk)}`;
  const because = proxySet ? `${subject} names no SIP interface` : `${subject} is not in this file`;

  const only = full && contexts.contexts.length === 1 && (table(settings, 'TLSContexts')?.whole ?? true);
  const context: ContextOf = only
    ? { context: contexts.fallback }
    : first && proxySet && keys.size === 1 && !keys.has(null)
      ? first.context
      : { unresolved: { answer: 'unknown', because: `${because}, so its TLS context is not known`, at, ...settled } };

  const mutualTls: Reasoned =
    first && answer !== 'unknown'
      ? { ...first.mutualTls, because: `no SIP interface differs from this: ${first.mutualTls.because}` }
      : { answer: 'unknown', because, at, ...settled };
  return { name: '', row: null, context, mutualTls };
}

/** What the SIP interfaces of a full export have in common. */
interface Shared {
  readonly first: Listener | undefined;
  readonly keys: ReadonlySet<string | null>;
  readonly answer: Answer;
}

/** Thousands of proxy sets may name no interface, and all of them ask the same. */
const shared = new WeakMap<ListenerReader, Shared>();

function sharedOf(reader: ListenerReader): Shared {
  const known = shared.get(reader);
  if (known) return known;
  const { settings } = reader;
  const all = settings.extent === 'full' && (table(settings, 'SIPInterface')?.whole ?? true);
  const candidates = all ? rows(settings, 'SIPInterface').map((row) => resolved(reader, row)) : [];
  const found = {
    first: candidates[0],
    keys: new Set(candidates.map(({ context }) => ('context' in context ? context.context.key : null))),
    answer: agreed(candidates.map(({ mutualTls }) => mutualTls.answer)),
  };
  shared.set(reader, found);
  return found;
}

function missing(settings: Settings, trunk: Row, reference: Cell, ambiguous: boolean): Listener {
  const at = placeOf(settings, reference);
  const name = readable(reference.text);
  const shown = table(settings, 'SIPInterface')?.whole === true;
  const why = ambiguous
    ? 'and several have that name'
    : shown
      ? 'which does not exist'
      : 'which this file does not show';
  const because = `${called(trunk)} names the SIP interface ${name}, ${why}`;
  const unresolved: Reasoned = { answer: 'unknown', because, at, ...(shown ? {} : { settledBy: FULL_EXPORT }) };
  return { name, row: null, context: { unresolved }, mutualTls: unresolved };
}

/** User's manual, SIP Interfaces: 0 off, 1 on, -1 follows the global parameter, as does a table that lacks the column. */
function mutualTlsOf({ settings, globals }: ListenerReader, row: Row): Reasoned {
  const open = unsettled(settings, row, 'TLSMutualAuthentication');
  if (open) return open;
  const flag = cell(row, 'TLSMutualAuthentication');
  if (flag && (flag.text === '0' || flag.text === '1')) {
    const because = `TLSMutualAuthentication of ${called(row)} is ${flag.text}`;
    return { answer: flag.text === '1' ? 'yes' : 'no', because, at: placeOf(settings, flag) };
  }
  if (flag && flag.text !== '-1') {
    const because = `TLSMutualAuthentication of ${called(row)} is not understood`;
    return { answer: 'unknown', because, at: placeOf(settings, flag) };
  }
  const { value, because, at, settledBy } = globals.requireClientCertificate;
  return {
    answer: value === null ? 'unknown' : value === '1' ? 'yes' : 'no',
    because: `TLSMutualAuthentication of ${called(row)} is ${flag ? '-1' : 'not set'} and ${because}`,
    at: at ?? placeOf(settings, flag ?? row),
    ...(settledBy === undefined ? {} : { settledBy }),
  };
}

/**
 * User's manual, TLS parameters: two global ones make the device check servers. Whether the interface's own flag does so as
 * well is not documented, so where only that one is on the answer stays open, and nothing known would settle it.
 */
export function verifiesServer(settings: Settings, globals: Globals, { mutualTls }: Listener, trunk: Row): Reasoned {
  const deciding = [globals.verifyServerCertificate, globals.requireClientCertificate];
  const on = deciding.find(({ value }) => value === '1');
  if (on) return { answer: 'yes', because: on.because, at: on.at ?? placeOf(settings, trunk) };
  const open = deciding.find(({ value }) => value === null);
  if (open) {
    const { because, at, settledBy } = open;
    const settled = settledBy === undefined ? {} : { settledBy };
    return { answer: 'unknown', because, at: at ?? placeOf(settings, trunk), ...settled };
  }
  if (mutualTls.answer !== 'no') {
    const because = `VerifyServerCertificate is off, and whether this also checks servers is not documented: ${mutualTls.because}`;
    return { answer: 'unknown', because, at: mutualTls.at };
  }
  const written = deciding.find(({ at }) => at !== null)?.at;
  const because = deciding.map((reading) => reading.because).join(' and ');
  return { answer: 'no', because, at: written ?? placeOf(settings, trunk) };
}
