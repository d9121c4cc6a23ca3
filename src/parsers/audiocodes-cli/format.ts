import type { SourceText } from '../../text/source-text.js';
import { Word } from '../../text/word-filter.js';
import type { Format } from '../parser.js';

const CONFIGURE = new Word('configure');
/** A line of its own, behind what a pager or a prompt left before it. */
const SECTION =
  /(?:^|\x08|\x1b\[\d?[A-Za-z]|-- ?more ?--|\)\*?#)[ \t]{0,16}configure[ \t]{1,8}(?:network|voip|system)[ \t]*(?:-- ?more ?--[ \t]*)?$/im;
const ROW =
  /(?:^|\x08|\x1b\[\d?[A-Za-z]|-- ?more ?--|\)\*?#)[ \t]{0,16}(?:proxy-ip|proxy-set|sip-interface|tls|ip-group)[ \t]{1,8}[^\s"]{1,80}[ \t]*(?:-- ?more ?--[ \t]*)?$/im;

/** The CLI text of an AudioCodes Mediant: a CLI script, or `show running-config` as backup tools save it. */
export const audiocodesCliFormat: Format = {
  format: 'audiocodes-cli',
  vendor: 'audiocodes',
  detect,
  load: async () => (await import('./index.js')).audiocodesCli,
};

function detect(source: SourceText): boolean {
  if (!source.mayHold(CONFIGURE) || !source.text.toLowerCase().includes('configure')) return false;
  return SECTION.test(source.text) && ROW.test(source.text);
}
