import { join } from 'node:path';
import { readStandardInput, standardInputPieces, writeStandard } from '../host/standard-streams.js';
import { isTerminal } from '../host/terminal.js';
import { main } from './main.js';

declare const SBCLINT_VERSION: string;

/** A report that nobody reads to its end still has its exit code, and its files are still written. */
let isRead = true;

const stdoutIsTerminal = isTerminal('stdout');

void main(process.argv.slice(2), {
  stdout: (text) => {
    isRead &&= writeStandard(1, text);
  },
  stdoutIsRead: () => isRead,
  stderr: (text) => {
    writeStandard(2, text);
  },
  readStdin: readStandardInput,
  stdinChunks: standardInputPieces,
  stdoutIsTerminal,
  stdoutColumns: stdoutIsTerminal ? process.stdout.columns : undefined,
  stderrIsTerminal: isTerminal('stderr'),
  variables: process.env,
  today: () => new Date().toISOString().slice(0, 10),
  elapsed: () => performance.now(),
  threadProgram: join(__dirname, 'thread.cjs'),
  dataFolder: __dirname,
  version: SBCLINT_VERSION,
}).then((code) => {
  // All is written by now; an end of its own accord would first wait for the code that V8 still compiles.
  process.exit(code);
});
