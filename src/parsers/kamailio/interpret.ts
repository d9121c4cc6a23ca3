import type { Reasoned } from '../../model/answer.js';
import type { Leg, Problem } from '../../model/trust.js';
import { isDomainName, mayBeAddress } from '../../text/host.js';
import type { Provenance, Sourced } from '../../text/provenance.js';
import type { ParsedExport } from '../parser.js';
import type { BundleContext, Fault } from '../pem-bundle/context.js';
import { domainLeg, type Role } from '../pem-bundle/domain-leg.js';
import { bundleExport } from '../pem-bundle/export.js';
import { problemOf } from '../pem-bundle/fault.js';
import { offerOf } from '../pem-bundle/offer.js';
import { placeholderIn, switched } from '../pem-bundle/setting.js';
import { statement } from '../problem.js';
import type { TlsDomain, TlsDomains } from './domain.js';
import { servesAmong } from './serves.js';
import { versionsOf } from './versions.js';

const WORDS = { document: 'tls.cfg', file: 'ca_list', folder: 'ca_path' };
const TWICE = 'a TLS domain is there once, and Kamailio refuses a file with two: save two exports in a file each';

/** Settings that decide whom a domain trusts. */
const MATTERS = ['ca_list', 'ca_path', 'verify_certificate', 'require_certificate', 'certificate', 'server_name'];

/** A domain's name as tls.cfg has it; those that repeat an address differ by server_name or server_id. */
export function nameOf({ role, address, settings }: TlsDomain): string {
  const own = ['server_name', 'server_id'].map((key) => settings.get(key)?.value ?? '').filter((value) => value !== '');
  return [`${role}:${address}`, ...own].join(' ');
}

/** What TLS domains say about trust. */
export function interpret({ domains, faults, start }: TlsDomains): Omit<ParsedExport, 'outline'> {
  const problems: Problem[] = [...faults, ...domains.flatMap((domain) => domain.faults)].map(problemOf);
  const byName = new Map<string, TlsDomain>();
  const twice = new Set<string>();
  for (const domain of domains) {
    const name = nameOf(domain);
    for (const key of MATTERS) {
      const value = domain.settings.get(key);
      if (value) problems.push(...placeholderIn(value));
    }
    const before = byName.get(name);
    if (!before) byName.set(name, domain);
    else {
      twice.add(name);
      problems.push(statement(`the second ${name}`, `${TWICE} (the first is on line ${before.at.line})`, domain.at));
    }
  }
  if (domains.every(({ role }) => role !== 'client')) byName.set('client:default', impliedClient(faults, start));

  const servesOf = servesAmong([...byName.values()], faults.length > 0);
  const contexts: BundleContext[] = [];
  const legs: Leg[] = [];
  for (const [name, domain] of byName) {
    const { role, address, at } = domain;
    const fallback = byName.get(`${role}:default`);
    const read = (key: string) => filled(domain, key) ?? (fallback ? filled(fallback, key) : null);
    const isTwice = [name, `${role}:default`].find((one) => twice.has(one));
    const unread = isTwice === undefined ? unreadIn(domain, fallback) : `${isTwice} is there twice`;
    contexts.push({
      name: { value: name, at },
      file: read('ca_list'),
      folder: read('ca_path'),
      otherwise: 'nothing',
      unread,
      endEntity: read('certificate'),
      tlsVersion: read('method'),
      verifyDepth: read('verify_depth'),
      ciphers: read('cipher_list'),
      offer: offerOf({
        version: { name: 'method', value: read('method') },
        ciphers: { name: 'cipher_list', value: read('cipher_list') },
        versionsOf,
        unread,
        at,
      }),
      at,
    });
    const verifies = verification(role, read, unread, at);
    const port = Number(/:(\d{1,5})$/.exec(address)?.[1] ?? '') || null;
    const host = role === 'client' ? hostOf(domain) : null;
    legs.push(
      domainLeg({
        name,
        role,
        endpoints: host ? [{ host, port: port === null ? null : { value: port, at } }] : [],
        port,
        verifiesPeer: verifies,
        mutualTls: verifies,
        serves: servesOf(domain),
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

/** A client domain with a server_name is for that host, and so is one whose server_id is the name of a host. */
function hostOf(domain: TlsDomain): Sourced<string> | null {
  const id = filled(domain, 'server_id');
  return filled(domain, 'server_name') ?? (id && isDomainName(id.value) && !mayBeAddress(id.value) ? id : null);
}

/** Without a client domain Kamailio makes a default one by itself, which checks nothing and trusts nobody. */
function impliedClient(faults: readonly Fault[], at: Provenance): TlsDomain {
  return { role: 'client', address: 'default', settings: new Map(), faults, at };
}

/** Kamailio checks what is presented where either setting is on; `verify_client` is a third way for server domains. */
function verification(
  role: Role,
  read: (key: string) => Sourced<string> | null,
  unread: string | null,
  at: Provenance,
): Reasoned {
  const answers = ['require_certificate', 'verify_certificate'].map((name) =>
    switched({ name, value: read(name), byDefault: 'off', unread, at }),
  );
  const asked = role === 'server' ? read('verify_client') : null;
  if (asked && unread === null && !/^off$/i.test(asked.value)) {
    const answer = /^(?:on|optional)$/i.test(asked.value) ? 'yes' : 'unknown';
    answers.push({ answer, because: `verify_client is ${asked.value}`, at: asked.at });
  }
  const found = answers.find(({ answer }) => answer === 'yes') ?? answers.find(({ answer }) => answer === 'unknown');
  return (
    found ?? switched({ name: 'verify_certificate', value: read('verify_certificate'), byDefault: 'off', unread, at })
  );
}

/** A setting that is written and empty counts as unset. */
function filled({ settings }: TlsDomain, key: string): Sourced<string> | null {
  const found = settings.get(key);
  return found && found.value !== '' ? found : null;
}

/** What is not read in a domain, or in the one that fills its gaps, may have been its CA file. */
function unreadIn(domain: TlsDomain, fallback: TlsDomain | undefined): string | null {
  const first = domain.faults[0] ?? fallback?.faults[0];
  return first ? `line ${first.at.line} of tls.cfg could not be read` : null;
}
