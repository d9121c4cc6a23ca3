import type { Parser } from '../parser.js';
import { bind } from '../ribbon-core/bind.js';
import { captureOf } from '../ribbon-core/capture.js';
import { exportOf } from '../ribbon-core/from-blocks.js';
import { scan } from './scan.js';
import { ribbonCoreJsonFormat } from './format.js';

export const ribbonCoreJson: Parser = {
  ...ribbonCoreJsonFormat,
  bind,

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
