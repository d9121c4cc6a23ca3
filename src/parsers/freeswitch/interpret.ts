import type { Reasoned } from '../../model/answer.js';
import type { Leg, Problem } from '../../model/trust.js';
import type { Sourced } from '../../text/provenance.js';
import type { ParsedExport } from '../parser.js';
import type { BundleContext } from '../pem-bundle/context.js';
import { bundleExport } from '../pem-bundle/export.js';
import { problemOf } from '../pem-bundle/fault.js';
import { offerOf } from '../pem-bundle/offer.js';
import { placeholderIn } from '../pem-bundle/setting.js';
import { statement } from '../problem.js';
import { legsOf, unreadIn } from './legs.js';
import type { SofiaFile, SofiaProfile } from './sofia.js';
import { versionsOf } from './versions.js';

const WORDS = { document: 'the profile', file: 'tls-cert-dir (cafile.pem)', folder: 'tls-cert-dir' };

/** What profiles of mod_sofia and their gateways say about trust. */
export function interpret(file: SofiaFile): Omit<ParsedExport, 'outline'> {
  const problems: Problem[] = [...file.faults, ...file.profiles.flatMap(({ faults }) => faults)].map(problemOf);
  const profiles = new Map<string, SofiaProfile>();
  for (const profile of file.profiles) {
    const dir = profile.params.get('tls-cert-dir');
    if (dir) problems.push(...placeholderIn(dir));
    const first = profiles.get(profile.name.value);
    if (first) {
      const because = `a profile of that name is there already (line ${first.at.line})`;
      problems.push(statement(`the second profile ${profile.name.value}`, because, profile.at));
    } else profiles.set(profile.name.value, profile);
  }
  const legs: Leg[] = [];
  const contexts: BundleContext[] = [];
  for (const profile of profiles.values()) {
    const own = profile.gateways.flatMap((gateway) => legsOf(gateway, profile));
    for (const leg of own) legs.push(leg);
    const isOff = /^(?:false|no|off|0)$/i.test(profile.params.get('tls')?.value ?? '');
    if (!isOff || own.some(({ tlsContext }) => tlsContext !== null)) contexts.push(contextOf(profile));
  }
  for (const gateway of file.gateways) legs.push(...legsOf(gateway, null));
  // Where a leg is known nothing else would say that there may be more; without any the exposure does.
  if (legs.length > 0) {
    const because = 'what it names is in another file: put that text in its place';
    for (const at of file.includes) problems.push(statement('an include', because, at));
  }
  return bundleExport({
    product: 'FreeSWITCH',
    words: WORDS,
    contexts,
    legs,
    exposure: exposureOf(file, legs),
    problems,
  });
}

/** The names of the files in the folder are fixed. Without the setting the folder is one that the export does not say. */
function contextOf(profile: SofiaProfile): BundleContext {
  const { name, params, at } = profile;
  const dir = params.get('tls-cert-dir') ?? null;
  const inFolder = (base: string): Sourced<string> => ({
    value: dir && dir.value !== '' ? `${dir.value.replace(/\/$/, '')}/${base}` : base,
    at: dir?.at ?? at,
  });
  return {
    name,
    file: inFolder('cafile.pem'),
    folder: null,
    otherwise: 'nothing',
    unread: unreadIn(profile),
    endEntity: inFolder('agent.pem'),
    tlsVersion: params.get('tls-version') ?? null,
    verifyDepth: params.get('tls-verify-depth') ?? null,
    ciphers: params.get('tls-ciphers') ?? null,
    offer: offerOf({
      version: { name: 'tls-version', value: params.get('tls-version') ?? null },
      ciphers: { name: 'tls-ciphers', value: params.get('tls-ciphers') ?? null },
      versionsOf,
      unread: unreadIn(profile),
      at,
    }),
    at,
  };
}

/** What vars.xml, or a template, fills in: it may be any host. */
const VARIABLE = /\$\{|\{\{/;

function exposureOf({ includes, start }: SofiaFile, legs: readonly Leg[]): Reasoned {
  const [include] = includes;
  if (include) return { answer: 'unknown', because: 'a part of the profile is included from other files', at: include };
  const [variable] = legs
    .filter(({ transport }) => transport.value !== 'udp' && transport.value !== 'tcp')
    .flatMap(({ endpoints }) => endpoints.filter(({ host }) => VARIABLE.test(host.value)));
  if (variable) {
    const because = 'a gateway calls a host that is a variable, and what it is stands in another file';
    return { answer: 'unknown', because, at: variable.host.at, settledBy: 'write the host in place of the variable' };
  }
  return legs.length > 0
    ? { answer: 'yes', because: 'the file holds gateways', at: start }
    : {
        answer: 'unknown',
        because: 'the file holds no gateways: they are in other files or in the dial plan',
        at: start,
      };
}
