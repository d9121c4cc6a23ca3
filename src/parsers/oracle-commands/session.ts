import type { Problem } from '../../model/trust.js';
import type { Range } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import { valueOf, type OracleElement } from '../oracle/element.js';
import { OTHER_TRUST, READ, TRUST_LISTS } from '../oracle/vocabulary.js';
import { statement, truncated } from '../problem.js';
import type { ListedCertificate } from '../parser.js';
import { assign, elementOf, keyOf, newDraft, selectedDraft } from './draft.js';
import { importedCertificates } from './imported.js';
import { isPartLevel, newLevel, NOTHING_IN_HAND, type Level } from './level.js';
import { isSingleton, Objects } from './objects.js';
import { otherBytes } from './other-bytes.js';
import { otherSession } from './other-session.js';
import { pastedElements } from './paste.js';
import { abbreviated, misspelt } from './word.js';
import { scan, type Command, type Event, type Import, type Paste } from './scan.js';

export interface Session {
  readonly elements: readonly OracleElement[];
  readonly listed: readonly ListedCertificate[];
  readonly lost: readonly Problem[];
}

const BRANCHES = new Set(['security', 'session-router', 'media-manager', 'system']);
const DEEPEST = 16;
/** Of parts of one object; no device comes near, and each done copies them. */
const MOST_PARTS = 1024;

/** What a session's commands made of the device, in their order. */
export function runSession(source: SourceText): Session {
  return new Run(source, scan(source)).result();
}

class Run {
  readonly #objects = new Objects();
  readonly #listed: ListedCertificate[] = [];
  readonly #lost: Problem[] = [];
  readonly #levels: Level[] = [];
  readonly #pasted: ReadonlyMap<Paste, readonly OracleElement[]>;
  /** The last change that no `activate-config` follows. */
  #waiting: Range | null = null;

  constructor(
    readonly source: SourceText,
    events: readonly Event[],
  ) {
    const { elements, lost } = pastedElements(source, events);
    this.#pasted = elements;
    for (const each of [...lost, ...otherSession(source), ...otherBytes(source)]) this.#lost.push(each);
    for (const event of events) this.#take(event);
    const open = this.#levels.find((level) => level.open !== null);
    if (open?.open) {
      const because = 'the file ends before done';
      this.#lost.push(truncated(`commands in ${open.word}`, because, this.#at(open.open.name)));
    } else if (this.#waiting) {
      const because = 'they take effect with save-config and activate-config, and neither follows';
      this.#lost.push(statement('changes that are not activated', because, this.#at(this.#waiting)));
    }
  }

  result(): Session {
    return { elements: this.#objects.elements, listed: this.#listed, lost: this.#lost };
  }

  #take(event: Event): void {
    if (event.kind === 'import') this.#import(event);
    else if (event.kind === 'paste') this.#paste(event);
    else this.#command(event);
  }

  #command(command: Command): void {
    const { word, value, failed } = command;
    this.#follow(command.level);
    const level = this.#levels.at(-1);
    if (failed) {
      const because = 'the device answered with an error, and whether it took it over cannot be told';
      this.#lost.push(statement('a command', because, this.#at(command.name)));
    }
    if (/^activate-c/.test(word) && !failed) this.#waiting = null;
    else if (word === 'done') this.#done(level, command);
    else if (word === 'quit') this.#leave(0);
    else if (word === 'exit') this.#leave(Math.max(0, this.#levels.length - 1));
    else if (word === 'select') this.#select(level, command);
    else if (word === 'show') this.#output(command);
    else if (word === 'no' || word === 'delete') this.#removal(level, command);
    else if (word === 'configure') this.#leave(0);
    else if (!value) this.#enter(level, command);
    else if (level?.type) this.#assign(level, command);
    else this.#pass(level, command);
  }

  #enter(level: Level | undefined, { word, name }: Command): void {
    if (this.#levels.length >= DEEPEST) return;
    if (level?.type && READ.get(level.type)?.has(word)) return this.#assign(level, bare(word, name));
    if (BRANCHES.has(word) && this.#levels.length === 0) {
      this.#levels.push({ ...newLevel('', name), word });
      return;
    }
    const entered = newLevel(word, name);
    const near = entered.type ? null : (abbreviated(word) ?? misspelt(word, level));
    if (near !== null) this.#lost.push(statement('an element', near, this.#at(name)));
    this.#levels.push(entered);
  }

  #assign(level: Level, command: Command): void {
    const { type } = level;
    if (!type) return;
    if (level.isLost) {
      if (READ.get(type)?.has(command.word)) this.#unselected(level, command);
      return;
    }
    const isKey = command.word === keyOf(type);
    const isDone = level.draft !== null && level.open === null && !level.isSelected;
    // After done the same object is still in hand; its key starts the next one.
    if (isDone && isKey) Object.assign(level, NOTHING_IN_HAND);
    level.draft ??= newDraft(type, this.#at(level.at));
    const at = this.#at(command.name);
    if (isDone && !isKey && READ.get(type)?.has(command.word)) {
      level.draft.unreadable.push({ at, because: `it follows done, so which ${type} it belongs to cannot be told` });
    } else if (isKey && level.isSelected) {
      level.draft.unreadable.push({ at, because: 'it renames what was selected' });
    }
    level.open ??= command;
    assign(this.source, level.draft, command);
  }

  /** Attributes of what is not read: a list of trust anchors there may matter all the same. */
  #pass(level: Level | undefined, { word, name, value }: Command): void {
    if (!TRUST_LISTS.has(word) || (level && OTHER_TRUST.test(level.word))) return;
    const what = level ? `an element ${level.word} that lists trust anchors` : 'a list of trust anchors';
    const because = level ? `${level.word} is not a known element` : 'the commands above it are missing';
    this.#lost.push(statement(what, because, this.source.at(name.start, (value ?? name).end)));
  }

  #select(level: Level | undefined, command: Command): void {
    if (!level) return;
    if (level.open) this.#unfinished(level);
    Object.assign(level, NOTHING_IN_HAND);
    const { type } = level;
    if (!type) return;
    const key = command.selected && this.source.sourced(command.selected.start, command.selected.end);
    if (!key && !isSingleton(type)) {
      level.isLost = true;
      return;
    }
    const { siblings, find } = this.#siblings(level);
    const target = find(type, isSingleton(type) ? '' : (key?.value ?? ''));
    const known = target === null ? null : (siblings[target] ?? null);
    level.draft = selectedDraft(type, key, known, this.#at(level.at));
    level.target = target;
    level.isSelected = true;
  }

  #done(level: Level | undefined, { name, failed }: Command): void {
    if (!level?.draft || !level.open) return;
    level.open = null;
    level.isSelected = false;
    if (failed) {
      Object.assign(level, NOTHING_IN_HAND);
      return;
    }
    const { siblings, parent } = this.#siblings(level);
    if (parent && level.target === null && siblings.length >= MOST_PARTS) {
      const because = 'there are more of them than any device has';
      this.#lost.push(statement(`a ${level.word}`, because, this.#at(name)));
      return;
    }
    level.target ??= siblings.length;
    const element = elementOf(level.draft);
    siblings[level.target] = element;
    if (parent) parent.open ??= bare('done', name);
    else {
      this.#objects.remember(element, level.target);
      this.#waiting = name;
    }
  }

  /** The objects that a level works on: those of the device, or the parts of the object above. */
  #siblings(level: Level): {
    readonly siblings: OracleElement[];
    readonly parent: Level | null;
    readonly find: (type: string, key: string) => number | null;
  } {
    const parent = this.#levels.at(-2);
    if (!isPartLevel(level) || !parent?.type) {
      const objects = this.#objects;
      return { siblings: objects.elements, parent: null, find: (type, key) => objects.find(type, key) };
    }
    parent.draft ??= newDraft(parent.type, this.#at(parent.at));
    const siblings = parent.draft.children;
    const find = (type: string, key: string) => {
      const found = siblings.findIndex((each) => each.type === type && valueOf(each, keyOf(type))?.value === key);
      return found < 0 ? null : found;
    };
    return { siblings, parent, find };
  }

  #removal(level: Level | undefined, { name, value }: Command): void {
    const what = value && this.source.slice(value.start, Math.min(value.end, value.start + 60)).split(/[ \t]/, 1)[0];
    const type = level?.type ?? (what && READ.has(what) ? what : null);
    if (!type) return;
    const because = 'what the device holds afterwards cannot be told';
    this.#lost.push(statement(`a command that takes away from ${type}`, because, this.#at(name)));
  }

  /** What `show` prints in a transcript is a better export than the commands around it. */
  #output({ name, value }: Command): void {
    if (
      this.#levels.length > 0 ||
      !value ||
      !/^(?:run|conf|sec)/i.test(this.source.slice(value.start, value.start + 4))
    )
      return;
    const because = 'it is read from a file of its own only: save it there';
    this.#lost.push(statement('output of show between commands', because, this.#at(name)));
  }

  #import({ command, label, armour, isEnded }: Import): void {
    this.#follow(command.level);
    const name = this.source.sourced(label.start, label.end);
    const what = `the certificate imported into ${name.value}`;
    if (command.failed) {
      this.#lost.push(statement(what, 'the device answered with an error', this.#at(command.failed)));
      return;
    }
    if (!isEnded) this.#lost.push(truncated(what, 'nothing ends the pasted text', name.at));
    for (const each of importedCertificates(this.source, name, armour)) this.#listed.push(each);
    if (armour.length > 0) this.#waiting = command.name;
    if (this.#objects.find('certificate-record', name.value) !== null) return;
    this.#objects.add(elementOf(selectedDraft('certificate-record', name, null, name.at)));
  }

  #paste(paste: Paste): void {
    this.#follow(paste.command.level);
    if (paste.accepted === 'no') {
      const because = 'the device found errors in it, or it was turned down';
      this.#lost.push(statement('pasted configuration', because, this.#at(paste.command.name)));
      return;
    }
    for (const element of this.#pasted.get(paste) ?? []) this.#objects.add(pastedPart(element));
    this.#waiting = paste.command.name;
  }

  /** A prompt tells the level: where lines are missing, it is believed rather than the commands. */
  #follow(level: string | null): void {
    if (level === null) return;
    if (level === '' || level === 'configure') return this.#leave(0);
    const depth = this.#levels.findLastIndex(({ word }) => word === level || word === level.replace(/s$/, ''));
    if (depth >= 0) this.#leave(depth + 1);
  }

  #leave(depth: number): void {
    while (this.#levels.length > depth) {
      const level = this.#levels.at(-1);
      if (level?.open) this.#unfinished(level);
      this.#levels.pop();
    }
  }

  #unfinished({ word, open }: Level): void {
    if (!open) return;
    const because = 'no done follows them, so whether the device took them over cannot be told';
    this.#lost.push(statement(`commands in ${word}`, because, this.#at(open.name)));
  }

  #unselected({ word }: Level, { name }: Command): void {
    this.#lost.push(statement(`a command in ${word}`, `which ${word} was selected cannot be told`, this.#at(name)));
  }

  #at({ start, end }: Range) {
    return this.source.at(start, end);
  }
}

/** Whether what was pasted was there before is not known, so that what is absent from it is not at its default. */
function pastedPart(element: OracleElement): OracleElement {
  return { ...element, isPart: true, children: element.children.map((part) => ({ ...part, isPart: true })) };
}

function bare(word: string, name: Range): Command {
  return { kind: 'command', word, name, value: null, level: null, selected: null, failed: null };
}
