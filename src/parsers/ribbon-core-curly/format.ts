import type { SourceText } from '../../text/source-text.js';
import { Word } from '../../text/word-filter.js';
import { isDelta } from '../ribbon-core/delta.js';
import type { Format } from '../parser.js';

/** Blocks that no other vendor has; `pki { certificate` tells it from Junos. Reference section 16. */
const SONUS_BLOCK =
  /^[ \t]{0,200}(?:addressContext|sipTrunkGroup|sipSigPort|tlsProfile|ipPeer)[ \t][^;\n]{1,400}\{[ \t\r]*$/;
/** A delta may hold no block of those, only an entry that goes away. */
const SONUS_WORD = /\b(?:addressContext|sipTrunkGroup|sipSigPort|tlsProfile)\b/;
const SONUS_WORDS = ['addressContext', 'sipTrunkGroup', 'sipSigPort', 'tlsProfile'].map((name) => ({
  name,
  word: new Word(name),
}));
const SET_LINE = /^[ \t]{0,200}(?:set|edit|delete)[ \t]/m;
const PKI_BLOCK = /^[ \t]{0,200}pki[ \t]{0,8}\{[ \t\r]*$/;
const CERTIFICATE_BLOCK = /^[ \t]{0,200}certificate[ \t][^;\n]{1,64}\{[ \t\r]*$/;
const TYPE = /^[ \t]{0,200}type[ \t]+"?(?:remote|local|local-internal)"?;/;

/** Output of `show configuration`, and files in the same braces, of an SBC Core. */
export const ribbonCoreCurlyFormat: Format = {
  format: 'ribbon-core-curly',
  vendor: 'ribbon-core',
  detect: (source) => inBraces(source),
  load: async () => (await import('./index.js')).ribbonCoreCurly,
};

function inBraces(source: SourceText): boolean {
  const words = SONUS_WORDS.some(({ name, word }) => source.mayHold(word) && source.text.includes(name));
  if (!source.text.includes('{') && !words) return false;
  let pki = false;
  let certificate = false;
  for (const { text } of source.text.includes('{') ? source.lines() : []) {
    if (text.endsWith('{') || text.trimEnd().endsWith('{')) {
      if (SONUS_BLOCK.test(text)) return true;
      pki ||= PKI_BLOCK.test(text);
      certificate ||= CERTIFICATE_BLOCK.test(text);
    } else if (certificate && TYPE.test(text)) return true;
  }
  return (pki || words) && isDelta(source) && (pki || SONUS_WORD.test(source.text)) && !SET_LINE.test(source.text);
}
