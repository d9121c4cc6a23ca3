import { Word } from '../../text/word-filter.js';
import type { Format } from '../parser.js';

/** Words that other vendors with `set system …` lines (Junos) do not have; reference section 16. */
const SONUS_WORD = /\b(?:addressContext|sipTrunkGroup|sipSigPort|tlsProfile)\b|\bpki[ \t]+certificate\b/;
const SONUS_WORDS = ['addressContext', 'sipTrunkGroup', 'sipSigPort', 'tlsProfile'].map((word) => new Word(word));
const CERTIFICATE = /pki[ \t]+certificate/;
const SETTING = /(?:set|edit|delete)[ \t]+"?(?:addressContext|profiles|system|global|security)/;
const SET_LINE = /(?:^|[\s>%#])"?(?:set|edit|delete)[ \t]+"?(?:addressContext|profiles|system|global|security)\b/;

/** Output of `show configuration | display set`, scripts of such lines, and quoted dumps of an SBC Core. */
export const ribbonCoreSetFormat: Format = {
  format: 'ribbon-core-set',
  vendor: 'ribbon-core',
  detect(source) {
    const mayHold = SONUS_WORDS.some((word) => source.mayHold(word)) || CERTIFICATE.test(source.text);
    if (!mayHold) return false;
    if (!SETTING.test(source.text)) return false;
    for (const { text } of source.lines()) {
      if (text.includes('set ') || text.includes('set\t') || text.includes('edit') || text.includes('delete')) {
        if (SET_LINE.test(text) && SONUS_WORD.test(text)) return true;
      }
    }
    return false;
  },
  load: async () => (await import('./index.js')).ribbonCoreSet,
};
