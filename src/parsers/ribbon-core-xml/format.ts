import { Word } from '../../text/word-filter.js';
import { documentIn } from '../ribbon-core/capture.js';
import type { Format } from '../parser.js';

/** How much of a file is looked at to tell a document by its first elements. */
const HEAD = 262_144;
const SONUS = /sonusnet\.com\/ns\/mibs\/|<(?:[\w.-]{1,40}:)?(?:addressContext|sipSigPort|sipTrunkGroup)[\s>]/;
const WORDS = ['sonusnet.com/ns/mibs/', 'addressContext', 'sipSigPort', 'sipTrunkGroup'].map((word) => new Word(word));

/** ConfD XML of an SBC Core: start-up files, `display xml`, and answers of NETCONF and REST. */
export const ribbonCoreXmlFormat: Format = {
  format: 'ribbon-core-xml',
  vendor: 'ribbon-core',
  detect(source) {
    if (!source.text.includes('<') || !WORDS.some((word) => source.mayHold(word))) return false;
    const { text, contentStart } = documentIn(source, '<', '>');
    const head = text.slice(contentStart, contentStart + HEAD);
    return /^\s*</.test(head) && SONUS.test(head);
  },
  load: async () => (await import('./index.js')).ribbonCoreXml,
};
