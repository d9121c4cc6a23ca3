import { isCommandStream } from './detect.js';
import type { Format } from '../parser.js';

/**
 * Scripts of ACLI commands and console transcripts. They show what was changed: nothing that is absent from them is
 * absent from the device, so no store is complete.
 */
export const oracleCommandsFormat: Format = {
  format: 'oracle-commands',
  vendor: 'oracle',
  detect: isCommandStream,
  load: async () => (await import('./index.js')).oracleCommands,
};
