import { join } from 'node:path';
import { program, root } from '../root.mjs';

export const node = process.execPath;
/** What a check may end with: fine, failing, or undecided. The inputs lack roots, so most runs end with 1. */
const ends = [0, 1, 3];
const AS_OF = ['--as-of', '2026-11-22'];

/** A run of the program as a user starts it. */
export function sbclint(command, argv, options = {}) {
  return { argv: [node, program, command, ...argv, ...AS_OF], ends, ...options };
}

/** The same, with the peak of its memory. */
export function sbclintWithPeak(command, argv, options = {}) {
  const preload = ['--require', join(root, 'bench', 'peak-memory.cjs')];
  return { argv: [node, ...preload, program, command, ...argv, ...AS_OF], ends, peak: true, ...options };
}
