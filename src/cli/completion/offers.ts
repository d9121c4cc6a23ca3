import type { Command } from '../commands.js';
import { FLAGS, flagHelp, type Completes, type FlagId } from '../flags.js';
import { operandWords } from '../operands.js';

/** A word to offer, with what it means. */
export type Offered = readonly [word: string, help: string];

/** What a shell offers for one value. */
export type Offer =
  | { readonly kind: 'file' | 'folder' | 'none' }
  /** `isOpen`: something follows, such as `=LEVEL`, so no blank is put behind the word. */
  | { readonly kind: 'words'; readonly words: readonly Offered[]; readonly isOpen: boolean };

export interface OfferedFlag {
  readonly name: string;
  readonly help: string;
  readonly repeats: boolean;
  /** `null` for a switch. */
  readonly value: { readonly shown: string; readonly offer: Offer } | null;
}

export interface OfferedOperand {
  readonly shown: string;
  readonly repeats: boolean;
  readonly offer: Offer;
}

export interface OfferedCommand {
  readonly name: string;
  readonly summary: string;
  readonly flags: readonly OfferedFlag[];
  readonly operands: readonly OfferedOperand[];
}

/** The names that completion knows beside the table of commands. */
export interface KnownWords {
  /** What `--report` may say, whichever command takes it. */
  readonly reports: readonly string[];
  readonly rules: readonly Offered[];
  readonly peers: readonly Offered[];
}

/** Everything that a shell may offer, from the table of commands; the first command is the default. */
export function offeredCommands(commands: readonly Command[], known: KnownWords): readonly OfferedCommand[] {
  return commands.map((command) => ({
    name: command.name,
    summary: command.summary,
    flags: command.flags.map((id) => offeredFlag(id, command, known)),
    operands: operandWords(command).map(({ shown, repeats, completes, choices }) => ({
      shown,
      repeats,
      offer: choices.length > 0 ? words(choices) : offerOf(completes, command, known, false),
    })),
  }));
}

/** The flags that take a value, each once, as they are typed. */
export function valueFlags(commands: readonly OfferedCommand[]): readonly string[] {
  const all = commands.flatMap(({ flags }) => flags.filter(({ value }) => value).map(({ name }) => `--${name}`));
  return [...new Set(all)];
}

function offeredFlag(id: FlagId, command: Command, known: KnownWords): OfferedFlag {
  const { name, value, multiple, choices, completes } = FLAGS[id];
  const shared = { name, help: flagHelp(id, command.formats), repeats: multiple === true };
  if (value === undefined) return { ...shared, value: null };
  const byName: Completes = value === 'FILE' ? 'file' : value === 'DIR' ? 'folder' : 'none';
  const offer = offerOf(choices ?? completes ?? byName, command, known, value.includes('='));
  return { ...shared, value: { shown: value, offer } };
}

function offerOf(completes: Completes, { formats }: Command, known: KnownWords, isPair: boolean): Offer {
  if (completes === 'file' || completes === 'folder' || completes === 'none') return { kind: completes };
  if (completes === 'rule') return words(known.rules, isPair);
  if (completes === 'peer') return words(known.peers, isPair);
  const plain = completes === 'report' ? known.reports : completes === 'format' ? formats : completes;
  return words(
    plain.map((word) => [word, '']),
    isPair,
  );
}

function words(offered: readonly Offered[], isPair = false): Offer {
  if (!isPair) return { kind: 'words', words: offered, isOpen: false };
  return { kind: 'words', words: offered.map(([word, help]) => [`${word}=`, help]), isOpen: true };
}
