import type { Answer } from '../model/answer.js';
import { nameAttributes, type Certificate } from '../model/certificate.js';
import { graver } from '../model/finding.js';
import type {
  ClientAuthEnd,
  Confidence,
  Knowledge,
  Level,
  OwnCertificateDemands,
  PeerProfile,
  UsageDemand,
  VendorProfile,
} from '../model/knowledge.js';
import { hasBegun, hasEnded, moment, type Moment } from '../model/time.js';

/** Whether a peer looks at the SBC's certificate, how sure that is, and why not. */
export interface Seen {
  readonly answer: Answer;
  readonly confidence: Confidence;
  readonly because: string;
}

/** A peer that serves several clouds on these legs sees it when one of them does. */
export function seenBy({ title, ownCertificate }: PeerProfile, clouds: readonly string[]): Seen {
  const facts = concerning(ownCertificate?.seen ?? [], clouds);
  const fact = (['yes', 'unknown', 'no'] as const).flatMap(
    (answer) => facts.find((each) => each.answer === answer) ?? [],
  )[0];
  const because = `whether ${title} looks at the SBC's certificate is not known`;
  if (!fact) return { answer: 'unknown', confidence: 'unknown', because };
  const note = fact.note === undefined ? '' : `: ${fact.note}`;
  if (fact.answer === 'unknown') return { ...fact, because: `${because}${note}` };
  return { ...fact, because: `${title} ${fact.answer === 'yes' ? 'looks' : 'does not look'} at it${note}` };
}

/** What a peer demands of the SBC's certificate for some clouds, on a date where the demand has one. */
export function demandsOf(
  { ownCertificate }: PeerProfile,
  clouds: readonly string[],
  asOf: Moment,
): Omit<OwnCertificateDemands, 'seen'> {
  const { extKeyUsage = [], names = [], forbiddenDomains = [], publicCa = [] } = ownCertificate ?? {};
  return {
    extKeyUsage: concerning(extKeyUsage, clouds).filter(
      ({ from, until }) => hasBegun(moment(from), asOf) && (until === undefined || !hasEnded(moment(until), asOf)),
    ),
    names: concerning(names, clouds),
    forbiddenDomains: concerning(forbiddenDomains, clouds),
    publicCa: concerning(publicCa, clouds).filter(({ from }) => from === undefined || hasBegun(moment(from), asOf)),
  };
}

/** Legs of which no cloud is known may be of any. */
function concerning<T extends { readonly clouds: readonly string[] }>(
  facts: readonly T[],
  clouds: readonly string[],
): readonly T[] {
  return clouds.length === 0 ? facts : facts.filter((fact) => fact.clouds.some((cloud) => clouds.includes(cloud)));
}

/** RFC 5280, 4.2.1.12: without the extension every purpose is allowed, though a peer may ask for the extension all the same. */
export function allows({ extKeyUsage }: Certificate, usage: string): Answer {
  if (extKeyUsage === null) return 'unknown';
  if (extKeyUsage.includes(usage)) return 'yes';
  return extKeyUsage.includes('anyExtendedKeyUsage') ? 'unknown' : 'no';
}

/** Usages that a certificate has to allow and does not, each under the gravest demand for it. */
export interface UsageFault {
  readonly answer: 'no' | 'unknown';
  readonly demand: UsageDemand;
  readonly usages: readonly string[];
  /** The ids of all demands for them, the gravest first. */
  readonly demands: readonly string[];
}

/** `null` for a certificate whose body is not there: everything is unknown. */
export function usageFaults(certificate: Certificate | null, demands: readonly UsageDemand[]): readonly UsageFault[] {
  const faults = new Map<string, UsageFault>();
  for (const usage of new Set(demands.flatMap(({ usages }) => usages))) {
    const answer = certificate ? allows(certificate, usage) : 'unknown';
    if (answer === 'yes') continue;
    const asking = demands.filter(({ usages }) => usages.includes(usage));
    const demand = asking.reduce((worst, each) => (graver(worst.level, each.level) === worst.level ? worst : each));
    const key = `${answer} ${demand.id}`;
    const fault = faults.get(key);
    faults.set(key, {
      answer,
      demand,
      usages: [...(fault?.usages ?? []), usage],
      demands: [...new Set([demand.id, ...(fault?.demands ?? []), ...asking.map(({ id }) => id)])],
    });
  }
  return [...faults.values()];
}

/** A level that is no graver than what it rests on. */
export function levelFor(level: Level, ...confidences: readonly Confidence[]): Level {
  const sure = confidences.every((each) => each === 'verified' || each === 'corroborated');
  return sure || level !== 'error' ? level : 'warning';
}

/** The setting that holds the SBC's own host name, and how sure that is; `null` where it is not established. */
export function ownNameFact({
  facts,
}: VendorProfile): { readonly setting: string; readonly confidence: Confidence } | null {
  const fact = facts['ownName'];
  if (!fact || fact.value === 'unknown' || fact.confidence === undefined) return null;
  return { setting: String(fact.value), confidence: fact.confidence };
}

/** How the body of the SBC's own certificate is given to the product, as a hint. */
export function bodyHint(label: string, { facts }: VendorProfile): string {
  const file = facts['ownCertificateFile'];
  return file && file.value !== 'unknown'
    ? `put it there as ${String(file.value).replace('{label}', label)}`
    : `give its file: --certificate ${/\s/.test(label) ? `"${label}=FILE"` : `${label}=FILE`}`;
}

/** Days on which what a peer asks of the SBC's certificate changes: each beginning, and the day after each end. */
export function demandDays({ ownCertificate }: PeerProfile): {
  readonly begin: readonly string[];
  readonly end: readonly string[];
} {
  const { extKeyUsage = [], publicCa = [] } = ownCertificate ?? {};
  return {
    begin: [...extKeyUsage.map(({ from }) => from), ...publicCa.flatMap(({ from }) => from ?? [])],
    end: extKeyUsage.flatMap(({ until }) => until ?? []),
  };
}

/**
 * From when on the issuer of a certificate issues none with clientAuth, as far as that is known: by its name, or because it
 * belongs to an organization that has a known root. Good enough for a note only.
 */
export function clientAuthEnd(
  { issuer }: Certificate,
  { publicCa: { clientAuthEnds }, certificates }: Knowledge,
): ClientAuthEnd | null {
  const named = clientAuthEnds.find((each) => each.issuer !== null && issuer.toLowerCase().includes(each.issuer));
  if (named) return named;
  const organization = organizationOf(issuer);
  const isKnown = organization !== null && certificates.some(({ subject }) => organizationOf(subject) === organization);
  return (isKnown ? clientAuthEnds.find((each) => each.issuer === null) : null) ?? null;
}

function organizationOf(name: string): string | null {
  return nameAttributes(name).find(([type]) => type === 'O')?.[1] ?? null;
}
