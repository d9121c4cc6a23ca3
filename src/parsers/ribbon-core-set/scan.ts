import type { SourceText } from '../../text/source-text.js';
import { mayMatter } from '../ribbon-core/matters.js';
import { SCHEMA } from '../ribbon-core/schema.js';
import { readShow, type PlacedFault, type Shown } from '../ribbon-core/shown.js';
import type { Fault, Leaf, Token } from '../ribbon-core/token.js';
import { tokenize } from '../ribbon-core/tokenize.js';
import { trackRuns, twoExports, type Run } from '../ribbon-core/two-exports.js';
import { commands, endsInPager, meaningsOf, VERBS, type Command } from './commands.js';
import { trackEditPath } from './edit-path.js';
import { unfinishedLine } from './last-line.js';
import { watchSections } from './sections.js';
import { split } from './split.js';

/** A `set` or `delete` line. */
export interface Statement {
  readonly verb: 'set' | 'delete';
  /** The path that was entered with `edit` before it. */
  readonly base: readonly Token[];
  /** That path and the words of the line. */
  readonly words: readonly Token[];
  readonly leaves: readonly Leaf[];
  /** Which of the file's runs it belongs to. */
  readonly run: number;
  /** From the verb to the end of the line, without its terminator. */
  readonly start: number;
  readonly end: number;
}

export interface Scan {
  readonly faults: readonly PlacedFault[];
  /** The file is typed commands, not output: it shows what it changes. */
  readonly script: boolean;
  readonly shown: readonly Shown[];
  readonly runs: readonly Run[];
  readonly hostName: string | null;
  /** The file ends in the middle of something. */
  readonly cut: boolean;
}

/** They change all of the configuration, whatever follows; `load` needs a word behind it that prose has not. */
const WHOLE = /^(?:rollback|revert)(?: (?:\d{1,4}|configuration|selective|no-confirm)\b.*)?$/;
const LOAD = /^load (?:merge|override|replace|set)\b/;
const TOP = SCHEMA.children;
const SESSION_MODES = /^(?:exclusive|private|no-confirm|shared)?$/;

/** Reads a file of `set` lines; `visit` gets each statement in its order, whatever it is about. */
export function scan(source: SourceText, visit: (statement: Statement) => void): Scan {
  const { text } = source;
  const faults: PlacedFault[] = [];
  const shown: Shown[] = [];
  const hosts = new Set<string>();
  const runs = trackRuns();
  const again = watchSections();
  let printedBy: string | null = null;
  let second: PlacedFault | null = null;
  const path = trackEditPath();
  let script = false;
  let listing = false; // what a show command prints starts from the top, wherever it was typed
  let asked: Shown | null = null;
  let printing: Shown | null = null; // what the command asked for whose output is being read
  let host: string | null = null;
  let lost = false; // once is enough until the path is clear again
  let cut = false;

  const baseOf = ({ prompt }: Command) => (listing && prompt === null ? [] : path.current());

  const reportLost = ({ verb, start, end }: Command) => {
    if (lost) return;
    lost = true;
    const because = 'the edit and up commands before it do not tell where it belongs';
    faults.push({ messageId: 'statement', what: `a ${verb} line`, because, start, end, words: [] });
  };

  /** A change that is made in a way that is not read. `words`: what it may be about. */
  const reportChange = ({ verb, start, args }: Command, because: string, words: readonly Token[]) => {
    script = true;
    faults.push({ messageId: 'statement', what: `a line that starts with ${verb}`, because, start, end: args, words });
  };

  /** A verb that is typed short, or changes the configuration in a way that is not followed. */
  const readUnknown = (command: Command, meanings: readonly string[]) => {
    const { verb, prompt } = command;
    const { words: own } = tokenize(text, command.args, command.end);
    const rest = own.map((word) => word.text).join(' ');
    const meant = (...verbs: readonly string[]) => verbs.some((each) => meanings.includes(each));
    const because = meanings.includes(verb)
      ? 'what it changes is not followed'
      : `it may be short for ${meanings.join(' or ')}, and keywords are read only in full`;

    if (meant('show')) {
      if (prompt !== null) asked = readShow(own, path.current() ?? []);
      listing = prompt !== null;
      return;
    }
    if (meant('commit', 'configure') && SESSION_MODES.test(rest)) {
      script = true;
      return;
    }
    const whole = meanings.map((each) => `${each} ${rest}`.trim());
    if (whole.some((each) => WHOLE.test(each) || LOAD.test(each))) {
      reportChange(command, because, []);
      return;
    }
    if (meant('top', 'exit', 'quit')) {
      if (rest === '' && path.current()?.length !== 0) path.lose();
      return;
    }
    if ((own[0]?.text.length ?? 0) < 2) return;
    const base = baseOf(command);
    if (!base) reportLost(command);
    else if (mayMatter([...base, ...own])) reportChange(command, because, [...base, ...own]);
    if (meant('edit')) path.lose();
  };

  /** `top` and `up` may run a command that stands behind them; where that leaves the path is not known. */
  const readBehind = (command: Command, words: readonly Token[], before: readonly Token[] | null) => {
    const at = /^\d/.test(words[0]?.text ?? '') ? 1 : 0;
    const behind = words[at]?.text ?? '';
    if (!meaningsOf(behind).includes(behind)) return;
    const about = [...(path.current() ?? []), ...words.slice(at + 1)];
    if (mayMatter(about)) reportChange(command, 'the command behind it is not read', about);
    if (before?.length !== 0) path.lose();
  };

  const readStatement = (command: Command, verb: 'set' | 'delete') => {
    const { words: own, unclosed, stray } = tokenize(text, command.args, command.end);
    const current = baseOf(command);
    const base = current ?? [];
    const words = [...base, ...own];
    const fault = (messageId: Fault['messageId'], what: string, because: string, start: number, end: number) => {
      if (mayMatter(words)) faults.push({ messageId, what, because, start, end, words });
    };
    if (!current) {
      reportLost(command);
      return;
    }
    lost = false;
    if (unclosed !== null && !command.terminated) {
      cut = true;
      const because = 'the file ends inside a word';
      faults.push({
        messageId: 'truncated',
        what: `the last ${verb} line`,
        because,
        start: unclosed,
        end: command.end,
        words: [],
      });
      return;
    }
    const joint = own.findIndex(({ text: word }, at) => word.endsWith('set') && TOP.has(own[at + 1]?.text ?? ''));
    if (joint >= 0) {
      const about = own.slice(joint + 1);
      const at = { start: own[joint]?.start ?? command.start, end: command.end };
      const because = 'another set line stands in the middle of it';
      faults.push({ messageId: 'statement', what: `a ${verb} line`, because, ...at, words: about });
      return;
    }
    if (unclosed === null && stray !== null) {
      const because = 'a quote or a control character stands where none can';
      fault('statement', `a ${verb} line`, because, stray, command.end);
      return;
    }
    if (unclosed !== null) {
      fault('statement', `a ${verb} line`, 'a quote is not closed', unclosed, command.end);
      return;
    }
    const { leaves, faults: found } = split(words, verb);
    const [broken] = found;
    if (broken && !command.terminated && mayMatter(words)) {
      cut = true;
      fault('truncated', `the last ${verb} line`, 'the file ends inside a line', command.start, command.end);
      return;
    }
    for (const { messageId, what, because, start, end } of found) fault(messageId, what, because, start, end);
    const { start, end } = command;
    const run = runs.at(printing, start, end);
    const begins = again.see(words[0]?.text ?? '', start, end);
    if (begins) second ??= begins;
    visit({ verb, base, words, leaves, run, start, end });
  };

  for (const command of commands(source)) {
    const { verb, prompt } = command;
    if (prompt !== null) {
      hosts.add(prompt);
      host = prompt;
      listing = false;
      asked = null;
      printing = null;
    }
    if (verb === '') {
      const { start, end } = command;
      const because = 'its first word is not known, and what follows would follow set';
      faults.push({ messageId: 'statement', what: 'a line', because, start, end, words: [] });
      continue;
    }
    if (!VERBS.has(verb)) {
      readUnknown(command, meaningsOf(verb));
      continue;
    }
    switch (verb) {
      case 'set':
      case 'delete':
        // In system mode `set` is about the session: the width of the screen, the pager.
        if (command.system && !mayMatter(tokenize(text, command.args, command.end).words)) continue;
        if (verb === 'delete' || prompt !== null) script = true;
        // Only a command that printed lines of configuration tells what was asked for.
        if (asked) {
          shown.push(asked);
          printing = asked;
          runs.next();
          again.forget();
          if (printedBy !== null && host !== printedBy) {
            const because = 'the prompt before it is that of another device';
            second ??= twoExports(because, command.start, command.end);
          }
          printedBy = host;
        }
        asked = null;
        readStatement(command, verb);
        continue;
      case 'commit':
        script = true;
        continue;
      case 'configure':
        if (prompt === null) {
          if (!script && runs.runs.length > 0) {
            const because = 'a script of commands begins behind what the device printed';
            faults.push(twoExports(because, command.start, command.end));
          }
          script = true;
        }
        path.top();
        continue;
    }
    const { words } = tokenize(text, command.args, command.end);
    const before = path.current();
    switch (verb) {
      case 'show':
        if (prompt !== null) asked = readShow(words, path.current() ?? []);
        listing = prompt !== null;
        continue;
      case 'edit':
        script = script || prompt === null;
        path.edit(words);
        continue;
      case 'up':
        path.up(Number(words[0]?.text ?? 1) || 1);
        readBehind(command, words, before);
        continue;
      case 'top':
        path.top();
        readBehind(command, words, before);
        continue;
      default:
        path.exit();
    }
  }

  const unfinished = cut ? null : unfinishedLine(source);
  if (unfinished) {
    cut = true;
    const because = 'it does not end, and the lines before it do: the file may have been cut there';
    faults.push({ messageId: 'truncated', what: 'the last line', because, ...unfinished, words: [] });
  }
  if (endsInPager(source)) {
    cut = true;
    const end = text.length;
    faults.push({
      messageId: 'truncated',
      what: 'the capture',
      because: 'it ends where the pager waits for a key, before the output was over',
      start: end,
      end,
      words: [],
    });
  }
  if (second && !script) faults.push(second);
  const [name] = hosts;
  const hostName = hosts.size === 1 && name !== undefined ? name : null;
  return { faults, script, shown, runs: runs.runs, hostName, cut };
}
