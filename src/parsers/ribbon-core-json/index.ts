import type { Parser } from '../parser.js';
import { bind } from '../ribbon-core/bind.js';
import { captureOf, documentIn } from '../ribbon-core/capture.js';
import { exportOf } from '../ribbon-core/from-blocks.js';
import { scan } from './scan.js';

/** How much of a file is looked at to tell a document by its first members. */
const HEAD = 262_144;
const SONUS = /"sonus[A-Za-z0-9]{1,60}:[A-Za-z]/;

/** Output of `show configuration | display json` of an SBC Core. */
export const ribbonCoreJson: Parser = {
  format: 'ribbon-core-json',
  vendor: 'ribbon-core',
  bind,

  detect(source) {
    if (!source.text.includes('"sonus')) return false;
    const { text, contentStart } = documentIn(source, '{', '}');
    const head = text.slice(contentStart, contentStart + HEAD);
    return /^\s*\{/.test(head) && SONUS.test(head);
  },

  parse(source) {
    const scanned = scan(source);
    const { shown, hostName } = captureOf(source, '{', '}');
    const none = { faults: [], shown, runs: [], hostName, cut: false };
    if ('sections' in scanned) return exportOf({ ...none, sections: scanned.sections }, source);
    // Nothing of a document that is broken anywhere is taken for what the device holds.
    const nothing = exportOf({ ...none, sections: [], cut: true }, source);
    return { ...nothing, problems: [...nothing.problems, scanned.failed] };
  },
};
