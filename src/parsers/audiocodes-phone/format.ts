import type { SourceText } from '../../text/source-text.js';
import { Word } from '../../text/word-filter.js';
import type { Format } from '../parser.js';

const SETTING = /^(?:voip|security|system|network|provisioning|personal_settings)\/[\w/]{1,120}=/;
const PATHS = ['security/', 'system/', 'network/', 'provisioning/', 'personal_settings/'].map((path) => new Word(path));
export const ROOT_SLOT = /^security\/ca_certificate\/([0-4])\/uri=[ \t]*(\S?)/;

/**
 * The `<MAC>.cfg` of an AudioCodes 4xxHD phone. Up to five slots name the URLs of trusted roots and the file never holds
 * one, so nothing in it can be checked; the answer says so instead of "not recognized".
 */
export const audiocodesPhoneFormat: Format = {
  format: 'audiocodes-phone',
  vendor: 'audiocodes',
  detect,
  load: async () => (await import('./index.js')).audiocodesPhone,
};

/** Paths with slashes before an equals sign, one a line: a slot of a root, or more of them than chance has. */
function detect(source: SourceText): boolean {
  if (!PATHS.some((path) => source.mayHold(path)) && !source.text.includes('voip/')) return false;
  let settings = 0;
  for (const { text } of source.linesThatBegin('vsnp')) {
    if (ROOT_SLOT.test(text)) return true;
    if (SETTING.test(text)) settings += 1;
    if (settings >= 5) return true;
  }
  return false;
}
