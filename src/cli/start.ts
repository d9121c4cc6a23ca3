import { readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { isTerminal } from '../host/terminal.js';
import { main } from './main.js';

declare const SBCLINT_VERSION: string;

function writeAll(file: 1 | 2, text: string): void {
  const bytes = Buffer.from(text, 'utf8');
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(file, bytes, at);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      // The reader of a pipe went away: nobody is left to tell.
      if (code === 'EPIPE') process.exit(0);
      if (code !== 'EAGAIN') throw error;
    }
  }
}

const stdoutIsTerminal = isTerminal('stdout');

void main(process.argv.slice(2), {
  stdout: (text) => writeAll(1, text),
  stderr: (text) => writeAll(2, text),
  readStdin: () => readFileSync(0),
  stdinChunks: () => process.stdin,
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
