import type { SourceText } from '../../text/source-text.js';
import { unsupported } from '../problem.js';
import type { Parser } from '../parser.js';
import { audiocodesPhoneFormat, ROOT_SLOT } from './format.js';

export const audiocodesPhone: Parser = {
  ...audiocodesPhoneFormat,
  parse: refuse,
  bind: () => null,
};

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
