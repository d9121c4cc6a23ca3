import type { Completes } from './flags.js';

export interface Operand {
  readonly help: string;
  readonly completes: Completes;
}

/** What stands behind each word between brackets in the table of commands. One that is not here stops help and man page. */
const OPERANDS: Readonly<Record<string, Operand>> = {
  paths: {
    help: 'exports, folders, archives or patterns; the working folder when absent',
    completes: 'file',
  },
  A: { help: 'an export, or a folder with the files of one device', completes: 'file' },
  B: { help: 'the one to compare with it', completes: 'file' },
  'run.json': { help: 'what sbclint check --format json printed', completes: 'file' },
  files: { help: 'files of tests; those below the working folder when absent', completes: 'file' },
  folder: { help: 'where to write it; the working folder when absent', completes: 'folder' },
  rule: {
    help: 'the id of a rule, as it stands in every finding, or open; sbclint rules lists them',
    completes: 'rule',
  },
};

/** What each word of a choice does, by the command that has it. */
const ACTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  baseline: {
    create: 'write the file, where there is none',
    update: 'add the findings that are new',
    prune: 'remove those that are mended',
  },
  config: {
    check: 'say whether the settings of each path are right',
    show: 'say what holds for a path, and which line says so',
    schema: 'print a JSON Schema: sbclint, peer-profile, vendor-profile, report or plan',
  },
  completion: {
    bash: 'for bash 3.2 or later',
    zsh: 'for zsh',
    fish: 'for fish',
    powershell: 'for PowerShell 5.1 or later',
  },
};

/** One word of a command's operands, as the help shows it. */
export interface OperandWord {
  readonly shown: string;
  readonly repeats: boolean;
  readonly help: string;
  readonly completes: Completes;
  /** What it has to be one of, with what each does; empty for a free word. */
  readonly choices: readonly (readonly [word: string, help: string])[];
}

/** The operands of a row such as `<check|show|schema> [paths...]`, one by one. */
export function operandWords({
  name,
  operands,
}: {
  readonly name: string;
  readonly operands: string;
}): readonly OperandWord[] {
  return [...operands.matchAll(/[[<]([^[<\]>]+)[\]>]/g)].map(([shown, inner = '']) => {
    const word = inner.replace(/\.\.\.$/, '');
    const shared = { shown, repeats: word !== inner };
    if (word.includes('|')) {
      const choices = word.split('|').map((each) => [each, ACTIONS[name]?.[each] ?? missing(name, each)] as const);
      return { ...shared, help: 'what to do', completes: 'none', choices };
    }
    const { help, completes } = OPERANDS[word] ?? missing(name, word);
    return { ...shared, help, completes, choices: [] };
  });
}

function missing(command: string, word: string): never {
  throw new Error(`the operand ${word} of ${command} has no row in operands.ts`);
}
