import type { Reasoned } from '../../model/answer.js';
import type { Rule, Ways } from './classification.js';
import type { ContextOf } from './contexts.js';
import { doesNotListen, listenerNamed, resolved, type Listener, type ListenerReader } from './listeners.js';
import { called, cell, FULL_EXPORT, placeOf, rows, table, type Row } from './settings.js';

/** One way in which calls of a trunk come in: on a SIP interface, with the TLS context that is used there. */
export interface InboundWay {
  readonly suffix: string;
  readonly listener: Listener;
  readonly context: ContextOf;
}

/**
 * Mediant user's manual, Proxy Sets: the proxy set's context only where calls are classified by it, else that of the SIP
 * interface. That is the one which the Classification table names, and the proxy set's own only where no row of it does.
 */
export function inboundWays(
  reader: ListenerReader,
  ways: Ways,
  own: ContextOf | null,
  listeners: readonly Listener[],
  trunk: Row,
): readonly InboundWay[] {
  const classified = classifiedOn(reader, ways.rules, listeners);
  const found = listeners.flatMap((listener) => {
    const otherwise = ways.otherwise || classified.some((each) => isSame(each, listener));
    const isElsewhere = ways.rules.length > 0 && !ways.byProxySet && !otherwise && !ways.unknown;
    return isElsewhere ? [] : waysOn(reader, { ...ways, otherwise }, own, listener, trunk);
  });
  const suffixed =
    listeners.length > 1 ? found.map((way) => ({ ...way, suffix: `, ${way.listener.name}${way.suffix}` })) : [...found];

  const told = new Set(suffixed.map(({ listener, context }) => tells(listener, context)));
  const taken = new Set(suffixed.map(({ suffix }) => suffix));
  for (const listener of classified) {
    const way = { suffix: `, ${listener.name}`, listener, context: listener.context };
    const key = tells(listener);
    if (told.has(key) || listeners.some((each) => isSame(each, listener))) continue;
    told.add(key);
    const suffix = taken.has(way.suffix) && listener.row ? `${way.suffix} (${called(listener.row)})` : way.suffix;
    taken.add(suffix);
    suffixed.push({ ...way, suffix });
  }
  return suffixed;
}

/** The ways on one SIP interface of the proxy set. */
function waysOn(
  { settings }: ListenerReader,
  { byProxySet, otherwise, unknown }: Ways,
  own: ContextOf | null,
  listener: Listener,
  trunk: Row,
): readonly InboundWay[] {
  const { context } = listener;
  if (!own || sameContext(own, context)) return [{ suffix: '', listener, context }];
  const ways: InboundWay[] = [];
  if (byProxySet) ways.push({ suffix: ', by proxy set', listener, context: own });
  if (otherwise) ways.push({ suffix: ', by SIP interface', listener, context });
  if (unknown || ways.length === 0) {
    const notShown: Reasoned = {
      answer: 'unknown',
      because: `this file does not show how calls from ${called(trunk)} are classified`,
      at: placeOf(settings, trunk),
      settledBy: FULL_EXPORT,
    };
    ways.push({ suffix: ', classification unknown', listener, context: { unresolved: unknown ?? notShown } });
  }
  const [only] = ways;
  return only && ways.length === 1 ? [{ ...only, suffix: '' }] : ways;
}

/**
 * The SIP interfaces on which rules take calls; those of the proxy set stand for one that cannot be told. A rule for any of them allows
 * each and shows nobody on it: calls come in where they go out, where that one listens.
 */
function classifiedOn(
  reader: ListenerReader,
  rules: readonly Rule[],
  listeners: readonly Listener[],
): readonly Listener[] {
  return rules.flatMap((rule) => {
    if (rule.on === 'not shown') return listeners;
    if (rule.on !== 'any') return [listenerNamed(reader, rule.row, rule.on)];
    const own = listeners.filter(({ row }) => row && !doesNotListen(cell(row, 'TLSPort')));
    return own.length > 0 ? own : anyOf(reader, rule.srd, listeners);
  });
}

/** Any SIP interface of the rule's SRD (profile fact classificationInterface). One whose SRD is not shown may belong to it. */
function anyOf(reader: ListenerReader, srd: string | null, listeners: readonly Listener[]): readonly Listener[] {
  const { settings } = reader;
  const found = listeningIn(reader, srd);
  const all = settings.extent === 'full' && table(settings, 'SIPInterface')?.whole === true && found.length > 0;
  return all ? found : [...listeners, ...found];
}

/** By SRD. Thousands of rules may name one, and all of them ask the same. */
const listening = new WeakMap<ListenerReader, Map<string | null, readonly Listener[]>>();

/** The SIP interfaces that listen in an SRD, one of those that say the same. */
function listeningIn(reader: ListenerReader, srd: string | null): readonly Listener[] {
  const bySrd = listening.get(reader) ?? new Map<string | null, readonly Listener[]>();
  listening.set(reader, bySrd);
  const known = bySrd.get(srd);
  if (known) return known;
  const told = new Map<string, Listener>();
  for (const row of rows(reader.settings, 'SIPInterface')) {
    const other = cell(row, 'SRDName')?.text.toLowerCase() ?? null;
    if ((srd !== null && other !== null && other !== srd) || doesNotListen(cell(row, 'TLSPort'))) continue;
    const listener = resolved(reader, row);
    const key = tells(listener);
    if (!told.has(key)) told.set(key, listener);
  }
  const found = [...told.values()];
  bySrd.set(srd, found);
  return found;
}

function isSame(a: Listener, b: Listener): boolean {
  return a.row ? a.row === b.row : b.row === null && a.name === b.name;
}

/** What decides about trust on a way; another one that says the same is no news. */
function tells(listener: Listener, context = listener.context): string {
  const port = listener.row && cell(listener.row, 'TLSPort');
  const used = 'context' in context ? `=${context.context.key}` : `?${context.unresolved.because}`;
  return `${listener.mutualTls.answer} ${doesNotListen(port) ? 'off' : 'on'} ${used}`;
}

function sameContext(a: ContextOf, b: ContextOf): boolean {
  return 'context' in a && 'context' in b && a.context.key === b.context.key;
}
