import { writeSync } from 'node:fs';
import { compiledReader, openProgram } from '../host/program.js';

declare const SBCLINT_VERSION: string;
declare const SBCLINT_MAIN: string;

// Nothing of the program is read for this.
if (process.argv[2] === '--version') writeSync(1, `${SBCLINT_VERSION}\n`);
else openProgram(__dirname, SBCLINT_MAIN, compiledReader(__dirname))('start');
