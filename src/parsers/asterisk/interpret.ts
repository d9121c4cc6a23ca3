import type { Reasoned } from '../../model/answer.js';
import type { Leg, Problem } from '../../model/trust.js';
import type { Sourced } from '../../text/provenance.js';
import { grouped } from '../../text/grouped.js';
import type { ParsedExport } from '../parser.js';
import type { BundleContext } from '../pem-bundle/context.js';
import { bundleExport } from '../pem-bundle/export.js';
import { problemOf } from '../pem-bundle/fault.js';
import { offerOf } from '../pem-bundle/offer.js';
import { placeholderIn } from '../pem-bundle/setting.js';
import { statement } from '../problem.js';
import { matchedHosts } from './identify.js';
import { legsOf, registrationLeg } from './legs.js';
import { objectsOf, type PjsipObject } from './objects.js';
import type { ConfigurationFile } from './section.js';
import { versionsOf } from './versions.js';

const WORDS = { document: 'pjsip.conf', file: 'ca_list_file', folder: 'ca_list_path' };
/** Settings that decide who is trusted and called. */
const MATTERS = [
  'ca_list_file',
  'ca_list_path',
  'verify_server',
  'verify_client',
  'cert_file',
  'contact',
  'transport',
  'match',
  'server_uri',
];

/** What the objects of a pjsip.conf say about trust. */
export function interpret(file: ConfigurationFile): Omit<ParsedExport, 'outline'> {
  const problems: Problem[] = [...file.faults, ...file.sections.flatMap(({ faults }) => faults)].map(problemOf);
  for (const { settings } of file.sections) {
    for (const { name, value } of settings) if (MATTERS.includes(name)) problems.push(...placeholderIn(value));
  }
  const objects = objectsOf(file, problems);
  const transports = byName(objects.filter(isTlsTransport));
  const identifies = objects.filter(({ type }) => type === 'identify');
  const around = {
    aors: byName(objects.filter(({ type }) => type === 'aor')),
    identifies: grouped(identifies, ({ value }) => value('endpoint')?.value),
    transports,
    otherTransports: byName(objects.filter((object) => object.type === 'transport' && !isTlsTransport(object))),
    hasMore: file.includes.length > 0,
    problems,
  };
  const endpoints = objects.filter(({ type }) => type === 'endpoint');
  const legs = [...endpoints.flatMap((endpoint): readonly Leg[] => legsOf(endpoint, around))];
  const ways = new Set(legs.flatMap(waysOf));
  for (const registration of objects.filter(({ type }) => type === 'registration')) {
    const leg = registrationLeg(registration, around);
    const own = waysOf(leg);
    if (own.every((way) => ways.has(way))) continue;
    legs.push(leg);
    for (const way of own) ways.add(way);
  }
  // Where the file has AORs at all, one that it lacks is a gap; where it has none, the exposure says so.
  if (objects.some(({ type }) => type === 'aor')) {
    const because = 'it is not in this file, so whom its endpoint calls is not known';
    for (const aor of lackingAors(objects, endpoints))
      problems.push(statement(`the AOR ${aor.value}`, because, aor.at));
  }
  if (endpoints.length > 0) {
    const because = 'it is not in this file, so how it is called is not known';
    for (const { value, at } of lackingEndpoints(identifies, endpoints))
      problems.push(statement(`the endpoint ${value}`, because, at));
  }
  // An included file may change any object, also one whose leg is known; without endpoints the exposure says so.
  if (endpoints.length > 0) {
    const because = 'what it names is in another file: put that text in its place';
    for (const { at } of file.includes) problems.push(statement('an include', because, at));
  }
  return bundleExport({
    product: 'Asterisk',
    words: WORDS,
    contexts: [...transports.values()].map(contextOf),
    legs,
    exposure: exposureOf(file, objects, endpoints),
    problems,
  });
}

/** Whom a leg calls, and how. */
function waysOf({ direction, tlsContext, transport, endpoints }: Leg): readonly string[] {
  const names = ['', ...endpoints.map(({ host }) => host.value.toLowerCase())];
  return names.map((name) => JSON.stringify([direction, tlsContext, transport.value, name]));
}

/** Of one type no two objects have one name. */
function byName(objects: readonly PjsipObject[]): ReadonlyMap<string, PjsipObject> {
  return new Map(objects.map((object) => [object.name, object]));
}

function isTlsTransport(object: PjsipObject): boolean {
  return object.type === 'transport' && object.value('protocol')?.value.toLowerCase() === 'tls';
}

function contextOf({ name, value, unread, at }: PjsipObject): BundleContext {
  return {
    name: { value: name, at },
    file: value('ca_list_file'),
    folder: value('ca_list_path'),
    // The reference does not say, and what the TLS library does by itself differs between builds.
    otherwise: { because: 'the transport names no ca_list_file, and what Asterisk trusts then is not known' },
    unread,
    endEntity: value('cert_file'),
    tlsVersion: value('method'),
    verifyDepth: null,
    ciphers: value('cipher'),
    offer: offerOf({
      version: { name: 'method', value: value('method') },
      ciphers: { name: 'cipher', value: value('cipher') },
      versionsOf,
      unread,
      at,
    }),
    at,
  };
}

/** AORs that endpoints name and the file does not have. */
function lackingAors(objects: readonly PjsipObject[], endpoints: readonly PjsipObject[]): readonly Sourced<string>[] {
  const aors = new Set(objects.filter(({ type }) => type === 'aor').map(({ name }) => name));
  return endpoints.flatMap((endpoint) => {
    const list = endpoint.value('aors');
    const names = (list?.value ?? '').split(',').map((name) => name.trim());
    return list ? names.filter((name) => name !== '' && !aors.has(name)).map((value) => ({ value, at: list.at })) : [];
  });
}

/** Endpoints that the file does not have and that somebody calls by a host name. */
function lackingEndpoints(
  identifies: readonly PjsipObject[],
  endpoints: readonly PjsipObject[],
): readonly Sourced<string>[] {
  const names = new Set(endpoints.map(({ name }) => name));
  return identifies
    .filter((identify) => matchedHosts(identify).length > 0)
    .flatMap(({ value }) => value('endpoint') ?? [])
    .filter(({ value }) => !names.has(value));
}

/** Endpoints, and the AORs that say where they are, may stand in files of their own or in a database. */
function exposureOf(
  { includes, start }: ConfigurationFile,
  objects: readonly PjsipObject[],
  endpoints: readonly PjsipObject[],
): Reasoned {
  const [include] = includes;
  if (include) {
    const because = `a part of the configuration is in other files (${include.value})`;
    return { answer: 'unknown', because, at: include.at };
  }
  const wizard = objects.find(({ type }) => type === 'wizard');
  if (wizard)
    return { answer: 'unknown', because: `the wizard ${wizard.name} makes endpoints of its own`, at: wizard.at };
  const [lacking] = lackingAors(objects, endpoints);
  if (lacking) return { answer: 'unknown', because: 'an AOR of an endpoint is not in this file', at: lacking.at };
  const alone = endpoints.find(({ value }) => !value('aors') && !value('outbound_proxy'));
  if (alone) return { answer: 'unknown', because: `the endpoint ${alone.name} names no AOR`, at: alone.at };
  const unread = objects.find(
    (object) => object.unread !== null && ['endpoint', 'aor', 'identify', 'registration', ''].includes(object.type),
  );
  if (unread) return { answer: 'unknown', because: `of ${unread.name}, ${unread.unread ?? ''}`, at: unread.at };
  return endpoints.length > 0
    ? { answer: 'yes', because: 'the file holds endpoints and their AORs', at: start }
    : {
        answer: 'unknown',
        because: 'the file holds no endpoints: they are in another file or in a database',
        at: start,
      };
}
