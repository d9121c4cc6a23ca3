import type { Certificate, Description } from '../model/certificate.js';
import type { Confidence, ForbiddenDomain, Level, NameDemand, OwnCertificateDemands } from '../model/knowledge.js';
import { someOf } from '../text/lists.js';
import { commonNames, covers, hostNamesOf, isWildcard, missesByLabels, plain } from './certificate-names.js';
import { levelFor } from './own-certificate.js';

/** The SBC's own certificate as far as its names are concerned. */
export interface NamedCertificate {
  readonly certificate: Certificate | null;
  /** What a listing prints of it, where that is all there is. */
  readonly description: Partial<Description>;
}

/** The SBC's own names towards a peer, as the export shows them; `null` for the confidence where no setting is known to. */
export interface ShownNames {
  readonly names: readonly string[];
  readonly setting: string | null;
  readonly confidence: Confidence;
}

/** Something wrong, or undecided, with the names of the SBC's own certificate. */
export interface NameFault {
  readonly answer: 'no' | 'unknown';
  readonly messageId: 'absent' | 'wildcard' | 'forbidden' | 'unproven';
  readonly demand: NameDemand | ForbiddenDomain;
  readonly level: Level;
  readonly data: { readonly host: string; readonly names: string };
  readonly because: string;
}

/** Judges the names of a certificate by what a peer demands; empty where nothing is wrong. */
export function nameFaults(
  { certificate, description }: NamedCertificate,
  shown: ShownNames,
  { names: demands, forbiddenDomains }: Pick<OwnCertificateDemands, 'names' | 'forbiddenDomains'>,
): readonly NameFault[] {
  // A listing prints the subject and no further names, so what is not in it may be there all the same.
  const names = certificate ? hostNamesOf(certificate) : commonNames(description.subject ?? '');
  const question = { names, isWhole: certificate !== null, shown };
  return [
    ...forbiddenDomains.flatMap((domain) => forbidden(domain, question)),
    ...demands.flatMap((demand) => [...inCertificate(demand, question), ...wildcards(demand, question)]),
  ];
}

interface Question {
  readonly names: readonly string[];
  readonly isWhole: boolean;
  readonly shown: ShownNames;
}

/** Where the export does not show the SBC's name, it is one of those in the certificate. */
function forbidden(demand: ForbiddenDomain, { names, isWhole, shown }: Question): readonly NameFault[] {
  const below = (name: string) => plain(name).endsWith(demand.suffix);
  const hosts = shown.names.filter(below);
  const [host] = hosts;
  const fault = { answer: 'no', messageId: 'forbidden', demand, because: '' } as const;
  if (host !== undefined) {
    const level = levelFor(demand.level, demand.confidence, shown.confidence);
    return [{ ...fault, level, data: { host, names: listed(names) } }];
  }
  if (shown.names.length > 0 || !isWhole || names.length === 0 || !names.every(below)) return [];
  return [
    { ...fault, level: levelFor(demand.level, demand.confidence), data: { host: listed(names), names: listed(names) } },
  ];
}

function inCertificate(demand: NameDemand, { names, isWhole, shown }: Question): readonly NameFault[] {
  if (demand.inCertificate !== 'yes') return [];
  if (shown.names.length === 0) {
    const because =
      shown.setting === null
        ? "which setting holds the SBC's own host name is not known for this product"
        : `the export shows no host name of the SBC itself, which would be ${shown.setting}`;
    const data = { host: 'the host name of the SBC', names: listed(names) };
    return [{ answer: 'unknown', messageId: 'unproven', demand, level: 'note', data, because }];
  }
  return shown.names.flatMap((host): readonly NameFault[] => {
    const covering = names.filter((name) => covers(name, host));
    const data = { host, names: listed(names) };
    if (covering.length > 0) {
      if (demand.wildcard !== 'not-stated' || !covering.every(isWildcard)) return [];
      const because = `only ${listed(covering)} covers it, and whether the peer takes a wildcard is not stated`;
      return [{ answer: 'unknown', messageId: 'unproven', demand, level: 'note', data, because }];
    }
    if (!isWhole) {
      const because = 'the listing of it prints no names beside the subject';
      return [{ answer: 'unknown', messageId: 'unproven', demand, level: 'note', data, because }];
    }
    const level = levelFor(demand.level, demand.confidence, shown.confidence);
    const near = names.find((name) => missesByLabels(name, host));
    const because = near ? `a wildcard stands for exactly one label, so ${near} does not cover ${host}` : '';
    return [{ answer: 'no', messageId: 'absent', demand, level, data, because }];
  });
}

/** For a peer that takes no wildcards: a certificate that has nothing else for the SBC's name. */
function wildcards(demand: NameDemand, { names, isWhole, shown }: Question): readonly NameFault[] {
  if (demand.wildcard !== 'refused' || !isWhole) return [];
  const only = (covering: readonly string[]) => covering.length > 0 && covering.every(isWildcard);
  const fault = { answer: 'no', messageId: 'wildcard', demand, because: '' } as const;
  const host = shown.names.find((each) => only(names.filter((name) => covers(name, each))));
  if (host !== undefined) {
    const level = levelFor(demand.level, demand.confidence, shown.confidence);
    return [{ ...fault, level, data: { host, names: listed(names) } }];
  }
  if (!only(names)) return [];
  const data = { host: 'the SBC', names: listed(names) };
  return [{ ...fault, level: levelFor(demand.level, demand.confidence), data }];
}

const MOST_NAMES = 5;

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'no host name' : someOf(names, MOST_NAMES);
}
