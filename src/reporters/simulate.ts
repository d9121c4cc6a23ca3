import type { SimulationResult } from '../model/simulation.js';
import { confidenceNote } from '../model/vendor-command.js';
import { dayOf } from '../model/time.js';
import { joinedNames } from '../rules/path-words.js';
import { grouped } from '../text/grouped.js';
import { jsonText } from './json-text.js';
import { conciseFields, count, visible, type Palette } from './terminal.js';

export interface Simulation {
  readonly asOf: string;
  readonly readUntil: string;
  readonly results: readonly SimulationResult[];
}

export function simulateJson({ asOf, readUntil, results }: Simulation, version: string): string {
  const report = {
    schemaVersion: 1,
    tool: { name: 'sbclint', version },
    asOf,
    knowledge: { readUntil },
    results: results.map(jsonResult),
  };
  return `${jsonText(report, 2)}\n`;
}

/** One handshake a line. */
export function simulateNdjson({ results }: Simulation): string {
  return results.map((result) => `${jsonText(jsonResult(result), 0)}\n`).join('');
}

/** One handshake a line, for grep. */
export function simulateConcise({ results }: Simulation): string {
  return results
    .map(({ device, leg, direction, peer, verdict, path, validUntil, because }) =>
      conciseFields(device, leg, direction, peer, verdict, path, validUntil && `until ${dayOf(validUntil)}`, because),
    )
    .join('');
}

function jsonResult(result: SimulationResult) {
  const { device, leg, direction, peer, verdict, path, because, validFrom, validUntil } = result;
  return {
    device,
    leg,
    direction,
    peer,
    verdict,
    path,
    because,
    validFrom,
    validUntil,
    tlsContext: result.tlsContext,
    confidence: result.confidence,
    checks: result.checks,
  };
}

/** For people: each leg with what becomes of every path of its peer; what is the same is said once. */
export function simulatePretty({ asOf, results }: Simulation, palette: Palette): string {
  const [device, peer] = [by(results, 'device'), by(results, 'peer')];
  const devices = [...grouped(results, ({ device }) => device).values()].map((ofDevice) => {
    const legs = grouped(ofDevice, ({ leg, direction, peer }) => JSON.stringify([leg, direction, peer])).values();
    const alike = grouped([...legs], (leg) => JSON.stringify(leg.map((result) => ({ ...result, leg: '' }))));
    const lines = [...alike.values()].flatMap((same) => legLines(same, palette));
    return [palette.bold(visible(ofDevice[0]?.device ?? '')), ...lines].join('\n');
  });
  const summary = [
    palette.bold('Summary'),
    `  ${count(device.length, 'handshake')} as of ${asOf}: ${counts(device)}`,
    ...(peer.length > 0
      ? [`  the SBC's own certificate, checked by its peer on ${count(peer.length, 'leg')}: ${counts(peer)}`]
      : []),
    "  the peer's own certificate is taken to be valid unless --peer-chain shows it; its host names are not compared",
  ];
  return `${[...devices, summary.join('\n')].join('\n\n')}\n`;
}

function by(results: readonly SimulationResult[], side: SimulationResult['checks']): readonly SimulationResult[] {
  return results.filter(({ checks }) => checks === side);
}

function counts(results: readonly SimulationResult[]): string {
  return (['accepted', 'rejected', 'unknown'] as const)
    .map((verdict) => `${results.filter((each) => each.verdict === verdict).length} ${verdict}`)
    .join(', ');
}

/** Legs that fare alike, one line for each thing that happens on them. */
function legLines(legs: readonly (readonly SimulationResult[])[], palette: Palette): readonly string[] {
  const [first] = legs;
  const [example] = first ?? [];
  if (!first || !example) return [];
  const names = legs.flatMap(([result]) => (result ? [result.leg] : [])).join(', ');
  const outcomes = [
    ...grouped(first, ({ checks, verdict, because, confidence, validFrom, validUntil }) =>
      JSON.stringify([checks, verdict, because, confidence, validFrom?.slice(0, 10), validUntil?.slice(0, 10)]),
    ).values(),
  ];
  return [
    visible(`  ${names}  ${example.direction}  ${example.peer}`),
    ...outcomes.flatMap((same) => outcomeLines(same, palette)),
  ];
}

function outcomeLines(results: readonly SimulationResult[], palette: Palette): readonly string[] {
  const [example] = results;
  if (!example) return [];
  const { checks, verdict, because, confidence } = example;
  const color = { accepted: palette.green, rejected: palette.red, unknown: palette.magenta }[verdict];
  const names = joinedNames(results.map(({ presents }) => presents));
  const what =
    checks === 'peer' ? ownText(names, confidence) : names === '' ? '' : `  ${names}${confidenceNote(confidence)}`;
  return [
    `    ${color(verdict.padEnd(8))}${visible(what)}${palette.dim(spanText(example))}`,
    ...(because === null ? [] : [`              ${verdict === 'accepted' ? 'but' : 'because'} ${visible(because)}`]),
  ];
}

/** The peer's side of the handshake. */
function ownText(name: string, confidence: SimulationResult['confidence']): string {
  const whose = "the SBC's own certificate";
  return name === '' ? `  ${whose}` : `  ${name}, ${whose}${confidenceNote(confidence)}`;
}

function spanText({ validFrom, validUntil }: SimulationResult): string {
  const since = validFrom === null ? '' : `  since ${dayOf(validFrom)}`;
  return validUntil === null ? since : `${since}  until ${dayOf(validUntil)}`;
}
