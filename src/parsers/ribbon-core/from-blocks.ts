import type { SourceText } from '../../text/source-text.js';
import type { ParsedExport } from '../parser.js';
import { unfilled } from '../problem.js';
import { outlineOfBlocks, readBlocks, type Section } from './blocks.js';
import { certificatesBeside } from '../ribbon-certificate-content/index.js';
import { interpret, type Extent } from './interpret.js';
import { extentOfOutput, type PlacedFault, type Shown } from './shown.js';
import { grow } from './tree.js';
import { disagreement, type Run } from './two-exports.js';

export interface Scanned {
  readonly sections: readonly Section[];
  readonly faults: readonly PlacedFault[];
  readonly shown: readonly Shown[];
  readonly runs: readonly Run[];
  readonly hostName: string | null;
  readonly cut: boolean;
}

/** The export that a file in braces, XML or JSON is. */
export function exportOf({ sections, faults, shown, runs, hostName, cut }: Scanned, source: SourceText): ParsedExport {
  const reading = readBlocks(sections, source);
  const second = disagreement(runs, reading.leaves);
  const all = [...faults, ...reading.faults, ...(second ? [second] : [])];
  const output = extentOfOutput({ faults: all, shown, cut });
  const extent: Extent = (...path) =>
    reading.guessed ? 'the file starts below the top of the configuration, so it may be a part of it' : output(...path);
  const model = interpret(grow(reading.changes), source, extent, all);
  const { placeholder } = reading;
  return {
    ...model,
    problems: placeholder ? [...model.problems, unfilled(placeholder)] : model.problems,
    listed: certificatesBeside(source),
    product: 'SBC Core',
    release: null,
    hostName,
    outline: () => outlineOfBlocks(sections),
  };
}
