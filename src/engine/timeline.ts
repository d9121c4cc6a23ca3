import type { Certificate } from '../model/certificate.js';
import type { Device, FacingLeg } from '../model/device.js';
import type { Finding } from '../model/finding.js';
import type { Knowledge, Level } from '../model/knowledge.js';
import type { PathDecision, PathFailure } from '../model/path.js';
import { DAY, dayAt, moment, type Moment } from '../model/time.js';
import type { Cause, Timeline, TimelineEvent, TimelineGap } from '../model/timeline.js';
import { certificateOf } from '../model/trust.js';
import { ownCertificates } from '../rules/end-entity.js';
import { demandDays, levelFor, seenBy, type Seen } from '../rules/own-certificate.js';
import { compareText } from '../text/provenance.js';
import type { CheckOptions } from './input.js';
import { pathDecisions } from './path-decisions.js';
import { peerEvents } from './peer-events.js';
import { deviceFindings } from './report-findings.js';

/** The rules that say that a leg fails, or will fail on some of its peer's servers. */
export const BREAKING: ReadonlySet<string> = new Set([
  'missing-trust-anchor',
  'unverifiable-path',
  'partly-verifiable-path',
  'retired-too-early',
  'end-entity-expired',
  'end-entity-eku',
]);

/** Those of them that speak of the SBC's own certificate, which breaks the legs of every peer that looks at it. */
const OWN_CERTIFICATE: ReadonlySet<string> = new Set(['end-entity-expired', 'end-entity-eku']);

/**
 * What breaks on a device from now until a day, and what is broken now with the day it began. Nothing changes between the
 * days on which something begins or ends, so only those are looked at.
 */
export function timeline(device: Device, options: CheckOptions, until: string): Timeline {
  const today = dayAt(options.asOf.first);
  const days = [...new Set([...eventDays(device, options.knowledge), today])].filter((day) => day <= until).sort();
  const at = (day: string) => standing(device, options, moment(day));
  const found: TimelineEvent[] = [];
  // Backwards from today, as long as anything that is broken today was broken before.
  const now = at(today);
  const begun = new Map([...now].map(([key]) => [key, today]));
  let alive = new Set(now.keys());
  for (const day of days.filter((each) => each < today).reverse()) {
    if (alive.size === 0) break;
    const then = at(day);
    alive = new Set([...alive].filter((key) => then.has(key)));
    for (const key of alive) begun.set(key, day);
  }
  for (const [key, broken] of now) found.push(...broken.events(begun.get(key) ?? today));
  let before = now;
  for (const day of days.filter((each) => each > today)) {
    const then = at(day);
    for (const [key, broken] of then) if (!before.has(key)) found.push(...broken.events(day));
    before = then;
  }
  const announced = peerEvents(device, options.knowledge, { after: today, until });
  return { events: found.sort(compareEvents), announced, gaps: gaps(device, options) };
}

interface Broken {
  readonly events: (date: string) => readonly TimelineEvent[];
}

/** Everything that is broken on a day, by what it is. */
function standing(device: Device, options: CheckOptions, asOf: Moment): ReadonlyMap<string, Broken> {
  const decisions = pathDecisions(device, options.knowledge, asOf);
  const broken = new Map<string, Broken>();
  for (const finding of deviceFindings(device, { ...options, asOf }, BREAKING)) {
    if (!breaks(finding)) continue;
    const key = brokenKey(finding);
    if (!broken.has(key)) {
      const cause = causeOf(finding, decisions, options.knowledge);
      broken.set(key, { events: (date) => eventsOf(device, finding, cause, date, options.knowledge) });
    }
  }
  return broken;
}

/** Whether a finding says that a leg fails; what a peer says of extended key usages may also be no more than information. */
function breaks({ kind, ruleId, level }: Finding): boolean {
  return kind === 'fail' && !(ruleId === 'end-entity-eku' && level === 'note');
}

/** What is broken, whoever asks for it: but a certificate that lacks one usage may come to lack another as well. */
function brokenKey({ ruleId, tlsContext, peer, trustAnchor, requirements }: Finding): string {
  const demand = ruleId === 'end-entity-eku' ? requirements[0] : null;
  return JSON.stringify([ruleId, tlsContext, peer, trustAnchor?.sha256, demand]);
}

function eventsOf(
  device: Device,
  finding: Finding,
  cause: Cause,
  date: string,
  knowledge: Knowledge,
): readonly TimelineEvent[] {
  const { tlsContext, trustAnchor, message } = finding;
  const legs = device.legs.filter((leg) => leg.tlsContext === tlsContext && suffers(leg, finding, knowledge));
  const once = new Map(legs.map((leg) => [JSON.stringify([leg.name, leg.peer]), leg]));
  return [...once.values()].map((leg) => ({
    date,
    device: device.id,
    leg: leg.name,
    peer: leg.peer ?? '',
    cause,
    trustAnchor,
    level: levelOn(leg, finding, knowledge),
    message,
  }));
}

/** A certificate that has expired is found without a peer, and breaks every leg whose peer looks at it. */
function suffers(leg: FacingLeg, finding: Finding, knowledge: Knowledge): boolean {
  if (finding.ruleId !== 'end-entity-expired') return leg.peer === finding.peer;
  return seenOn(leg, knowledge)?.answer === 'yes';
}

/** That a peer looks at it may be less sure than that it has expired. */
function levelOn(leg: FacingLeg, { ruleId, level }: Finding, knowledge: Knowledge): Level {
  const seen = ruleId === 'end-entity-expired' ? seenOn(leg, knowledge) : null;
  return seen ? levelFor(level, seen.confidence) : level;
}

function seenOn({ peer, cloud }: FacingLeg, { peers }: Knowledge): Seen | null {
  const profile = peers.find(({ id }) => id === peer);
  return profile ? seenBy(profile, cloud === null ? [] : [cloud]) : null;
}

function causeOf(
  { ruleId, peer, tlsContext, trustAnchor }: Finding,
  decisions: readonly PathDecision[],
  knowledge: Knowledge,
): Cause {
  if (ruleId === 'missing-trust-anchor') return 'requirement';
  if (ruleId === 'retired-too-early') return 'retired-too-early';
  if (OWN_CERTIFICATE.has(ruleId)) return 'end-entity';
  const failing = decisions.filter(
    (each) => each.peer === peer && each.tlsContext === tlsContext && each.answer === 'no',
  );
  const wanted = failing.find(
    ({ failure }) => trustAnchor === null || failure?.certificate.issuer === subjectOf(trustAnchor.sha256, knowledge),
  );
  const failure = wanted?.ended ?? wanted?.failure ?? failing[0]?.failure;
  return failure ? causeOfFailure(failure, knowledge) : 'peer';
}

function subjectOf(sha256: string, { certificates }: Knowledge): string | undefined {
  return certificates.find((known) => known.sha256 === sha256)?.subject;
}

function causeOfFailure({ fault, certificate }: PathFailure, { certificates }: Knowledge): Cause {
  if (fault !== 'expired' && fault !== 'not-yet-valid') return 'peer';
  if (certificate.selfIssued) return 'trust-anchor';
  const isOtherForm = (known: Certificate) =>
    known.sha256 !== certificate.sha256 && known.spkiSha256 === certificate.spkiSha256;
  return certificates.some(isOtherForm) ? 'cross-sign' : 'issuing-ca';
}

/** Every day on which something known begins, and the day after it ends. */
function eventDays(device: Device, knowledge: Knowledge): readonly string[] {
  const days: string[] = [];
  const from = (text: string | undefined) => text !== undefined && days.push(dayAt(moment(text).first));
  const after = (text: string | null | undefined) => text && days.push(dayAt(moment(text).last + 1));
  const facing = new Set(device.legs.map(({ peer }) => peer));
  for (const peer of knowledge.peers) {
    const { id, requirements, paths } = peer;
    if (!facing.has(id)) continue;
    const { begin, end } = demandDays(peer);
    begin.forEach(from);
    end.forEach(after);
    for (const { announced, from: begin, keep } of requirements) {
      from(announced);
      from(begin);
      for (const { until } of keep) after(until);
    }
    for (const { presentedFrom, presentedUntil } of paths) {
      from(presentedFrom);
      after(presentedUntil);
    }
  }
  const presented = new Set(knowledge.peers.flatMap(({ paths }) => paths.flatMap(({ certificates }) => certificates)));
  const certificates = [
    ...knowledge.certificates.filter(({ sha256 }) => presented.has(sha256)),
    ...device.trustStores.flatMap(({ entries }) =>
      (entries ?? []).flatMap(({ identity }) => certificateOf(identity) ?? []),
    ),
  ];
  for (const { notBefore, notAfter } of [...certificates, ...ownCertificates({ device })]) {
    // A validity that begins within a day holds on the whole of it, as all that begins on a day does.
    if (notBefore !== null) days.push(dayAt(Date.parse(notBefore)));
    if (notAfter !== null) days.push(dayAt(Date.parse(notAfter) + DAY));
  }
  return days;
}

/** Why the future of some legs cannot be told. */
function gaps(device: Device, options: CheckOptions): readonly TimelineGap[] {
  const asked = new Set([...BREAKING, 'exposure-unknown']);
  // Usages that a listing does not print were required before today, so no day to come is in doubt.
  asked.delete('end-entity-eku');
  const open = deviceFindings(device, options, asked).filter(({ kind }) => kind === 'open');
  const reasons = new Map(open.map(({ because, hint }) => [because ?? '', hint]));
  return [...reasons].map(([because, hint]) => ({ device: device.id, because, hint }));
}

function compareEvents(a: TimelineEvent, b: TimelineEvent): number {
  return (
    compareText(a.date, b.date) ||
    compareText(a.device, b.device) ||
    compareText(a.leg, b.leg) ||
    compareText(a.cause, b.cause) ||
    compareText(a.trustAnchor?.name ?? '', b.trustAnchor?.name ?? '') ||
    compareText(a.message, b.message)
  );
}
