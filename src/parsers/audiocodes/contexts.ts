import type { Provenance, Sourced } from '../../text/provenance.js';
import type { Reasoned } from '../../model/answer.js';
import { BARE_LABEL, type EndEntityCertificate, type TlsContext, type TrustStore } from '../../model/trust.js';
import { findPlaceholder } from './placeholder.js';
import { directory, nameCell } from './references.js';
import { offersOf, offersWithoutContexts } from './tls-offers.js';
import {
  called,
  cell,
  FULL_EXPORT,
  placeOf,
  rows,
  sourcedCell,
  table,
  unsettled,
  type Cell,
  type Row,
  type Settings,
} from './settings.js';

/** The context that a cell stands for, or why it cannot be told. */
export type ContextOf = { readonly context: TlsContext } | { readonly unresolved: Reasoned };

export interface Contexts {
  readonly stores: readonly TrustStore[];
  readonly contexts: readonly TlsContext[];
  readonly endEntities: readonly EndEntityCertificate[];
  /** Context 0, to which everything falls that names none. */
  readonly fallback: TlsContext;
  readonly named: (row: Row, reference: Cell) => ContextOf;
}

/** Mediant user's manual, Importing Certificates (profile fact builtInBundleContexts): no other context may use the list. */
const LAST_CONTEXT_WITH_BUNDLE = 4;
const NO_STORE = {
  ini: 'an INI never carries the trusted root store',
  cli: 'a CLI script never carries the trusted root store',
};
const CIPHERS = ['ServerCipherString', 'ClientCipherString', 'ServerCipherTLS13String', 'ClientCipherTLS13String'];

export function readContexts(settings: Settings): Contexts {
  const contexts: TlsContext[] = [];
  const stores: TrustStore[] = [];
  const byIndex = new Map<string, TlsContext>();
  const add = (context: TlsContext, builtInBundle: Reasoned) => {
    byIndex.set(context.key, context);
    contexts.push(context);
    stores.push({
      id: context.key,
      name: context.name.value,
      scope: 'context',
      entries: null,
      complete: false,
      incompleteBecause: NO_STORE[settings.form] + (context.key === '0' ? rootFileHint(settings) : ''),
      builtInBundle,
      at: context.at,
    });
  };

  for (const row of rows(settings, 'TLSContexts')) {
    if (!byIndex.has(row.index)) add(contextOf(settings, row), bundleOf(settings, row));
  }
  const fallback = byIndex.get('0') ?? impliedContext(settings);
  if (!byIndex.has('0')) add(fallback, impliedBundle(settings, fallback.at));

  const names = directory(settings, 'TLSContexts');
  return {
    stores,
    contexts,
    endEntities: contexts.map(({ key, at }) => ({ label: { value: key, at }, identity: BARE_LABEL })),
    fallback,
    named(row, reference) {
      const found = names.byName(reference.text);
      const context =
        typeof found === 'object'
          ? byIndex.get(found.index)
          : found === 'none' && reference.text.toLowerCase() === fallback.name.value.toLowerCase()
            ? fallback
            : undefined;
      return context ? { context } : { unresolved: whyUnresolved(settings, row, reference, found === 'ambiguous') };
    },
  };
}

function contextOf(settings: Settings, row: Row): TlsContext {
  const index: Sourced<string> = settings.source.sourced(row.indexRange.start, row.indexRange.end);
  const label = { value: row.index, at: index.at };
  const name = nameCell(row, 'TLSContexts');
  const version = cell(row, 'TLSVersion');
  const ciphers = CIPHERS.flatMap((column) => cell(row, column) ?? []);
  return {
    name: name ? sourcedCell(settings, name) : label,
    key: row.index,
    trustStores: [row.index],
    ...(version ? { tlsVersion: sourcedCell(settings, version) } : {}),
    ...(ciphers.length > 0 ? { cipherSuites: ciphers.map((cipher) => sourcedCell(settings, cipher)) } : {}),
    offers: offersOf(settings, row),
    endEntity: label,
    at: placeOf(settings, row),
  };
}

/** Context 0 cannot be deleted; files of 6.x and trimmed ones do not show it. In 6.x it is the only store there is. */
function impliedContext(settings: Settings): TlsContext {
  const shown = settings.tables.get('tlscontexts');
  const hint = settings.hidden.get('httpsrootfilename');
  const [version] = shown ? [] : (settings.parameters.get('tlsversion') ?? []);
  const [cipher] = shown ? [] : (settings.parameters.get('httpscipherstring') ?? []);
  const start = settings.source.contentStart;
  const range = shown?.range ?? hint ?? version?.range ?? settings.release?.at.range ?? { start, end: start };
  const at = settings.source.at(range.start, range.end);
  return {
    name: { value: 'default', at },
    key: '0',
    trustStores: ['0'],
    ...(version ? { tlsVersion: sourcedCell(settings, version) } : {}),
    ...(cipher ? { cipherSuites: [sourcedCell(settings, cipher)] } : {}),
    offers: offersWithoutContexts(
      version ? sourcedCell(settings, version) : null,
      cipher ? sourcedCell(settings, cipher) : null,
      at,
    ),
    endEntity: { value: '0', at },
    at,
  };
}

function bundleOf(settings: Settings, row: Row): Reasoned {
  const column = row.cells.get('usedefaultcabundle');
  if (!column && settings.form === 'cli') return bundleOfScript(settings, row);
  if (!column) {
    const because = 'TLSContexts has no column UseDefaultCABundle here, so the built-in list is not used';
    return { answer: 'no', because, at: placeOf(settings, row) };
  }
  const open = unsettled(settings, row, 'UseDefaultCABundle');
  if (open) return open;
  const at = placeOf(settings, column);
  if (column.text === '0') return { answer: 'no', because: 'UseDefaultCABundle is 0', at };
  // The default is deduced, not documented (profile fact useDefaultCaBundleDefault).
  if (column.text === '' || column.text === '$$') {
    return { answer: 'no', because: 'UseDefaultCABundle is left at its default, which is 0', at };
  }
  if (column.text !== '1') return { answer: 'unknown', because: 'UseDefaultCABundle is neither 0 nor 1', at };
  if (Number(row.index) <= LAST_CONTEXT_WITH_BUNDLE) return { answer: 'yes', because: 'UseDefaultCABundle is 1', at };
  const because = `UseDefaultCABundle is 1, but only the contexts 0 to ${LAST_CONTEXT_WITH_BUNDLE} may use the built-in list`;
  return { answer: 'no', because, at };
}

/**
 * The keyword of UseDefaultCABundle in a CLI script is not documented. A script leaves out what has its default, so a
 * row of a complete one in which every keyword is known does not set it.
 */
function bundleOfScript(settings: Settings, row: Row): Reasoned {
  if (row.unknown) {
    const because = `a setting of ${called(row)} is not known, and it may be the built-in list`;
    return { answer: 'unknown', because, at: placeOf(settings, { range: row.unknown }), settledBy: FULL_EXPORT };
  }
  const at = placeOf(settings, row);
  if (settings.extent === 'full') {
    return { answer: 'no', because: `nothing in ${called(row)} switches the built-in list on`, at };
  }
  return {
    answer: 'unknown',
    because: 'the file is no complete running configuration, so what it leaves out is not known',
    at,
    settledBy: FULL_EXPORT,
  };
}

function impliedBundle(settings: Settings, at: Provenance): Reasoned {
  if (!settings.tables.has('tlscontexts') && settings.extent === 'full') {
    const because = 'the export has no TLSContexts table, and so no UseDefaultCABundle';
    return { answer: 'no', because, at };
  }
  return { answer: 'unknown', because: 'this file does not show row 0 of TLSContexts', at, settledBy: FULL_EXPORT };
}

/** The only trace that a root file leaves in an INI; it does not say which. */
function rootFileHint(settings: Settings): string {
  const hint = settings.hidden.get('httpsrootfilename');
  const [set] = settings.parameters.get('httpsrootfilename') ?? [];
  if (hint) {
    const { line } = settings.source.at(hint.start, hint.end);
    return `; line ${line} says that HTTPSRootFileName is hidden: a root file was loaded, not which`;
  }
  if (!set || set.text === '') return '';
  return `; line ${placeOf(settings, set).line} sets HTTPSRootFileName: a root file is loaded at start-up`;
}

function whyUnresolved(settings: Settings, row: Row, reference: Cell, ambiguous: boolean): Reasoned {
  const { value, at } = sourcedCell(settings, reference);
  const subject = `${called(row)} names the TLS context ${value}`;
  if (findPlaceholder(reference.text)) {
    return { answer: 'unknown', because: `${called(row)} names its TLS context by a placeholder`, at };
  }
  if (ambiguous) return { answer: 'unknown', because: `${subject}, and several have that name`, at };
  if (table(settings, 'TLSContexts')?.whole) {
    return { answer: 'unknown', because: `${subject}, which does not exist`, at };
  }
  return { answer: 'unknown', because: `${subject}, which this file does not show`, at, settledBy: FULL_EXPORT };
}
