import type { Reasoned } from '../../model/answer.js';
import type { Leg, Problem } from '../../model/trust.js';
import type { ParsedExport } from '../parser.js';
import type { BundleContext } from '../pem-bundle/context.js';
import { bundleExport } from '../pem-bundle/export.js';
import { placeholderIn } from '../pem-bundle/setting.js';
import { duplicate, statement } from '../problem.js';
import { legsOf } from './legs.js';
import { objectsOf, type PjsipObject } from './objects.js';
import type { ConfigurationFile } from './section.js';

const WORDS = { document: 'pjsip.conf', file: 'ca_list_file', folder: 'ca_list_path' };
/** Settings that decide who is trusted and called. */
const MATTERS = ['ca_list_file', 'ca_list_path', 'verify_server', 'verify_client', 'cert_file', 'contact', 'transport'];

/** What the objects of a pjsip.conf say about trust. */
export function interpret(file: ConfigurationFile): Omit<ParsedExport, 'outline'> {
  const problems: Problem[] = [...file.faults, ...file.sections.flatMap(({ faults }) => faults)].map(
    ({ what, because, at }) => statement(what, because, at),
  );
  for (const { settings } of file.sections) {
    for (const { name, value } of settings) if (MATTERS.includes(name)) problems.push(...placeholderIn(value));
  }
  const objects = objectsOf(file, problems);
  const transports = new Map<string, PjsipObject>();
  for (const transport of objects.filter(isTlsTransport)) {
    const first = transports.get(transport.name);
    if (first) problems.push(duplicate('transport', { value: transport.name, at: transport.at }, first.at));
    else transports.set(transport.name, transport);
  }
  const endpoints = objects.filter(({ type }) => type === 'endpoint');
  const legs = endpoints.flatMap((endpoint): readonly Leg[] =>
    legsOf(endpoint, { objects, transports, hasMore: file.includes.length > 0, problems }),
  );
  return bundleExport({
    product: 'Asterisk',
    words: WORDS,
    contexts: [...transports.values()].map(contextOf),
    legs,
    exposure: exposureOf(file, objects, endpoints),
    problems,
  });
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
    at,
  };
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
  const aors = new Set(objects.filter(({ type }) => type === 'aor').map(({ name }) => name));
  const lacking = endpoints
    .flatMap((endpoint) => endpoint.value('aors') ?? [])
    .find(({ value }) => value.split(',').some((aor) => aor.trim() !== '' && !aors.has(aor.trim())));
  if (lacking) return { answer: 'unknown', because: 'an AOR of an endpoint is not in this file', at: lacking.at };
  return endpoints.length > 0
    ? { answer: 'yes', because: 'the file holds endpoints and their AORs', at: start }
    : {
        answer: 'unknown',
        because: 'the file holds no endpoints: they are in another file or in a database',
        at: start,
      };
}
