import type { Sourced } from '../../text/provenance.js';
import type { Line, SourceText } from '../../text/source-text.js';
import type { ConfigurationFile, Section, Setting } from '../asterisk/section.js';
import type { Fault } from '../pem-bundle/context.js';

/** `[name]`, `[name](!)`, `[name](template,other)`, `[name](+)`. */
const HEADER = /^[ \t]*\[([^\]\r\n]*)\](?:[ \t]*\(([^)]*)\))?[ \t]*$/;
const SETTING = /^[ \t]*([\w.-]+)[ \t]*=>?[ \t]*/;
const DIRECTIVE = /^[ \t]*#[ \t]*(?:include|tryinclude|exec)\b/i;

type Open = { -readonly [K in keyof Section]: Section[K] } & { settings: Setting[]; faults: Fault[] };

/** The sections of a pjsip.conf. `;` starts a comment unless a backslash stands before it; `;--` and `--;` enclose one. */
export function scan(source: SourceText): ConfigurationFile {
  const sections: Section[] = [];
  const includes: Sourced<string>[] = [];
  const faults: Fault[] = [];
  let open: Open | null = null;
  let inComment = false;

  for (const line of source.lines()) {
    if (inComment) {
      inComment = !line.text.includes('--;');
      continue;
    }
    const block = /^[ \t]*;--(?!-)/.test(line.text);
    if (block) {
      inComment = !line.text.slice(line.text.indexOf(';--') + 3).includes('--;');
      continue;
    }
    const end = commentStart(line.text);
    const text = line.text.slice(0, end).trimEnd();
    if (text.trim() === '') continue;
    if (DIRECTIVE.test(text)) {
      includes.push(source.sourced(line.start + text.search(/\S/), line.start + text.length));
      continue;
    }
    const header = HEADER.exec(text);
    if (header) {
      open = sectionOf(source, line, header);
      sections.push(open);
      continue;
    }
    const setting = open && SETTING.exec(text);
    if (open && setting) open.settings.push(settingOf(source, line, setting, text.length));
    else (open?.faults ?? faults).push(faultOf(source, line, open !== null));
  }
  return { sections, includes, faults, start: source.at(source.contentStart, source.contentStart) };
}

/** Where a comment starts, or the line's end. */
function commentStart(text: string): number {
  for (let at = text.indexOf(';'); at >= 0; at = text.indexOf(';', at + 1)) if (text[at - 1] !== '\\') return at;
  return text.length;
}

function sectionOf(source: SourceText, line: Line, header: RegExpExecArray): Open {
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

function faultOf(source: SourceText, line: Line, inside: boolean): Fault {
  const at = source.at(line.start, line.end);
  return inside
    ? { what: 'a setting', because: 'it is no key = value', at }
    : { what: 'a line', because: 'it stands before the first section', at };
}
