import { shortName } from '../../model/certificate.js';
import type {
  ReportedDevice,
  ReportedEntry,
  ReportedFinding,
  ReportedLeg,
  ReportedStore,
} from '../../model/run-report.js';
import type { TimelineEvent, TimelineGap } from '../../model/timeline.js';
import { visible } from '../terminal.js';
import type { FleetReportInput } from './input.js';
import { needsOfPeers } from './needs.js';
import {
  ANSWERS,
  CERTAINTIES,
  CONTEXT_GAP,
  LEVELS,
  ROOT_GAP,
  type PackedCertificate,
  type PackedDevice,
  type PackedEntry,
  type PackedEvent,
  type PackedFact,
  type PackedFleet,
  type PackedLeg,
  type PackedPlace,
  type PackedRule,
  type PackedStore,
  type Text,
} from './packed.js';
import { table } from './table.js';
import { VERDICTS, verdictOf } from './verdict.js';

/** The data that the page carries. */
export function packFleet({ report, timeline, rules, knowledge }: FleetReportInput): PackedFleet {
  const texts = table<string>((value) => value);
  const text = (value: string | null): Text => (value === null ? -1 : texts.at(visible(value)));
  const withGaps = (value: string | null, tlsContext: string | null, root: string | null): Text =>
    value === null ? -1 : texts.at(gapped(visible(value), tlsContext, root));
  const paths = table<readonly [Text, Text]>(JSON.stringify);
  const path = (value: string | null): number => {
    if (value === null) return -1;
    const name = value.lastIndexOf('/') + 1;
    return paths.at([text(value.slice(0, name)), text(value.slice(name))]);
  };
  const ruleRows = table<PackedRule>(({ id }) => id);
  const entries = table<PackedEntry>(JSON.stringify);
  const stores = table<PackedStore>(JSON.stringify);
  const legs = table<PackedLeg>(JSON.stringify);
  const facts = table<PackedFact>(JSON.stringify);
  const events = table<PackedEvent>(JSON.stringify);
  const gaps = table<readonly [Text, Text]>(JSON.stringify);
  const certificates = table<PackedCertificate>(({ sha256 }) => sha256);
  const known = new Map(knowledge.certificates.map((each) => [each.sha256, each]));

  const certificate = (sha256: string | null, name: string | null, subject: string | null): number => {
    if (sha256 === null) return -1;
    const facts = known.get(sha256);
    return certificates.at({
      sha256,
      name: facts?.name ?? visible(name ?? (subject === null ? sha256.slice(0, 16) : shortName(subject))),
      subject: facts?.subject ?? (subject === null ? null : visible(subject)),
      key: facts?.key ?? null,
      notBefore: facts?.notBefore ?? null,
      notAfter: facts?.notAfter ?? null,
    });
  };
  const rule = (id: string) => {
    const docs = rules.find((each) => each.id === id)?.docs;
    return ruleRows.at({ id, what: docs?.what ?? id, why: docs?.why ?? '', remedy: docs?.remedy ?? '' });
  };
  const entry = ({ label, subject, sha256, certainty }: ReportedEntry): number =>
    entries.at([text(label), text(subject), certificate(sha256, null, subject), CERTAINTIES.indexOf(certainty)]);
  const store = ({ name, scope, complete, entries: held }: ReportedStore): number =>
    stores.at([text(name), scope === 'context' ? 1 : 0, complete ? 1 : 0, held && held.map(entry)]);
  const leg = (each: ReportedLeg): number =>
    legs.at([
      text(each.name),
      each.direction === 'inbound' ? 1 : 0,
      text(each.tlsContext),
      text(each.peer),
      text(each.cloud),
      each.peerNames.map(text),
      ANSWERS.indexOf(each.verifiesPeer),
      ANSWERS.indexOf(each.enabled),
      ANSWERS.indexOf(each.mutualTls),
      text(each.transport),
      each.port ?? -1,
    ]);
  const finding = (each: ReportedFinding): PackedPlace => {
    const { suppression, trustAnchor, location } = each;
    const said = (value: string | null) => withGaps(value, each.tlsContext, trustAnchor?.name ?? null);
    const fact = facts.at([
      rule(each.ruleId),
      each.kind === 'open' ? 1 : 0,
      LEVELS.indexOf(each.level),
      said(each.message),
      said(each.because),
      text(each.tlsContext),
      text(each.peer),
      each.requirements.map(text),
      certificate(trustAnchor?.sha256 ?? null, trustAnchor?.name ?? null, null),
      said(each.hint),
      text(each.fix),
      suppression && [
        suppression.kind === 'baseline' ? 1 : 0,
        text(suppression.reason),
        text(suppression.owner),
        text(suppression.until),
      ],
    ]);
    return [fact, path(location?.path ?? null), location?.startLine ?? 0, location?.startColumn ?? 0];
  };
  const event = ({ date, leg: name, peer, cause, trustAnchor, level, message }: TimelineEvent, of: ReportedDevice) => {
    const tlsContext = of.legs.find((each) => each.name === name)?.tlsContext ?? null;
    return events.at([
      text(date),
      text(name),
      text(peer),
      text(cause),
      certificate(trustAnchor?.sha256 ?? null, trustAnchor?.name ?? null, null),
      LEVELS.indexOf(level),
      withGaps(message, tlsContext, trustAnchor?.name ?? null),
      text(tlsContext),
    ]);
  };
  const gap = ({ because, hint }: TimelineGap): number => gaps.at([text(because), text(hint)]);

  const findingsOf = byDevice(report.findings);
  const eventsOf = byDevice(timeline?.events ?? []);
  const gapsOf = byDevice(timeline?.gaps ?? []);
  const device = (each: ReportedDevice): PackedDevice => {
    const found = findingsOf.get(each.id) ?? [];
    return [
      text(each.id),
      text(each.vendor),
      text(each.product),
      text(each.release),
      VERDICTS.indexOf(verdictOf(each, found)),
      each.files.map((file) => [
        path(file.path),
        text(file.format),
        file.status === 'failed' ? 1 : 0,
        text(file.sha256),
      ]),
      each.trustStores.map(store),
      each.legs.map(leg),
      found.map(finding),
      (eventsOf.get(each.id) ?? []).map((one) => event(one, each)),
      (gapsOf.get(each.id) ?? []).map(gap),
    ];
  };

  const devices = report.devices.map(device);
  const loose = (findingsOf.get(null) ?? []).map(finding);
  const facing = new Set(report.devices.flatMap((each) => each.legs.flatMap(({ peer }) => peer ?? [])));
  const requirements = needsOfPeers(knowledge, facing, (sha256) => certificate(sha256, null, null));
  return {
    version: report.tool.version,
    asOf: report.asOf,
    until: timeline?.until ?? null,
    strings: texts.rows,
    paths: paths.rows,
    rules: ruleRows.rows,
    peers: knowledge.peers
      .filter(({ id }) => facing.has(id))
      .map(({ id, title, clouds }) => ({
        id,
        title,
        clouds: clouds.map((cloud) => ({ id: cloud.id, title: cloud.title })),
      })),
    requirements,
    certificates: certificates.rows,
    entries: entries.rows,
    stores: stores.rows,
    legs: legs.rows,
    facts: facts.rows,
    events: events.rows,
    gaps: gaps.rows,
    devices,
    loose,
  };
}

/** No text can hold a gap of its own: control characters were made visible before. */
function gapped(text: string, tlsContext: string | null, root: string | null): string {
  const gap = (whole: string, name: string | null, mark: string) =>
    name === null || name === '' ? whole : whole.replaceAll(visible(name), mark);
  return gap(gap(text, root, ROOT_GAP), tlsContext, CONTEXT_GAP);
}

function byDevice<T extends { readonly device: string | null }>(all: readonly T[]): ReadonlyMap<string | null, T[]> {
  const groups = new Map<string | null, T[]>();
  for (const each of all) {
    const group = groups.get(each.device);
    if (group) group.push(each);
    else groups.set(each.device, [each]);
  }
  return groups;
}
