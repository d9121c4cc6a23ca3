import { planFor } from '../audiocodes-ini/index.js';
import type { Fixer } from '../fixer.js';

/**
 * The roots of a Mediant reach the device as for its INI file: by calls that add one each. The text of a CLI script is never
 * edited, since an import reads a PEM at an interactive prompt and the keyword of the built-in list is not documented.
 */
export const audiocodesCliFixer: Fixer = {
  format: 'audiocodes-cli',
  plan: (input) =>
    planFor(input, (_, store) => ({
      kind: 'refused',
      because:
        `UseDefaultCABundle cannot be used for TLS context ${store}: its keyword in a CLI script is not documented; ` +
        'give the INI file for this',
    })),
};
