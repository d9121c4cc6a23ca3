import { bigFile } from './big-file.mjs';
import { fleet } from './fleet.mjs';
import { growth } from './growth.mjs';
import { linters } from './linters.mjs';
import { start } from './start.mjs';

/** Each gives, for one run of the bench, a group: what is run, and the lines that compare two of them each. */
export const kinds = [start, bigFile, fleet, growth, linters];
