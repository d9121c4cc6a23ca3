import type { Sourced } from '../../text/provenance.js';
import type { Line, SourceText } from '../../text/source-text.js';
import type { ConfigurationFile, Section, Setting } from '../asterisk/section.js';
import type { Fault } from '../pem-bundle/context.js';
import { breaksOff, namedSetting } from '../pem-bundle/fault.js';

/** `[name]`, `[name](!)`, `[name](template,other)`, `[name](+)`. */
const HEADER = /^[ \t]*\[([^\]\r\n]*)\](?:[ \t]*\(([^)]*)\))?[ \t]*$/;
/** A wizard gives a setting to one of its objects: `endpoint/context`. */
const SETTING = /^[ \t]*([\w.-]+(?:\/[\w.-]+)?)[ \t]*=>?[ \t]*/;
const DIRECTIVE = /^[ \t]*#[ \t]*(?:include|tryinclude|exec)\b/i;

type Open = { -readonly [K in keyof Section]: Section[K] } & { settings: Setting[]; faults: Fault[] };

/** The sections of a pjsip.conf. `;` starts a comment unless a backslash stands before it; `;--` and `--;` enclose one, and nest. */
export function scan(source: SourceText): ConfigurationFile {
  const sections: Section[] = [];
  const includes: Sourced<string>[] = [];
  const faults: Fault[] = [];
  let open: Open | null = null;
  let depth = 0;
  /** Where the comment block that is not over yet starts. */
  let comment: Line | null = null;

  for (const line of source.lines()) {
    const read = uncommented(line.text, depth);
    if (depth === 0) comment = line;
    depth = read.depth;
    const text = read.text.trimEnd();
    if (text.trim() === '') continue;
    if (text.includes('#') && DIRECTIVE.test(text)) {
      includes.push(source.sourced(line.start + text.search(/\S/), line.start + text.length));
      continue;
    }
    const header = text.includes('[') ? HEADER.exec(text) : null;
    if (header) {
      open = sectionOf(source, line, header);
      sections.push(open);
      if (line.next === line.end) open.faults.push(cutAt('a section', 'the file ends in its header', open.at));
      continue;
    }
    if (text.trimStart().startsWith('[')) {
      // Whatever this is, what follows does not belong to the section before it.
      open = sectionOf(source, line, ['', '', '']);
      sections.push(open);
      open.faults.push(faultOf(source, line, 'a section', 'its header is neither [name] nor [name](templates)'));
      continue;
    }
    const setting = open && SETTING.exec(text);
    if (open && setting) {
      const found = settingOf(source, line, setting, text.length);
      open.settings.push(found);
      if (breaksOff(source) && line.next === line.end && text.length === line.text.trimEnd().length) {
        open.faults.push(cutAt(namedSetting(found.name), 'the file ends in its line', found.value.at));
      }
    } else if (open) open.faults.push(faultOf(source, line, 'a setting', 'it is no key = value'));
    else faults.push(faultOf(source, line, 'a line', 'it stands before the first section'));
  }
  if (comment && depth > 0) faults.push(cutAt('a comment', 'it never ends', source.at(comment.start, comment.end)));
  return { sections, includes, faults, start: source.at(source.contentStart, source.contentStart) };
}

/** A line with its comments blanked, so that every place stays what it was, and how many blocks are open after it. */
function uncommented(text: string, before: number): { readonly text: string; readonly depth: number } {
  if (before === 0 && !text.includes(';')) return { text, depth: before };
  let depth = before;
  let kept = '';
  /** Up to where the line is dealt with. */
  let done = 0;
  const take = (to: number) => {
    const part = text.slice(done, to);
    kept += depth > 0 ? ' '.repeat(part.length) : part;
    done = to;
  };
  for (let at = text.indexOf(';'); at >= 0; at = text.indexOf(';', at + 1)) {
    if (text[at - 1] === '\\') continue;
    if (text.startsWith('--', at + 1) && text[at + 3] !== '-') {
      take(at);
      depth += 1;
    } else if (depth > 0 && text.slice(Math.max(done, at - 2), at) === '--') {
      take(at + 1);
      depth -= 1;
    } else if (depth === 0) {
      take(at);
      return { text: kept, depth };
    }
  }
  take(text.length);
  return { text: kept, depth };
}

function sectionOf(source: SourceText, line: Line, header: readonly (string | undefined)[]): Open {
  const start = line.start + line.text.indexOf('[') + 1;
  const name = source.sourced(start, start + (header[1] ?? '').length);
  const list = header[2] ?? '';
  const parents: Sourced<string>[] = [];
  let at = line.start + line.text.indexOf('(') + 1;
  for (const part of list.split(',')) {
    const word = part.trim();
    const from = at + part.indexOf(word);
    if (word !== '' && word !== '!' && word !== '+') parents.push(source.sourced(from, from + word.length));
    at += part.length + 1;
  }
  const marks = list.split(',').map((part) => part.trim());
  return {
    name,
    isTemplate: marks.includes('!'),
    continues: marks.includes('+'),
    parents,
    settings: [],
    faults: [],
    at: name.at,
  };
}

/** `\;` in a value is a semicolon; the place is that of the bytes. */
function settingOf(source: SourceText, line: Line, setting: RegExpExecArray, length: number): Setting {
  const { value, at } = source.sourced(line.start + setting[0].length, line.start + length);
  return { name: (setting[1] ?? '').toLowerCase(), value: { value: value.replaceAll('\\;', ';'), at } };
}

function faultOf(source: SourceText, line: Line, what: string, because: string): Fault {
  return { what, because, at: source.at(line.start, line.end) };
}

function cutAt(what: string, because: string, at: Fault['at']): Fault {
  return { what, because, at, isCut: true };
}
