import type { Problem, TrustStore } from '../../model/trust.js';
import { comparePlaces } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import type { ParsedExport } from '../parser.js';
import { undefinedReference, unfilled } from '../problem.js';
import { readCertificates, type EdgeCertificates } from './certificates.js';
import { exposureOf } from './exposure.js';
import { groupsOf, type SignalingGroup } from './groups.js';
import { legsOf } from './legs.js';
import { trustStore } from './store.js';
import { readProfiles, type EdgeProfiles } from './tls-profile.js';
import type { EdgeTables } from './tables.js';

/** What the configuration of an SBC Edge says about trust. */
export function interpret(tables: EdgeTables, source: SourceText): Omit<ParsedExport, 'outline'> {
  const certificates = readCertificates([...(tables.certificates ?? []), ...tables.supplementary]);
  const profiles = readProfiles(tables, certificates.labels);
  const groups = groupsOf(tables);
  const legs = groups.flatMap((group) => legsOf(group, profiles));
  const problems = [
    ...certificates.problems,
    ...profiles.problems,
    ...groups.flatMap((group) => group.problems),
    ...profileReferences(groups, profiles),
    ...placeholder(source),
  ];
  return {
    product: productOf(tables),
    release: tables.release,
    hostName: tables.hostName?.value ?? null,
    // All that the device holds is in its one store, and records are known there by what they describe.
    held: null,
    trustStores: [storeOf(tables, certificates)],
    tlsContexts: profiles.contexts,
    legs,
    endEntityCertificates: certificates.own,
    exposure: exposureOf(groups, tables),
    listed: certificates.listed,
    problems: [...problems].sort((a, b) => comparePlaces(a.at, b.at)),
  };
}

function storeOf(tables: EdgeTables, { entries }: EdgeCertificates): TrustStore {
  const shown = tables.certificates !== null;
  const nameless = tables.certificates?.find(({ id }) => id.value === '?');
  const incompleteBecause = !shown
    ? 'the file has no token System/Certificates'
    : nameless
      ? 'a certificate record has no id'
      : null;
  return trustStore(shown ? entries : null, tables.certificatesAt, incompleteBecause);
}

function productOf({ platform }: EdgeTables): string {
  const names: Readonly<Record<string, string>> = { SBC1000: 'SBC 1000', SBC2000: 'SBC 2000' };
  return (platform && names[platform.value.replace(/\s/g, '').toUpperCase()]) ?? 'SBC Edge';
}

/** TLS profiles that are named and do not exist. */
function profileReferences(groups: readonly SignalingGroup[], { byId }: EdgeProfiles): readonly Problem[] {
  return groups.flatMap(({ record, servers, listeners }) =>
    [...servers, ...listeners].flatMap(({ profile }) =>
      profile && byId && !byId.has(profile.value)
        ? [undefinedReference(`SIP signaling group ${record.id.value}`, 'TLS profile', profile)]
        : [],
    ),
  );
}

const PLACEHOLDER = /\{\{[^{}<>\n]{1,60}\}\}|\$\{[^{}<>\n]{1,60}\}/g;
const HOSTS = /<(?:Host|DomainName|RemoteHosts|NodeName|ServerClusterI[Dd]|TLSProfileID)>[^<>]{0,400}$/;

/** What somebody forgot to fill in where trust rests on it; once a file. */
function placeholder(source: SourceText): readonly Problem[] {
  for (const { index, 0: found } of source.text.matchAll(PLACEHOLDER)) {
    if (!HOSTS.test(source.text.slice(Math.max(0, index - 420), index))) continue;
    return [unfilled(source.sourced(index, index + found.length))];
  }
  return [];
}
