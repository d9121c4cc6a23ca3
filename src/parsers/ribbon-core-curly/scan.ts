import type { SourceText } from '../../text/source-text.js';
import type { Block, Section } from '../ribbon-core/blocks.js';
import type { Scanned } from '../ribbon-core/from-blocks.js';
import { mayMatter } from '../ribbon-core/matters.js';
import { readShow, type PlacedFault, type Shown } from '../ribbon-core/shown.js';
import type { Token } from '../ribbon-core/token.js';
import { tokenize } from '../ribbon-core/tokenize.js';
import { trackRuns, twoExports } from '../ribbon-core/two-exports.js';
import { afterNoise, commands, endsInPager, type Command } from '../ribbon-core-set/commands.js';
import { nextPart } from './part.js';

interface Open {
  readonly words: readonly Token[];
  readonly body: Block[];
  readonly start: number;
}

/** A prompt with nothing behind it, and the status lines that follow a command. */
const CHATTER = /^(?:[\w.-]{1,64}@[\w.-]{1,64}[>%#]|\[(?:ok|edit|error)\b)/;

const DEEPEST = 200;

/** Reads braces. Nesting is what they say: the device does not align closing braces (reference section 2.4). */
export function scan(source: SourceText): Scanned {
  const { text } = source;
  const sections: Section[] = [];
  const faults: PlacedFault[] = [];
  const shown: Shown[] = [];
  const hosts = new Set<string>();
  const open: Open[] = [];
  const echoes = [...commands(source)].filter(({ prompt }) => prompt !== null);
  let nextEcho = 0;
  let asked: readonly Token[] = [];
  let pending: Shown | null = null;
  let printing: Shown | null = null;
  let host: string | null = null;
  let printedBy: string | null = null;
  const runs = trackRuns();
  let cut = false;
  let deeper = 0; // blocks that are open inside the deepest one that is read

  const trailOf = () => [...asked, ...open.flatMap(({ words }) => words)];
  const fault = (own: readonly Token[], because: string, start: number, end: number) => {
    const words = [...trailOf(), ...own];
    if (!mayMatter(words)) return;
    faults.push({ messageId: 'statement', what: 'a line in braces', because, start, end, words });
  };
  const tooDeep = (start: number, end: number) => {
    if (deeper === 0) {
      const because = `it is nested more than ${DEEPEST} deep`;
      faults.push({ messageId: 'statement', what: 'a block', because, start, end, words: [] });
    }
    deeper += 1;
  };
  const keep = (block: Block) => {
    // Only a command that printed configuration tells what was asked for.
    if (pending) {
      shown.push(pending);
      printing = pending;
      runs.next();
      if (printedBy !== null && host !== printedBy) {
        const because = 'the prompt before it is that of another device';
        faults.push(twoExports(because, block.start, block.name.end));
      }
      printedBy = host;
    }
    pending = null;
    const run = runs.at(printing, block.start, block.name.end);
    const around = open.at(-1);
    if (around) around.body.push(block);
    else sections.push({ block, asked, run });
  };
  const close = (end: number) => {
    const closing = open.pop();
    const name = closing?.words[0];
    if (closing && name) keep({ name, words: closing.words.slice(1), body: closing.body, start: closing.start, end });
  };
  const cutAt = (end: number) => {
    const innermost = open.at(-1);
    if (!innermost) return;
    cut = true;
    const because = open.length === 1 ? 'a block of it is not closed' : `${open.length} blocks of it are not closed`;
    const what = 'the configuration';
    faults.push({ messageId: 'truncated', what, because, start: innermost.start, end: innermost.start, words: [] });
    deeper = 0;
    while (open.length > 0) close(end);
  };
  const echo = ({ verb, prompt, args, end, start }: Command) => {
    cutAt(start);
    if (prompt !== null) hosts.add(prompt);
    host = prompt;
    pending = null;
    printing = null;
    asked = [];
    if (verb !== 'show') return;
    const { words } = tokenize(text, args, end);
    pending = readShow(words, []);
    const from = words.findIndex(({ text: word }) => word === pending?.path[0]);
    asked = from < 0 ? [] : words.slice(from, from + pending.path.length);
  };
  const readLine = (from: number, end: number) => {
    for (let at = from; at < end;) {
      const part = nextPart(text, at, end);
      const { words, stray } = tokenize(text, at, part.stop);
      const start = words[0] ? words[0].start - (words[0].quoted ? 1 : 0) : part.stop;
      const [name] = words;
      if (stray !== null && part.kind !== 'unclosed')
        fault(words.slice(0, 1), 'a quote or a control character stands where none can', stray, part.stop);
      if (part.kind === 'unclosed') fault(words.slice(0, 1), 'a quote is not closed', start, end);
      else if (part.kind === '{') {
        if (open.length >= DEEPEST) tooDeep(start, part.next);
        else {
          if (!name) fault([], 'a block has no name', part.stop, part.next);
          open.push({ words: name ? words : [{ text: '', start, end: start, quoted: false }], body: [], start });
        }
      } else if (part.kind === ';') {
        if (name && deeper === 0) keep({ name, words: words.slice(1), body: null, start, end: part.next });
      } else if (name) fault(words.slice(0, 1), 'it has neither a semicolon nor a brace at its end', start, part.stop);
      if (part.kind === '}') {
        if (deeper > 0) deeper -= 1;
        else if (open.length > 0) close(part.next);
        else {
          const because = 'a brace closes that nothing opened';
          const at = { start: part.stop, end: part.next };
          faults.push({ messageId: 'statement', what: 'a line in braces', because, ...at, words: [] });
        }
      }
      at = part.next;
    }
  };

  let noComment = false;
  let skipTo = 0;
  for (const line of source.lines()) {
    const command = echoes[nextEcho];
    if (command && command.start < line.next) {
      nextEcho += 1;
      echo(command);
      continue;
    }
    const at = afterNoise(text, Math.max(line.start, skipTo), line.end);
    if (line.end <= skipTo || at >= line.end || text[at] === '#') continue;
    if (text[at] === '!') {
      const hides = open.length > 0 && /[;{]$/.test(text.slice(at, line.end).trimEnd());
      if (hides) fault([], 'an exclamation mark stands before it, as before a comment', at, line.end);
      continue;
    }
    if (text.startsWith('/*', at)) {
      const closed: number = noComment ? -1 : text.indexOf('*/', at + 2);
      noComment = closed < 0;
      skipTo = closed < 0 ? line.end : closed + 2;
      continue;
    }
    if (CHATTER.test(text.slice(at, Math.min(line.end, at + 140)))) continue;
    readLine(at, line.end);
  }
  cutAt(text.length);
  if (endsInPager(source)) {
    cut = true;
    const because = 'it ends where the pager waits for a key, before the output was over';
    const end = text.length;
    faults.push({ messageId: 'truncated', what: 'the capture', because, start: end, end, words: [] });
  }
  const [name] = hosts;
  return {
    sections,
    faults,
    shown,
    runs: runs.runs,
    hostName: hosts.size === 1 && name !== undefined ? name : null,
    cut,
  };
}
