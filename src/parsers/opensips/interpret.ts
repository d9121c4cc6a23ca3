import type { Reasoned } from '../../model/answer.js';
import type { Endpoint, Leg, Problem } from '../../model/trust.js';
import type { Sourced } from '../../text/provenance.js';
import type { ParsedExport } from '../parser.js';
import type { BundleContext } from '../pem-bundle/context.js';
import { domainLeg } from '../pem-bundle/domain-leg.js';
import { targetOf } from '../pem-bundle/endpoint.js';
import { bundleExport } from '../pem-bundle/export.js';
import { problemOf } from '../pem-bundle/fault.js';
import { offerOf } from '../pem-bundle/offer.js';
import { placeholderIn, switched } from '../pem-bundle/setting.js';
import { statement } from '../problem.js';
import { domainsOf, SETTINGS, type TlsDomain } from './domains.js';
import type { Parameter, Script } from './script.js';
import { servesAmong, type Serves } from './serves.js';
import { versionsOf } from './versions.js';

const WORDS = { document: 'the script', file: 'ca_list', folder: 'ca_dir' };
/** tls_mgm looks there unless ca_dir names another folder, whether there is a ca_list or not. */
const DEFAULT_FOLDER = '/etc/pki/CA/';

/** What the tls_mgm parameters and the URIs of an OpenSIPS script say about trust. */
export function interpret({ parameters, uris, faults: found, start }: Script): Omit<ParsedExport, 'outline'> {
  const faults = [...found];
  const domains = domainsOf(parameters, faults);
  const database = parameters.find(({ name }) => name === 'db_url') ?? null;
  const problems: Problem[] = faults.map(problemOf);
  for (const { name, value } of parameters) if (SETTINGS.includes(name)) problems.push(...placeholderIn(value));
  if (database) {
    const because = 'db_url is set, and a script does not hold what is in the database';
    problems.push(statement('the TLS domains of the database', because, database.at));
  }
  const [fault] = faults;
  const unread = fault ? `line ${fault.at.line} of the script could not be read` : null;
  const targets = uris.flatMap((uri) => targetOf(uri)?.endpoint ?? []);
  // The first of each host.
  const byHost = new Map([...targets].reverse().map((target) => [target.host.value.toLowerCase(), target]));
  const servesOf = servesAmong(domains, unread !== null || database !== null);
  const legs = domains.map((domain) => legOf(domain, unread, byHost, servesOf));
  const scripted = scriptLegs(targets, legs, database);
  // Where it is open which client domain the script takes, that is said once.
  const isSaid = scripted.some(({ unresolved }) => unresolved !== null);
  return bundleExport({
    product: 'OpenSIPS',
    words: WORDS,
    contexts: domains.map((domain) => contextOf(domain, unread)),
    legs: [...legs.map((leg) => (isSaid && leg.direction === 'outbound' ? forNobody(leg) : leg)), ...scripted],
    exposure: {
      answer: 'unknown',
      because: 'the script shows the addresses that it spells out; others come from the database or from requests',
      at: start,
    },
    problems,
  });
}

function nameOf({ role, name }: TlsDomain): string {
  return `${role}:${name}`;
}

function contextOf(domain: TlsDomain, unread: string | null): BundleContext {
  const { at } = domain;
  const folder = filled(domain, 'ca_dir');
  return {
    name: { value: nameOf(domain), at },
    file: filled(domain, 'ca_list'),
    folder: folder ?? { value: DEFAULT_FOLDER, at },
    ...(folder === null && {
      folderBecause: `ca_dir is not set, so OpenSIPS also looks in ${DEFAULT_FOLDER}, and what lies there is not shown`,
    }),
    otherwise: 'nothing',
    unread,
    endEntity: filled(domain, 'certificate'),
    tlsVersion: filled(domain, 'tls_method'),
    verifyDepth: null,
    ciphers: filled(domain, 'ciphers_list'),
    offer: offerOf({
      version: { name: 'tls_method', value: filled(domain, 'tls_method') },
      ciphers: { name: 'ciphers_list', value: filled(domain, 'ciphers_list') },
      versionsOf,
      unread,
      at,
    }),
    at,
  };
}

function legOf(
  domain: TlsDomain,
  unread: string | null,
  targets: ReadonlyMap<string, Endpoint>,
  servesOf: Serves,
): Leg {
  const { role, address, at } = domain;
  const value = filled(domain, 'verify_cert');
  const verifies = switched({ name: 'verify_cert', value, byDefault: 'on', unread, at });
  const matched = address ?? filled(domain, 'match_ip_address')?.value ?? '';
  const port = Number(/:(\d{1,5})$/.exec(matched)?.[1] ?? '') || null;
  // The port stands in the address that the domain is for, or in the URI that the routing logic calls.
  const endpoints = (role === 'client' ? hostsOf(filled(domain, 'match_sip_domain')) : []).map((host): Endpoint => {
    const called = targets.get(host.value.toLowerCase());
    return { host, port: port === null ? (called?.port ?? null) : { value: port, at } };
  });
  return domainLeg({
    name: nameOf(domain),
    role,
    endpoints,
    port: port ?? endpoints[0]?.port?.value ?? null,
    verifiesPeer: verifies,
    mutualTls: verifies,
    serves: endpoints.length > 0 ? null : servesOf(domain),
    at,
  });
}

function forNobody(leg: Leg): Leg {
  const because = 'what is open of it is said of the script';
  return leg.serves ? { ...leg, serves: { answer: 'no', because, at: leg.at } } : leg;
}

/** `match_sip_domain` is a list; an asterisk in it stands for any host. */
function hostsOf(list: Sourced<string> | null): readonly Sourced<string>[] {
  if (!list) return [];
  const hosts = list.value.split(',').map((host) => host.trim());
  return hosts.filter((host) => host !== '' && !host.includes('*')).map((value) => ({ value, at: list.at }));
}

/** Hosts that the routing logic calls on TLS and that no client domain names: which domain they use is decided there. */
function scriptLegs(targets: readonly Endpoint[], legs: readonly Leg[], database: Parameter | null): readonly Leg[] {
  const clients = legs.filter(({ direction }) => direction === 'outbound');
  const named = new Set(clients.flatMap(({ endpoints }) => endpoints.map(({ host }) => host.value.toLowerCase())));
  const endpoints = targets.filter(({ host }) => !named.has(host.value.toLowerCase()));
  const [first] = endpoints;
  if (!first) return [];
  const { at } = first.host;
  const [only] = clients;
  const sure = only && clients.length === 1 && database === null ? only : null;
  const because = 'the routing logic chooses the TLS domain, and the script has not exactly one for clients';
  const unknown: Reasoned = { answer: 'unknown', because, at };
  return [
    {
      name: 'script (out, tls)',
      trunk: 'script',
      direction: 'outbound',
      tlsContext: sure?.tlsContext ?? null,
      unresolved: sure ? null : unknown,
      transport: { value: 'tls', at },
      port: first.port?.value ?? null,
      endpoints,
      enabled: { answer: 'yes', because: 'the script spells the address out', at },
      verifiesPeer: sure?.verifiesPeer ?? unknown,
      mutualTls: { answer: 'no', because: 'an outbound leg accepts no calls', at },
      at,
    },
  ];
}

function filled({ settings }: TlsDomain, key: string): Sourced<string> | null {
  const found = settings.get(key);
  return found && found.value !== '' ? found : null;
}
