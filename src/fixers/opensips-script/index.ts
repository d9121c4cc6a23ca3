import type { Fixer } from '../fixer.js';
import { planForBundles } from '../pem-bundle/plan.js';

/** Appends to the file of `ca_list`. */
export const opensipsScriptFixer: Fixer = {
  format: 'opensips-script',
  plan: (input) =>
    planForBundles(input, {
      folderSetting: 'ca_dir',
      home: { variable: 'OPENSIPS_DIR', means: 'the folder that OpenSIPS starts relative paths from' },
    }),
};
