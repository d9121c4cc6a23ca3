import type { Fixer } from '../fixer.js';
import { planForBundles } from '../pem-bundle/plan.js';

/** Appends to cafile.pem in the folder of `tls-cert-dir`. */
export const freeswitchProfileFixer: Fixer = {
  format: 'freeswitch-profile',
  plan: (input) =>
    planForBundles(input, {
      folderSetting: 'tls-cert-dir',
      home: { variable: 'FREESWITCH_CERTS', means: 'the folder that holds cafile.pem' },
    }),
};
