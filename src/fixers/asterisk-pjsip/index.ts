import type { Fixer } from '../fixer.js';
import { planForBundles } from '../pem-bundle/plan.js';

/** Appends to the file of `ca_list_file`. */
export const asteriskPjsipFixer: Fixer = {
  format: 'asterisk-pjsip',
  plan: (input) =>
    planForBundles(input, {
      folderSetting: 'ca_list_path',
      home: { variable: 'ASTERISK_DIR', means: 'the folder that Asterisk starts relative paths from' },
    }),
};
