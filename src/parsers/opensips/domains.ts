import type { Provenance, Sourced } from '../../text/provenance.js';
import type { Fault } from '../pem-bundle/context.js';
import type { Role } from '../pem-bundle/domain-leg.js';
import { misspelt } from '../pem-bundle/misspelt.js';
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
export function domainsOf(parameters: readonly Parameter[], faults: Fault[]): readonly TlsDomain[] {
  const domains = new Map<string, TlsDomain & { readonly settings: Map<string, Sourced<string>> }>();
  const declare = (role: Role, name: string, address: string | null, at: Provenance) => {
    const key = `${role}:${name}`;
    const first = domains.get(key);
    if (first) {
      const because = `a TLS domain is declared once (line ${first.at.line}): save two scripts in a file each`;
      faults.push({ what: `the second ${key}`, because, at });
    } else domains.set(key, { role, name, address, settings: new Map(), at });
  };
  for (const { name, value } of parameters) {
    const role = name === 'server_domain' ? 'server' : name === 'client_domain' ? 'client' : null;
    if (role === null) continue;
    const equals = value.value.indexOf('=');
    const id = equals < 0 ? value.value : value.value.slice(0, equals);
    declare(role, id.trim(), equals < 0 ? null : value.value.slice(equals + 1).trim(), value.at);
  }
  for (const { name, domain, value, at } of parameters) {
    if (!SETTINGS.includes(name)) {
      const meant = misspelt(name, [...SETTINGS, 'server_domain', 'client_domain'], OTHERS);
      if (meant !== null) faults.push({ what: `the parameter ${name}`, because: `it may be meant to be ${meant}`, at });
      continue;
    }
    if (domain === null && /[[\]]/.test(value.value)) {
      faults.push({ what: `the parameter ${name}`, because: 'its value does not start with [domain]', at });
      continue;
    }
    if (domain === null) {
      for (const role of ['server', 'client'] as const) {
        if (!domains.has(`${role}:${DEFAULT}`)) declare(role, DEFAULT, null, at);
      }
    }
    const id = domain?.value ?? DEFAULT;
    const meant = [domains.get(`server:${id}`), domains.get(`client:${id}`)].flatMap((found) => found ?? []);
    if (domain && meant.length === 0) {
      const because = `no TLS domain ${domain.value} is declared, and OpenSIPS refuses such a script`;
      faults.push({ what: `the parameter ${name}`, because, at });
    }
    for (const { settings } of meant) settings.set(name, value);
  }
  return [...domains.values()];
}

/** Others of tls_mgm that look like these. */
const OTHERS = ['private_key', 'crl_check_all', 'crl_dir', 'dh_params', 'ec_curve', 'db_url', 'db_table'];

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
  'ciphers_list',
];
