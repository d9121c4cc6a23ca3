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
  for (const { text } of source.lines()) {
    if (ROOT_SLOT.test(text)) return true;
    if (SETTING.test(text)) settings += 1;
    if (settings >= 5) return true;
  }
  return false;
}

function refuse(source: SourceText): ReturnType<Parser['parse']> {
  const filled: { readonly start: number; readonly end: number }[] = [];
  for (const { text, start, end } of source.lines()) {
    const slot = ROOT_SLOT.exec(text);
    if (slot?.[2]) filled.push({ start, end: start + (text.indexOf('=') > 0 ? text.indexOf('=') : end - start) });
  }
  const [first] = filled;
  const at = first ?? { start: source.contentStart, end: source.contentStart };
  const slots = filled.length === 0 ? 'none of its five root slots is set' : `${filled.length} of its five root slots are set`;
  return {
    refused: unsupported(
      'the configuration of an AudioCodes phone, whose root slots name URLs',
      'the certificate files behind those URLs (security/ca_certificate/0/uri to 4), to compare them by hand',
      `${slots}; a slot names the URL of a trusted root and never holds the certificate`,
      source.at(at.start, at.end),
    ),
  };
}
