import type { SourceText } from '../../text/source-text.js';
import { unsupported } from '../problem.js';
import type { Parser } from '../parser.js';

const SETTING = /^(?:voip|security|system|network|provisioning|personal_settings)\/[\w/]{1,120}=/;
const ROOT_SLOT = /^security\/ca_certificate\/([0-4])\/uri=[ \t]*(\S?)/;

/**
 * The `<MAC>.cfg` of an AudioCodes 4xxHD phone. Up to five slots name the URLs of trusted roots and the file never holds
 * one, so nothing in it can be checked; the answer says so instead of "not recognized".
 */
export const audiocodesPhone: Parser = {
  format: 'audiocodes-phone',
  vendor: 'audiocodes',
  detect,
  parse: refuse,
  bind: () => null,
};

/** Paths with slashes before an equals sign, one a line: a slot of a root, or more of them than chance has. */
function detect(source: SourceText): boolean {
  let settings = 0;
  for (const { text } of source.linesThatBegin('vsnp')) {
    if (ROOT_SLOT.test(text)) return true;
    if (SETTING.test(text)) settings += 1;
    if (settings >= 5) return true;
  }
  return false;
}

function refuse(source: SourceText): ReturnType<Parser['parse']> {
  const filled: { readonly start: number; readonly end: number }[] = [];
  for (const { text, start } of source.lines()) {
    if (ROOT_SLOT.exec(text)?.[2]) filled.push({ start, end: start + text.indexOf('=') });
  }
  const [first] = filled;
  const at = first ?? { start: source.contentStart, end: source.contentStart };
  const slots = filled.length === 0 ? 'none' : String(filled.length);
  return {
    refused: unsupported(
      'the configuration of an AudioCodes phone as that of an SBC',
      "the SBC's configuration, and compare the files behind the phone's root URLs by hand",
      `its root slots (security/ca_certificate/0 to 4, ${slots} of them set) name URLs and never hold a certificate`,
      source.at(at.start, at.end),
    ),
  };
}
