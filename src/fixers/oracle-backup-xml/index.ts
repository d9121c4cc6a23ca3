import { EMPTY_PLAN, type Fixer } from '../fixer.js';

/** Restoring a backup replaces the whole configuration, so an edited one would do more than add. */
export const oracleBackupXmlFixer: Fixer = {
  format: 'oracle-backup-xml',
  plan: ({ wants }) => ({
    ...EMPTY_PLAN,
    refusals: wants.map((want) => ({
      want,
      because:
        'restoring a backup replaces the whole configuration: give show running-config, and the script to add it is made from that',
    })),
  }),
};
