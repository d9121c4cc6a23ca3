import type { Reasoned } from '../../model/answer.js';
import type { Leg, Problem, TrustModel } from '../../model/trust.js';
import { comparePlaces, type Sourced } from '../../text/provenance.js';
import { statement, truncated, unfilled } from '../problem.js';
import { isLocalAddress, mayBeAddress } from '../../text/host.js';
import type { ListedCertificate } from '../parser.js';
import { contextsOf } from './contexts.js';
import type { CiscoConfiguration } from './element.js';
import { legsOf } from './legs.js';
import { trustOf } from './store.js';

/** Not `<removed>`, which collectors write in place of secrets. */
const PLACEHOLDER = /\{\{[^{}]{0,100}\}\}|\$\{[^{}]{1,100}\}|%%\w{1,60}%%|@@\w{1,60}@@/;

/** Each of them has one of these, and few words do. */
const MARK = /[{%@]/;

const TWO_EXPORTS = 'the file seems to hold two exports: save each in a file of its own';

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
    ...(configuration.another ? [statement('what follows', TWO_EXPORTS, configuration.another)] : []),
    ...configuration.spoilt.map(({ because, at }) => statement('this line', because, at)),
  ];
  return {
    held,
    trustStores: [...stores, ...contexts.stores],
    tlsContexts: contexts.tlsContexts,
    legs,
    endEntityCertificates,
    exposure: exposureOf(configuration, legs),
    problems: all.sort((a, b) => comparePlaces(a.at, b.at)),
    hostName: configuration.hostName?.value ?? null,
    release: configuration.release,
    listed,
  };
}

/** Whether the export shows whom the device faces: host names, not addresses, on the other side of every trunk with TLS. */
function exposureOf({ sections, whole }: CiscoConfiguration, legs: readonly Leg[]): Reasoned {
  const peer = sections.find(({ kind }) => kind === 'dial-peer');
  const settledBy = 'show running-config';
  if (!peer) return { answer: 'unknown', because: 'the export has no dial-peer', at: whole, settledBy };
  const named = new Set(legs.flatMap(({ trunk, endpoints }) => (endpoints.length > 0 ? trunk : [])));
  // All dial-peers of a tenant that take calls share one list, which is looked at once.
  const addressed = new Set(
    [...new Set(legs.map(({ endpoints }) => endpoints))].filter((endpoints) =>
      endpoints.some(({ host }) => mayBeAddress(host.value) && !isLocalAddress(host.value)),
    ),
  );
  const nameless = legs.find(
    ({ transport, trunk, endpoints }) => transport.value === 'tls' && (addressed.has(endpoints) || !named.has(trunk)),
  );
  if (nameless) {
    const because = named.has(nameless.trunk)
      ? `${nameless.trunk} uses TLS towards an address, which does not say whose it is`
      : `${nameless.trunk} uses TLS and shows nobody on its other side`;
    return { answer: 'unknown', because, at: nameless.at };
  }
  return { answer: 'yes', because: 'the export shows dial-peers', at: peer.at };
}

function placeholderIn({ sections }: CiscoConfiguration): Sourced<string> | null {
  for (const { name, lines } of sections) {
    for (const { value, at } of [name, ...lines.flatMap(({ words }) => words)]) {
      const found = value.length < 1000 && MARK.test(value) ? PLACEHOLDER.exec(value) : null;
      if (found) return { value: found[0], at };
    }
  }
  return null;
}
