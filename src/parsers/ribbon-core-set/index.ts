import { Word } from '../../text/word-filter.js';
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

/** Words that other vendors with `set system …` lines (Junos) do not have; reference section 16. */
const SONUS_WORD = /\b(?:addressContext|sipTrunkGroup|sipSigPort|tlsProfile)\b|\bpki[ \t]+certificate\b/;
const SONUS_WORDS = ['addressContext', 'sipTrunkGroup', 'sipSigPort', 'tlsProfile'].map((word) => new Word(word));
const SETTING = /(?:set|edit|delete)[ \t]+"?(?:addressContext|profiles|system|global|security)/;
const SET_LINE = /(?:^|[\s>%#])"?(?:set|edit|delete)[ \t]+"?(?:addressContext|profiles|system|global|security)\b/;

/** Output of `show configuration | display set`, scripts of such lines, and quoted dumps of an SBC Core. */
export const ribbonCoreSet: Parser = {
  format: 'ribbon-core-set',
  vendor: 'ribbon-core',
  bind,

  detect(source) {
    if (!SONUS_WORDS.some((word) => source.mayHold(word)) && !source.text.includes('pki')) return false;
    if (!SETTING.test(source.text)) return false;
    for (const { text } of source.lines()) {
      if (text.includes('set ') || text.includes('set\t') || text.includes('edit') || text.includes('delete')) {
        if (SET_LINE.test(text) && SONUS_WORD.test(text)) return true;
      }
    }
    return false;
  },

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
