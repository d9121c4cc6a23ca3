import { readFileSync } from 'node:fs';
import { count, visible } from '../reporters/terminal.js';
import type { Environment } from './environment.js';
import { UsageError } from './usage-error.js';

/** More would drown what is wrong with a file. */
const SAID_PROBLEMS = 5;

/** The text of a file that another run wrote; `-` is standard input. */
export function savedText(command: string, path: string, { readStdin }: Environment): string {
  if (path === '-') return new TextDecoder().decode(readStdin());
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${command}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** What is wrong with such a file, and where. */
interface PlacedProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export function savedProblems(problems: readonly PlacedProblem[]): UsageError {
  const lines = problems
    .slice(0, SAID_PROBLEMS)
    .map(({ file, line, column, message }) => visible(`${file}:${line}:${column}: ${message}`));
  const more = problems.length - lines.length;
  return new UsageError([...lines, ...(more > 0 ? [`and ${count(more, 'more problem')}`] : [])].join('\n'));
}
