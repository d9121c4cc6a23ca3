import type { SourceText } from '../../text/source-text.js';
import type { Format } from '../parser.js';

/** Types that no other file of Asterisk, and no other product, gives its sections. */
const TYPE = /^[ \t]*type[ \t]*=>?[ \t]*(?:transport|endpoint|aor)[ \t]*(?:;.*)?$/i;

/** pjsip.conf, or one of the files that FreePBX splits it into. */
export const asteriskPjsipFormat: Format = {
  format: 'asterisk-pjsip',
  vendor: 'asterisk',
  detect,
  load: async () => (await import('./index.js')).asteriskPjsip,
};

function detect(source: SourceText): boolean {
  if (!source.text.includes('[')) return false;
  let inSection = false;
  for (const { text } of source.linesThatBegin('[tT')) {
    if (/^[ \t]*\[[^\]\r\n]+\]/.test(text)) inSection = true;
    else if (inSection && TYPE.test(text)) return true;
  }
  return false;
}
