import type { ComparedAnchor, TrustComparison } from '../model/comparison.js';
import { jsonText } from './json-text.js';
import { conciseFields, visible, type Palette } from './terminal.js';

export interface DiffReport extends TrustComparison {
  readonly first: string;
  readonly second: string;
}

export function diffJson(report: DiffReport, version: string): string {
  return `${jsonText({ schemaVersion: 1, tool: { name: 'sbclint', version }, ...report }, 2)}\n`;
}

/** One root a line, with what is in the way of certainty at the end. */
export function diffNdjson(report: DiffReport): string {
  return rows(report)
    .map((row) => `${jsonText(row, 0)}\n`)
    .join('');
}

export function diffConcise(report: DiffReport): string {
  return rows(report)
    .map(({ trustedBy, name, sha256, because }) => conciseFields(trustedBy.join(' '), name, sha256, because))
    .join('');
}

function rows({ first, second, onlyInFirst, onlyInSecond, inBoth, hiddenInFirst, hiddenInSecond }: DiffReport) {
  const anchors = (all: readonly ComparedAnchor[], trustedBy: readonly string[]) =>
    all.map(({ name, sha256, contexts }) => ({ trustedBy, name, sha256, contexts, because: null }));
  const hidden = (all: readonly string[], device: string) =>
    all.map((because) => ({ trustedBy: [device], name: null, sha256: null, contexts: [], because }));
  return [
    ...anchors(onlyInFirst, [first]),
    ...anchors(onlyInSecond, [second]),
    ...anchors(inBoth, [first, second]),
    ...hidden(hiddenInFirst, first),
    ...hidden(hiddenInSecond, second),
  ];
}

export function diffPretty(report: DiffReport, palette: Palette): string {
  const { first, second, onlyInFirst, onlyInSecond, inBoth, hiddenInFirst, hiddenInSecond } = report;
  const part = (title: string, anchors: readonly ComparedAnchor[], mark: string, paint: (text: string) => string) =>
    anchors.length === 0
      ? []
      : [
          palette.bold(visible(title)),
          ...anchors.map((anchor) => paint(visible(`  ${mark} ${anchorText(anchor)}`))),
          '',
        ];
  const hidden = [
    ...hiddenInFirst.map((because) => `  ${first}: ${because}`),
    ...hiddenInSecond.map((because) => `  ${second}: ${because}`),
  ];
  const lines = [
    ...part(`Only ${first} trusts`, onlyInFirst, '-', palette.red),
    ...part(`Only ${second} trusts`, onlyInSecond, '+', palette.green),
    ...part('Both trust', inBoth, ' ', palette.dim),
    ...(hidden.length === 0 ? [] : [palette.bold('Cannot tell what else is trusted'), ...hidden.map(visible), '']),
  ];
  return lines.length === 0 ? 'neither device is seen to trust anything\n' : lines.join('\n');
}

function anchorText({ name, sha256, contexts }: ComparedAnchor): string {
  return `${name}  ${sha256.slice(0, 16)}  in ${contexts.join(', ')}`;
}
