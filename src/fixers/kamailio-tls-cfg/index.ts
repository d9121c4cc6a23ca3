import type { Fixer } from '../fixer.js';
import { planForBundles } from '../pem-bundle/plan.js';

/** Appends to the file of `ca_list`. */
export const kamailioTlsCfgFixer: Fixer = {
  format: 'kamailio-tls-cfg',
  plan: (input) =>
    planForBundles(input, {
      folderSetting: 'ca_path',
      home: { variable: 'KAMAILIO_DIR', means: 'the folder of kamailio.cfg' },
    }),
};
