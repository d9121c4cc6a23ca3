import type { Reasoned } from '../../model/answer.js';
import type { Leg, Problem } from '../../model/trust.js';
import type { Sourced } from '../../text/provenance.js';
import type { ParsedExport } from '../parser.js';
import type { BundleContext } from '../pem-bundle/context.js';
import { bundleExport } from '../pem-bundle/export.js';
import { placeholderIn } from '../pem-bundle/setting.js';
import { duplicate, statement } from '../problem.js';
import { legsOf } from './legs.js';
import type { SofiaFile, SofiaProfile } from './sofia.js';

const WORDS = { document: 'the profile', file: 'tls-cert-dir (cafile.pem)', folder: 'tls-cert-dir' };

/** What profiles of mod_sofia and their gateways say about trust. */
export function interpret(file: SofiaFile): Omit<ParsedExport, 'outline'> {
  const problems: Problem[] = file.faults.map(({ what, because, at }) => statement(what, because, at));
  const profiles = new Map<string, SofiaProfile>();
  for (const profile of file.profiles) {
    const dir = profile.params.get('tls-cert-dir');
    if (dir) problems.push(...placeholderIn(dir));
    const first = profiles.get(profile.name.value);
    if (first) problems.push(duplicate('profile', profile.name, first.at));
    else profiles.set(profile.name.value, profile);
  }
  const legs: Leg[] = [];
  const contexts: BundleContext[] = [];
  for (const profile of profiles.values()) {
    const own = profile.gateways.flatMap((gateway) => legsOf(gateway, profile));
    legs.push(...own);
    const isOff = /^(?:false|no|off|0)$/i.test(profile.params.get('tls')?.value ?? '');
    if (!isOff || own.some(({ tlsContext }) => tlsContext !== null)) contexts.push(contextOf(profile));
  }
  legs.push(...file.gateways.flatMap((gateway) => legsOf(gateway, null)));
  return bundleExport({
    product: 'FreeSWITCH',
    words: WORDS,
    contexts,
    legs,
    exposure: exposureOf(file, legs.length > 0),
    problems,
  });
}

/** The names of the files in the folder are fixed. Without the setting the folder is one that the export does not say. */
function contextOf({ name, params, at }: SofiaProfile): BundleContext {
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
    unread: null,
    endEntity: inFolder('agent.pem'),
    tlsVersion: params.get('tls-version') ?? null,
    verifyDepth: params.get('tls-verify-depth') ?? null,
    at,
  };
}

function exposureOf({ includes, start }: SofiaFile, hasGateways: boolean): Reasoned {
  const [include] = includes;
  if (include) return { answer: 'unknown', because: 'a part of the profile is included from other files', at: include };
  return hasGateways
    ? { answer: 'yes', because: 'the file holds gateways', at: start }
    : {
        answer: 'unknown',
        because: 'the file holds no gateways: they are in other files or in the dial plan',
        at: start,
      };
}
