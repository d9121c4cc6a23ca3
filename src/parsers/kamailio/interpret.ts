import type { Leg, Problem } from '../../model/trust.js';
import type { Sourced } from '../../text/provenance.js';
import type { ParsedExport } from '../parser.js';
import type { BundleContext } from '../pem-bundle/context.js';
import { domainLeg } from '../pem-bundle/domain-leg.js';
import { bundleExport } from '../pem-bundle/export.js';
import { placeholderIn, switched } from '../pem-bundle/setting.js';
import { duplicate, statement } from '../problem.js';
import type { TlsDomain, TlsDomains } from './domain.js';

const WORDS = { document: 'tls.cfg', file: 'ca_list', folder: 'ca_path' };

/** Settings that decide whom a domain trusts. Of others nothing is asked: newer releases add some. */
const MATTERS = ['ca_list', 'ca_path', 'verify_certificate', 'require_certificate', 'certificate', 'server_name'];
const LOOKS_LIKE_THEM = /^(?:ca_?|verify_cert|require_cert)/;
/** They start like settings that matter and decide nothing here. */
const HARMLESS = ['certificate2'];

/** A domain's name as tls.cfg has it; those that repeat an address differ by server_name. */
export function nameOf({ role, address, settings }: TlsDomain): string {
  const server = settings.get('server_name')?.value;
  return `${role}:${address}${server ? ` ${server}` : ''}`;
}

/** What TLS domains say about trust. */
export function interpret({ domains, faults, start }: TlsDomains): Omit<ParsedExport, 'outline'> {
  const problems: Problem[] = [...faults, ...domains.flatMap((domain) => domain.faults)].map(({ what, because, at }) =>
    statement(what, because, at),
  );
  const byName = new Map<string, TlsDomain>();
  for (const domain of domains) {
    problems.push(...settingProblems(domain));
    const before = byName.get(nameOf(domain));
    if (before) problems.push(duplicate('TLS domain', { value: nameOf(domain), at: domain.at }, before.at));
    else byName.set(nameOf(domain), domain);
  }

  const contexts: BundleContext[] = [];
  const legs: Leg[] = [];
  for (const [name, domain] of byName) {
    const { role, address, at } = domain;
    const fallback = byName.get(`${role}:default`);
    const read = (key: string) => filled(domain, key) ?? (fallback ? filled(fallback, key) : null);
    const unread = unreadIn(domain, fallback);
    contexts.push({
      name: { value: name, at },
      file: read('ca_list'),
      folder: read('ca_path'),
      otherwise: 'nothing',
      unread,
      endEntity: read('certificate'),
      tlsVersion: read('tls_method') ?? read('method'),
      verifyDepth: read('verify_depth'),
      at,
    });
    const value = read('verify_certificate');
    const verifies = switched({ name: 'verify_certificate', value, byDefault: 'off', unread, at });
    const port = Number(/:(\d{1,5})$/.exec(address)?.[1] ?? '') || null;
    const host = role === 'client' ? filled(domain, 'server_name') : null;
    legs.push(
      domainLeg({
        name,
        role,
        // A client domain with a server_name is for that host. Other domains say nothing about whom they serve.
        endpoints: host ? [{ host, port: port === null ? null : { value: port, at } }] : [],
        port,
        verifiesPeer: verifies,
        mutualTls: verifies,
        at,
      }),
    );
  }
  return bundleExport({
    product: 'Kamailio',
    words: WORDS,
    contexts,
    legs,
    exposure: {
      answer: 'unknown',
      because: 'tls.cfg holds no trunks: dispatcher lists and kamailio.cfg say whom Kamailio calls',
      at: start,
    },
    problems,
  });
}

/** A setting that is written and empty counts as unset. */
function filled({ settings }: TlsDomain, key: string): Sourced<string> | null {
  const found = settings.get(key);
  return found && found.value !== '' ? found : null;
}

function settingProblems({ settings }: TlsDomain): readonly Problem[] {
  const problems: Problem[] = [];
  for (const [key, sourced] of settings) {
    if (MATTERS.includes(key)) problems.push(...placeholderIn(sourced));
    else if (LOOKS_LIKE_THEM.test(key) && !HARMLESS.includes(key)) {
      problems.push(statement(`the setting ${key}`, 'no setting of that name is known', sourced.at));
    }
  }
  return problems;
}

/** What is not read in a domain, or in the one that fills its gaps, may have been its CA file. */
function unreadIn(domain: TlsDomain, fallback: TlsDomain | undefined): string | null {
  const first = domain.faults[0] ?? fallback?.faults[0];
  return first ? `line ${first.at.line} of tls.cfg could not be read` : null;
}
