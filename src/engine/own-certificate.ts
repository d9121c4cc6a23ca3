import { shortName, type Certificate } from '../model/certificate.js';
import { weakest } from '../model/confidence.js';
import type { Device, FacingLeg } from '../model/device.js';
import type { Confidence, Knowledge, Level, PeerProfile, PublicCaDemand, VendorProfile } from '../model/knowledge.js';
import type { SimulationResult } from '../model/simulation.js';
import { DAY, dayOf, hasBegun, hasEnded, instant, moment, validityEnd, type Moment } from '../model/time.js';
import { confidenceNote } from '../model/vendor-command.js';
import { ownCertificates, type OwnCertificate } from '../rules/end-entity.js';
import { shownNames } from '../rules/end-entity-name.js';
import { nameFaults, type NameFault } from '../rules/name-faults.js';
import { bodyHint, demandDays, demandsOf, levelFor, seenBy, usageFaults } from '../rules/own-certificate.js';
import type { PublicRoots } from './public-root.js';
import { spanAround } from '../x509/path/span.js';

/** What a peer makes of the SBC's own certificate on one leg. */
export type OwnVerdict = Pick<
  SimulationResult,
  'verdict' | 'path' | 'presents' | 'confidence' | 'because' | 'validFrom' | 'validUntil'
>;

export interface OwnQuestion {
  readonly device: Device;
  readonly profile: VendorProfile;
  readonly knowledge: Knowledge;
  readonly asOf: Moment;
  readonly publicRoots: PublicRoots;
}

/** How a peer that looks at the SBC's certificate fares with it; `null` for one that never sees it. */
export function ownVerdict(leg: FacingLeg, peer: PeerProfile, question: OwnQuestion): OwnVerdict | null {
  const { device, profile, asOf } = question;
  const seen = seenBy(peer, cloudsOf(leg));
  if (seen.answer === 'no') return null;
  const unknown = { verdict: 'unknown', confidence: 'unknown', validFrom: null, validUntil: null } as const;
  const context = device.tlsContexts.find(({ name }) => name.value === leg.tlsContext);
  const label = context?.endEntity?.value ?? null;
  if (label === null) {
    const because = context
      ? `the export does not say which certificate TLS context ${context.name.value} presents`
      : (leg.unresolved?.because ?? 'which TLS context the leg uses is not known');
    return { ...unknown, path: null, presents: '', because };
  }
  const own = [...ownCertificates({ device })].find((each) => each.context === context);
  if (!own) {
    const because = `it (${label}) is not beside the configuration: ${bodyHint(label, profile)}`;
    return { ...unknown, path: null, presents: '', because };
  }
  const judge = (at: Moment) => judged(own, leg, peer, { ...question, asOf: at });
  const { verdict, reasons } = judge(asOf);
  const listing = `only a listing describes it: ${bodyHint(label, profile)}`;
  const told = verdict === 'unknown' && own.certificate === null ? [...reasons, listing] : reasons;
  const { begin, end } = demandDays(peer);
  const edges = [
    ...(own.notBefore === null ? [] : [Date.parse(own.notBefore)]),
    // A validity ends with the last second that it names.
    ...(own.notAfter === null ? [] : [Date.parse(own.notAfter) + 1000]),
    ...question.publicRoots.edges,
    ...begin.map((date) => moment(date).first),
    ...end.map((date) => moment(date).last + 1),
  ];
  return {
    verdict,
    path: own.own.label.value,
    presents: own.name,
    confidence: seen.confidence,
    because: told.join('; ') || null,
    ...spanAround(asOf, edges, (at) => judge(instant(at)).verdict === verdict),
  };
}

interface Objection {
  /** `no`: the peer refuses it; `unknown`: it cannot be told whether it does. */
  readonly answer: 'no' | 'unknown';
  readonly because: string;
}

interface Judged {
  readonly verdict: SimulationResult['verdict'];
  readonly reasons: readonly string[];
}

function judged(own: OwnCertificate, leg: FacingLeg, peer: PeerProfile, question: OwnQuestion): Judged {
  const seen = seenBy(peer, cloudsOf(leg));
  const isSure = seen.answer === 'yes' && levelFor('error', seen.confidence) === 'error';
  const objections = [...objectionsTo(own, leg, peer, question)];
  const refusals = isSure ? objections.filter(({ answer }) => answer === 'no') : [];
  if (refusals.length > 0) return { verdict: 'rejected', reasons: refusals.map(({ because }) => because) };
  const doubts = [...(seen.answer === 'yes' ? [] : [seen.because]), ...objections.map(({ because }) => because)];
  return { verdict: doubts.length > 0 ? 'unknown' : 'accepted', reasons: [...new Set(doubts)] };
}

function* objectionsTo(
  own: OwnCertificate,
  leg: FacingLeg,
  peer: PeerProfile,
  { profile, asOf, publicRoots, knowledge }: OwnQuestion,
): Generator<Objection> {
  const { certificate, notBefore, notAfter } = own;
  if (notAfter === null) yield { answer: 'unknown', because: 'the listing prints no validity of it' };
  else if (hasEnded(validityEnd(notAfter), asOf)) yield { answer: 'no', because: `it expired on ${dayOf(notAfter)}` };
  if (notBefore !== null && !hasBegun(moment(notBefore), asOf)) {
    yield { answer: 'no', because: `it is not valid before ${dayOf(notBefore)}` };
  }
  const demands = demandsOf(peer, cloudsOf(leg), asOf);
  for (const { answer, usages, demand } of usageFaults(certificate, demands.extKeyUsage)) {
    if (demand.level === 'note') continue;
    const what = `${usages.join(' and ')}, required since ${demand.from}${confidenceNote(demand.confidence)}`;
    yield answer === 'unknown'
      ? { answer, because: `that it allows ${what}, is not shown` }
      : { answer: refusedAt(demand.level), because: `it does not allow ${what}` };
  }
  const shown = shownNames([leg], profile);
  for (const fault of nameFaults(own, shown, demands)) yield nameObjection(fault, peer, shown.confidence);
  for (const demand of demands.publicCa) {
    if (demand.answer !== 'yes') continue;
    const root = certificate && publicRoots.above(certificate, asOf);
    if (!root) yield issuerObjection(certificate, demand);
    const long = certificate && tooLong(certificate, knowledge);
    if (long) yield { answer: 'unknown', because: long };
  }
}

/** What is not sure enough for an error may also pass. */
function refusedAt(level: Level): 'no' | 'unknown' {
  return level === 'error' ? 'no' : 'unknown';
}

function nameObjection(
  { answer, messageId, level, data: { host, names }, demand, because }: NameFault,
  { title }: PeerProfile,
  settingConfidence: Confidence,
): Objection {
  const confidence = messageId === 'absent' ? weakest([demand.confidence, settingConfidence]) : demand.confidence;
  const words = {
    absent: `it does not cover ${host} but ${names}${because === '' ? '' : `, for ${because}`}`,
    wildcard: `it names ${host} by a wildcard only (${names})`,
    forbidden: `${title} takes no SBC named ${host}`,
    unproven: because,
  }[messageId];
  return answer === 'unknown'
    ? { answer, because: words }
    : { answer: refusedAt(level), because: `${words}${confidenceNote(confidence)}` };
}

function issuerObjection(certificate: Certificate | null, { level, confidence }: PublicCaDemand): Objection {
  const demanded = `and it has to be from a public CA${confidenceNote(confidence)}`;
  if (!certificate) return { answer: 'unknown', because: `who issued it is described only, ${demanded}` };
  if (certificate.selfSigned === true) return { answer: refusedAt(level), because: `it is self-signed, ${demanded}` };
  const issuer = certificate.selfIssued
    ? 'it names itself as its issuer'
    : `its issuer is ${shortName(certificate.issuer)}`;
  return { answer: 'unknown', because: `${issuer}, of which it cannot be told whether it is a public CA, ${demanded}` };
}

/** Longer than public CAs issue them, so that it is probably none of theirs. */
function tooLong({ notBefore, notAfter }: Certificate, { publicCa: { lifetimes } }: Knowledge): string | null {
  const issued = instant(Date.parse(notBefore));
  const limit = lifetimes.filter(({ from }) => hasBegun(moment(from), issued)).at(-1);
  const days = (Date.parse(notAfter) - issued.first) / DAY;
  if (!limit || days <= limit.days) return null;
  const since = `public CAs issue for at most ${limit.days} since ${limit.from}${confidenceNote(limit.confidence)}`;
  return `it is valid for ${Math.floor(days)} days, and ${since}`;
}

function cloudsOf({ cloud }: FacingLeg): readonly string[] {
  return cloud === null ? [] : [cloud];
}
