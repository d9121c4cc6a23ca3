import type { Reasoned } from '../../model/answer.js';
import type { Problem, TrustModel } from '../../model/trust.js';
import { comparePlaces, type Sourced } from '../../text/provenance.js';
import { statement, truncated, unfilled } from '../problem.js';
import type { ListedCertificate } from '../parser.js';
import { contextsOf } from './contexts.js';
import type { CiscoConfiguration } from './element.js';
import { legsOf } from './legs.js';
import { trustOf } from './store.js';

/** Not `<removed>`, which collectors write in place of secrets. */
const PLACEHOLDER = /\{\{[^{}]{0,100}\}\}|\$\{[^{}]{1,100}\}|%%\w{1,60}%%|@@\w{1,60}@@/;

const TWO_EXPORTS = 'a configuration ends there, so the file seems to hold two of them';

export interface Interpreted extends TrustModel {
  readonly hostName: string | null;
  readonly release: Sourced<string> | null;
  readonly listed: readonly ListedCertificate[];
}

/** What a configuration, in whatever form it was written, says of trust. */
export function interpret(configuration: CiscoConfiguration): Interpreted {
  const { held, stores, endEntityCertificates, listed, problems } = trustOf(configuration);
  const contexts = contextsOf(configuration, stores[0]?.entries ?? []);
  const { legs, problems: aboutLegs } = legsOf(configuration, contexts);
  const placeholder = placeholderIn(configuration);
  const all: Problem[] = [
    ...problems,
    ...contexts.problems,
    ...aboutLegs,
    ...(placeholder ? [unfilled(placeholder)] : []),
    ...(configuration.end ? [] : [truncated('the configuration', 'it has no line that says end', configuration.last)]),
    ...(configuration.beyondEnd ? [statement('what follows the line end', TWO_EXPORTS, configuration.beyondEnd)] : []),
  ];
  return {
    held,
    trustStores: [...stores, ...contexts.stores],
    tlsContexts: contexts.tlsContexts,
    legs,
    endEntityCertificates,
    exposure: exposureOf(configuration),
    problems: all.sort((a, b) => comparePlaces(a.at, b.at)),
    hostName: configuration.hostName?.value ?? null,
    release: configuration.release,
    listed,
  };
}

function exposureOf({ sections, whole }: CiscoConfiguration): Reasoned {
  const peer = sections.find(({ kind }) => kind === 'dial-peer');
  return peer
    ? { answer: 'yes', because: 'the export shows dial-peers', at: peer.at }
    : { answer: 'unknown', because: 'the export has no dial-peer', at: whole, settledBy: 'show running-config' };
}

function placeholderIn({ sections }: CiscoConfiguration): Sourced<string> | null {
  for (const { name, lines } of sections) {
    for (const { value, at } of [name, ...lines.flatMap(({ words }) => words)]) {
      const found = value.length < 1000 ? PLACEHOLDER.exec(value) : null;
      if (found) return { value: found[0], at };
    }
  }
  return null;
}
