import { compiledReader, openProgram } from '../host/program.js';

declare const SBCLINT_MAIN: string;

openProgram(__dirname, SBCLINT_MAIN, compiledReader(__dirname))('worker');
