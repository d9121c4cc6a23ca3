import type { Range } from '../../text/provenance.js';
import type { Line, SourceText } from '../../text/source-text.js';
import { isTranscript } from './detect.js';

/** A command with the level that its prompt shows, where it has one. */
export interface Command {
  readonly kind: 'command';
  readonly word: string;
  readonly name: Range;
  readonly value: Range | null;
  /** `tls-profile` of `SBC1(tls-profile)#`, empty for `SBC1#`; `null` in a script, which has no prompts. */
  readonly level: string | null;
  /** The key that answers `select`; `null` where none is told. */
  readonly selected: Range | null;
  /** The lines of output below it in a transcript that say it went wrong; the first of them. */
  readonly failed: Range | null;
}

export interface Import {
  readonly kind: 'import';
  readonly command: Command;
  readonly label: Range;
  readonly armour: readonly Range[];
  /** Whether the pasted text ends in what ends it. */
  readonly isEnded: boolean;
}

export interface Paste {
  readonly kind: 'paste';
  readonly command: Command;
  readonly range: Range;
  /** `no` where the operator, or an error, turned it down. */
  readonly accepted: 'yes' | 'no' | 'unknown';
}

export type Event = Command | Import | Paste;

const PROMPT = /^\*{0,2}[\w.@-]{1,100}(?:\(([\w-]{1,60})\))?[#>][ \t]?/;
const PASTE_END = /^(?:\^D|\x04|\([0-9]{1,9} errors?\)|Do you want to accept)/i;
/** Below `done` the element is echoed, indented, and some attributes are named after errors. */
const FAILED =
  /^(?:%|[ \t]{0,80}\^|.{0,80}\b(?:errors?|invalid|failed|failure|unable|cannot|unknown command|ambiguous|duplicate)\b)/i;
const NO_FAILURE = /\b(?:0|no) errors?\b/i;
const SINGLETON =
  /^(?:system-config|sip-config|media-manager|tls-global|security-config|account-config|ntp-config|redundancy-config|password-policy|ssh-config)$/;
const WORDS = ['configure', 'done', 'exit', 'quit', 'select', 'show'];
const LONGEST_LINE = 4096;

/** The commands of a script or a console transcript, with the text that was pasted behind those that take some. */
export function scan(source: SourceText): readonly Event[] {
  const events: Event[] = [];
  const lines = [...source.lines()].filter(({ text }) => text.trim() !== '');
  const prompted = isTranscript(source);
  let element = '';
  let next = 0;

  const isTyped = ({ text }: Line) => !prompted || PROMPT.test(text);
  while (next < lines.length) {
    const line = lines[next];
    next += 1;
    const command = line && isTyped(line) ? readCommand(source, line) : null;
    if (!command) continue;
    const from = next;
    if (prompted) while (next < lines.length && !isTyped(at(lines, next))) next += 1;
    const below = lines.slice(from, prompted ? next : Math.min(from + 3, lines.length));

    if (/^import-c/.test(command.word)) {
      const imported = readImport(source, command, lines, from, prompted);
      if (imported.event) events.push(imported.event);
      next = Math.max(prompted ? next : from, imported.next);
    } else if (command.word === 'paste-config') {
      const paste = readPaste(source, command, lines, from);
      events.push(paste.event);
      next = paste.next;
    } else if (command.word === 'select') {
      const { key, used } = SINGLETON.test(element) ? { key: null, used: 0 } : answer(command, below, prompted);
      if (!prompted) next = from + used;
      events.push({ ...command, selected: key });
    } else {
      events.push({ ...command, failed: prompted ? failureOf(below) : null });
      if (!command.value && !WORDS.includes(command.word)) element = command.word;
    }
  }
  return events;
}

function at(lines: readonly Line[], index: number): Line {
  return lines[index] ?? { start: 0, end: 0, next: 0, text: '' };
}

function readCommand(source: SourceText, { start, end, text }: Line): Command | null {
  const prompt = PROMPT.exec(text.slice(0, 200));
  const typed = text.slice(prompt?.[0].length ?? 0);
  const nameStart = start + text.length - typed.trimStart().length;
  const stop = start + text.trimEnd().length;
  if (nameStart >= stop || stop > end) return null;
  let nameEnd = nameStart;
  while (nameEnd < stop && !/[ \t]/.test(source.text[nameEnd] ?? ' ')) nameEnd += 1;
  let valueStart = nameEnd;
  while (valueStart < stop && /[ \t]/.test(source.text[valueStart] ?? 'x')) valueStart += 1;
  const word = source.slice(nameStart, Math.min(nameEnd, nameStart + 200)).toLowerCase();
  const full = word.length < 2 ? undefined : WORDS.find((each) => each.startsWith(word));
  return {
    kind: 'command',
    word: full ?? word,
    name: { start: nameStart, end: nameEnd },
    value: valueStart < stop ? { start: valueStart, end: stop } : null,
    level: prompt ? (prompt[1] ?? '') : null,
    selected: null,
    failed: null,
  };
}

/** `select` asks `<name>:`, may print a numbered list, and asks `selection:`; a script has the bare answers. */
function answer(
  { value }: Command,
  below: readonly Line[],
  prompted: boolean,
): { readonly key: Range | null; readonly used: number } {
  const wordOf = (line: Line, from: number): Range | null => {
    const rest = /^[ \t]*([^ \t]+)/.exec(line.text.slice(from, LONGEST_LINE));
    const word = rest?.[1];
    const end = line.start + from + (rest?.[0].length ?? 0);
    return word === undefined ? null : { start: end - word.length, end };
  };
  if (value) return { key: value, used: 0 };
  if (!prompted) {
    const [first, second] = below;
    if (!first || isControl(first)) return { key: null, used: 0 };
    if (/^\s*\d+\s*$/.test(first.text)) return { key: null, used: 1 };
    return { key: wordOf(first, 0), used: second && /^\s*\d+\s*$/.test(second.text) ? 2 : 1 };
  }
  let typed: Range | null = null;
  const listed = new Map<string, Range | null>();
  for (const line of below) {
    const asked = /^<[\w -]{1,60}>:/.exec(line.text);
    if (asked) typed ??= wordOf(line, asked[0].length);
    const item = /^[ \t]{0,20}(\d{1,6}):/.exec(line.text);
    if (item) listed.set(item[1] ?? '', wordOf(line, item[0].length));
    const chosen = /^selection:[ \t]*(\d{1,6})/.exec(line.text);
    if (chosen) return { key: listed.get(chosen[1] ?? '') ?? null, used: 0 };
  }
  return { key: listed.size > 0 ? null : typed, used: 0 };
}

function isControl({ text }: Line): boolean {
  const [word = '', ...more] = text
    .trim()
    .slice(0, 200)
    .split(/[ \t]+/);
  return more.length > 0 || WORDS.includes(word.toLowerCase());
}

/** What was pasted after `import-certificate`, up to a line that holds only a semicolon. */
function readImport(
  source: SourceText,
  command: Command,
  lines: readonly Line[],
  from: number,
  prompted: boolean,
): { readonly event: Import | null; readonly next: number } {
  const words = command.value ? [...source.slice(command.value.start, command.value.end).matchAll(/[^ \t]+/g)] : [];
  const [, record, file] = words;
  if (!command.value || !record || file) return { event: null, next: from };
  const start = command.value.start + record.index;
  const label = { start, end: start + record[0].length };

  const armour: Range[] = [];
  let open: number | null = null;
  let next = from;
  let isEnded = false;
  for (; next < lines.length && !isEnded; next += 1) {
    const line = at(lines, next);
    const text = line.text.trim();
    if (open === null && prompted && PROMPT.test(line.text)) break;
    if (text.startsWith('-----BEGIN ')) open ??= line.start + line.text.indexOf('-----BEGIN ');
    else if (text.startsWith('-----END ') && open !== null) {
      armour.push({ start: open, end: line.start + line.text.trimEnd().replace(/;$/, '').length });
      open = null;
      isEnded = text.endsWith(';');
    } else if (text === ';') isEnded = true;
    else if (open === null && !prompted) break;
    else if (PROMPT.test(line.text)) break;
  }
  if (open !== null) armour.push({ start: open, end: at(lines, next - 1).end });
  const after: Line[] = [];
  if (prompted) {
    while (next < lines.length && !PROMPT.test(at(lines, next).text)) {
      after.push(at(lines, next));
      next += 1;
    }
  }
  const event: Import = {
    kind: 'import',
    command: { ...command, failed: failureOf(after) },
    label,
    armour,
    isEnded: open === null && (isEnded || armour.length === 0),
  };
  return { event, next };
}

/** Text in the column grid, up to Ctrl-D, and whether it was taken over. */
function readPaste(
  source: SourceText,
  command: Command,
  lines: readonly Line[],
  from: number,
): { readonly event: Paste; readonly next: number } {
  let next = from;
  while (next < lines.length && !PASTE_END.test(at(lines, next).text) && !PROMPT.test(at(lines, next).text)) next += 1;
  const start = lines[from]?.start ?? source.text.length;
  const end = lines[next]?.start ?? source.text.length;
  let accepted: Paste['accepted'] = 'unknown';
  for (; next < lines.length && !PROMPT.test(at(lines, next).text); next += 1) {
    const { text } = at(lines, next);
    const errors = /^\(([0-9]{1,9}) errors?\)/.exec(text);
    if (!PASTE_END.test(text) && !/^[ny]$/i.test(text.trim())) break;
    if (errors && Number(errors[1]) > 0) accepted = 'no';
    const said = /\[y\/n\]\?:?[ \t]*([yn])/i.exec(text)?.[1]?.toLowerCase();
    if (said === 'n') accepted = 'no';
    if (said === 'y' && accepted !== 'no') accepted = 'yes';
  }
  return { event: { kind: 'paste', command, range: { start, end: Math.max(start, end) }, accepted }, next };
}

function failureOf(lines: readonly Line[]): Range | null {
  const line = lines.find(
    ({ text }) =>
      /^\S|^[ \t]*\^/.test(text.slice(0, 200)) &&
      FAILED.test(text.slice(0, 200)) &&
      !NO_FAILURE.test(text.slice(0, 200)),
  );
  return line ? { start: line.start, end: line.end } : null;
}
