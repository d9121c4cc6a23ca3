import { pkiBlocks } from '../../parsers/ribbon-core/pki-blocks.js';
import { scan } from '../../parsers/ribbon-core-json/scan.js';
import type { Fixer } from '../fixer.js';
import { takenBy } from '../ribbon-core/entries.js';
import { planWith } from '../ribbon-core/plan.js';

/** JSON is read and not edited: the device gets the script and the certificates (reference section 9.2). */
export const ribbonCoreJsonFixer: Fixer = {
  format: 'ribbon-core-json',
  plan(input) {
    const scanned = scan(input.source);
    const entries = 'sections' in scanned ? pkiBlocks(scanned.sections) : [];
    const nowhere = () => null;
    const layout = { editable: false, ...takenBy(entries), addEntry: nowhere, enableEntry: nowhere };
    return planWith(layout, input);
  },
};
