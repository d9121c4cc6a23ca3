import type { Problem } from '../../model/trust.js';
import type { Parser, ParsedExport, RefusedExport } from '../parser.js';
import { unfilled } from '../problem.js';
import { bind } from '../ribbon-core/bind.js';
import { refusedDelta } from '../ribbon-core/delta.js';
import { certificatesBeside } from '../ribbon-certificate-content/index.js';
import { interpret, type Extent } from '../ribbon-core/interpret.js';
import { watchWords } from '../ribbon-core/odd-words.js';
import { placeholderIn } from '../ribbon-core/placeholder.js';
import { extentOfOutput } from '../ribbon-core/shown.js';
import type { Leaf } from '../ribbon-core/token.js';
import { grow, type Change } from '../ribbon-core/tree.js';
import { disagreement } from '../ribbon-core/two-exports.js';
import { outlineOf } from './outline.js';
import { scan, type Scan } from './scan.js';
import { ribbonCoreSetFormat } from './format.js';

export const ribbonCoreSet: Parser = {
  ...ribbonCoreSetFormat,
  bind,

  parse(source): ParsedExport | RefusedExport {
    const refused = refusedDelta(source);
    if (refused) return { refused };

    const changes: Change[] = [];
    const leaves: (readonly [number, Leaf])[] = [];
    const odd = watchWords();
    let placeholder: Problem | null = null;
    const scanned = scan(source, (statement) => {
      if (statement.verb === 'delete') {
        changes.push({ verb: 'delete', path: statement.words });
        return;
      }
      for (const leaf of statement.leaves) {
        odd.see(leaf);
        if (!leaf.known) continue;
        changes.push({ verb: 'set', leaf });
        leaves.push([statement.run, leaf]);
      }
      if (placeholder) return;
      const found = placeholderIn(statement, source);
      if (found) placeholder = unfilled(source.sourced(found.start, found.end));
    });

    const second = scanned.script ? null : disagreement(scanned.runs, leaves);
    const faults = [...scanned.faults, ...odd.faults, ...(second ? [second] : [])];
    const model = interpret(grow(changes), source, extentOf({ ...scanned, faults }), faults);
    return {
      ...model,
      problems: placeholder ? [...model.problems, placeholder] : model.problems,
      listed: certificatesBeside(source),
      product: 'SBC Core',
      release: null,
      hostName: scanned.hostName,
      outline: () => outlineOf(source),
    };
  },
};

/** Why the file may not show all below a path: as far as the file itself tells. */
function extentOf(scanned: Scan): Extent {
  if (!scanned.script) return extentOfOutput(scanned);
  return () => 'the file is a script of commands, which shows what it changes and not all that the device holds';
}
