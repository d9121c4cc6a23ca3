import type { Problem } from '../../model/trust.js';
import type { Provenance, Sourced } from '../../text/provenance.js';
import type { Role } from '../pem-bundle/domain-leg.js';
import { duplicate, undefinedReference } from '../problem.js';
import type { Parameter } from './script.js';

/** A TLS domain of tls_mgm with its own settings: what it lacks is not taken from another. */
export interface TlsDomain {
  readonly role: Role;
  readonly name: string;
  /** The address of the old form `NAME=ADDRESS`. */
  readonly address: string | null;
  readonly settings: ReadonlyMap<string, Sourced<string>>;
  readonly at: Provenance;
}

const DEFAULT = 'default';

/** The domains that are declared, and the default ones where a setting without a domain speaks about them. */
export function domainsOf(parameters: readonly Parameter[], problems: Problem[]): readonly TlsDomain[] {
  const domains = new Map<string, TlsDomain & { readonly settings: Map<string, Sourced<string>> }>();
  const declare = (role: Role, name: string, address: string | null, at: Provenance) => {
    const key = `${role}:${name}`;
    const first = domains.get(key);
    if (first) problems.push(duplicate('TLS domain', { value: key, at }, first.at));
    else domains.set(key, { role, name, address, settings: new Map(), at });
  };
  for (const { name, value } of parameters) {
    const role = name === 'server_domain' ? 'server' : name === 'client_domain' ? 'client' : null;
    if (role === null) continue;
    const equals = value.value.indexOf('=');
    const id = equals < 0 ? value.value : value.value.slice(0, equals);
    declare(role, id.trim(), equals < 0 ? null : value.value.slice(equals + 1).trim(), value.at);
  }
  for (const { name, domain, value, at } of parameters) {
    if (!SETTINGS.includes(name)) continue;
    if (domain === null) {
      for (const role of ['server', 'client'] as const) {
        if (!domains.has(`${role}:${DEFAULT}`)) declare(role, DEFAULT, null, at);
      }
    }
    const id = domain?.value ?? DEFAULT;
    const meant = [domains.get(`server:${id}`), domains.get(`client:${id}`)].flatMap((found) => found ?? []);
    if (domain && meant.length === 0) problems.push(undefinedReference(`the parameter ${name}`, 'TLS domain', domain));
    for (const { settings } of meant) settings.set(name, value);
  }
  return [...domains.values()];
}

/** Parameters that belong to a domain; others are about the module. */
export const SETTINGS = [
  'match_ip_address',
  'match_sip_domain',
  'certificate',
  'ca_list',
  'ca_dir',
  'verify_cert',
  'require_cert',
  'tls_method',
];
