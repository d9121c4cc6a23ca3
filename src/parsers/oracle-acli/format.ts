import { isCommandStream } from '../oracle-commands/detect.js';
import { isGrid } from './detect.js';
import type { Format } from '../parser.js';

/** The text that `show running-config` prints, in full, short, or for one element type. */
export const oracleAcliFormat: Format = {
  format: 'oracle-acli',
  vendor: 'oracle',
  detect: (source) => isGrid(source) && !isCommandStream(source),
  load: async () => (await import('./index.js')).oracleAcli,
};
