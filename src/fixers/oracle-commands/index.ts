import { EMPTY_PLAN, type Fixer } from '../fixer.js';

/** A script is not the configuration: what it would have to add cannot be told from it. */
export const oracleCommandsFixer: Fixer = {
  format: 'oracle-commands',
  plan: ({ wants }) => ({
    ...EMPTY_PLAN,
    refusals: wants.map((want) => ({
      want,
      because:
        'commands show neither which names are taken nor what the list holds: give show running-config, and the script to add it is made from that',
    })),
  }),
};
