import type { Problem } from '../../model/trust.js';
import type { SourceText } from '../../text/source-text.js';
import { Word } from '../../text/word-filter.js';
import type { Parser } from '../parser.js';
import { unsupported } from '../problem.js';
import { bind } from '../ribbon-core/bind.js';
import { captureOf, documentIn } from '../ribbon-core/capture.js';
import { exportOf } from '../ribbon-core/from-blocks.js';
import { scan } from './scan.js';

/** How much of a file is looked at to tell a document by its first elements. */
const HEAD = 262_144;
const SONUS = /sonusnet\.com\/ns\/mibs\/|<(?:[\w.-]{1,40}:)?(?:addressContext|sipSigPort|sipTrunkGroup)[\s>]/;
const WORDS = ['sonusnet.com/ns/mibs/', 'addressContext', 'sipSigPort', 'sipTrunkGroup'].map((word) => new Word(word));
/** Operations of NETCONF: such a document changes a configuration and is none. */
const OPERATION = /\boperation=["'](?:merge|replace|create|delete|remove)["']/;

/** ConfD XML of an SBC Core: start-up files, `display xml`, and answers of NETCONF and REST. */
export const ribbonCoreXml: Parser = {
  format: 'ribbon-core-xml',
  vendor: 'ribbon-core',
  bind,

  detect(source) {
    if (!source.text.includes('<') || !WORDS.some((word) => source.mayHold(word))) return false;
    const { text, contentStart } = documentIn(source, '<', '>');
    const head = text.slice(contentStart, contentStart + HEAD);
    return /^\s*</.test(head) && SONUS.test(head);
  },

  parse(source) {
    const refused = refusedChange(source);
    if (refused) return { refused };
    const scanned = scan(source);
    const { shown, hostName } = captureOf(source, '<', '>');
    const none = { faults: [], shown, runs: [], hostName, cut: false };
    if ('sections' in scanned) return exportOf({ ...none, sections: scanned.sections }, source);
    // Nothing of a document that is not well-formed is taken for what the device holds.
    const nothing = exportOf({ ...none, sections: [], cut: true }, source);
    return { ...nothing, problems: [...nothing.problems, scanned.failed] };
  },
};

function refusedChange(source: SourceText): Problem | null {
  const found = OPERATION.exec(source.text);
  if (!found) return null;
  return unsupported(
    'a change of an SBC Core in XML',
    'the output of show configuration | display set | nomore',
    'it holds operations on a configuration and no configuration',
    source.at(found.index, found.index + found[0].length),
  );
}
