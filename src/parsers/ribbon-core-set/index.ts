import type { Problem } from '../../model/trust.js';
import type { SourceText } from '../../text/source-text.js';
import type { Parser, ParsedExport, RefusedExport } from '../parser.js';
import { unfilled, unsupported } from '../problem.js';
import { bind } from '../ribbon-core/bind.js';
import { interpret, type Extent } from '../ribbon-core/interpret.js';
import { grow, type Change } from '../ribbon-core/tree.js';
import { outlineOf } from './outline.js';
import { placeholderIn } from './placeholder.js';
import { leadsTowards, scan, type Scan } from './scan.js';

/** Words that other vendors with `set system …` lines (Junos) do not have; reference section 16. */
const SONUS_WORD = /\b(?:addressContext|sipTrunkGroup|sipSigPort|tlsProfile)\b|\bpki[ \t]+certificate\b/;
const SET_LINE = /(?:^|[\s>%#])"?(?:set|edit|delete)[ \t]+"?(?:addressContext|profiles|system|global|security)\b/;
/** In braces the two words of `pki certificate` stand on two lines. */
const PKI_BLOCK = /\bpki[ \t]{0,8}\{/;
/** Rollback files: their header, and the mark that the next statement goes away. */
const DELTA = /^#[ \t]{0,8}Type:[ \t]{0,8}delta\b|^[ \t]{0,200}delete:[ \t\r]{0,200}$/m;

/** Output of `show configuration | display set`, scripts of such lines, and quoted dumps of an SBC Core. */
export const ribbonCoreSet: Parser = {
  format: 'ribbon-core-set',
  vendor: 'ribbon-core',
  bind,

  detect(source) {
    for (const { text } of source.lines()) {
      if (text.includes('set ') || text.includes('set\t') || text.includes('edit') || text.includes('delete')) {
        if (SET_LINE.test(text) && SONUS_WORD.test(text)) return true;
      }
    }
    return DELTA.test(source.text) && (SONUS_WORD.test(source.text) || PKI_BLOCK.test(source.text));
  },

  parse(source): ParsedExport | RefusedExport {
    const delta = DELTA.exec(source.text);
    if (delta) return { refused: refusal(source, delta.index, delta.index + delta[0].trimEnd().length) };

    const changes: Change[] = [];
    let placeholder: Problem | null = null;
    const scanned = scan(source, (statement) => {
      if (statement.verb === 'delete') {
        changes.push({ verb: 'delete', path: statement.words });
        return;
      }
      for (const leaf of statement.leaves) if (leaf.known) changes.push({ verb: 'set', leaf });
      if (placeholder) return;
      const found = placeholderIn(statement, source);
      if (found) placeholder = unfilled(source.sourced(found.start, found.end));
    });

    const model = interpret(grow(changes), source, extentOf(scanned), scanned.faults);
    return {
      ...model,
      problems: placeholder ? [...model.problems, placeholder] : model.problems,
      product: 'SBC Core',
      release: null,
      hostName: scanned.hostName,
      outline: () => outlineOf(source),
    };
  },
};

/** Why the file may not show all below a path: as far as the file itself tells. */
function extentOf({ faults, script, shown, cut }: Scan): Extent {
  return (...path) => {
    if (script)
      return 'the file is a script of commands, which shows what it changes and not all that the device holds';
    if (cut) return 'the file ends in the middle of something';
    if (faults.some(({ words }) => leadsTowards(words, path)))
      return 'a line of the file that may belong here could not be read';
    if (shown.length === 0) return null;
    const covering = shown.filter((show) => show.path.every((name, index) => name === path[index]));
    if (covering.some(({ filter }) => filter === null)) return null;
    const [filtered] = covering;
    if (filtered) return `the output was filtered with "| ${filtered.filter ?? ''}"`;
    return `the show commands in the file did not ask for all of ${path.join(' ')}`;
  };
}

function refusal(source: SourceText, start: number, end: number): Problem {
  return unsupported(
    'a rollback file of an SBC Core',
    'the output of show configuration | display set | nomore',
    'it holds only the difference between two configurations',
    source.at(start, end),
  );
}
