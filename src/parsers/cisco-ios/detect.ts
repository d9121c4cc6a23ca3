import type { SourceText } from '../../text/source-text.js';
import { Word } from '../../text/word-filter.js';

/** Two of these make a voice gateway of a router; the look-alikes (ASA, Junos) have none of them. */
const SIGNS: readonly { readonly word: Word; readonly line: RegExp }[] = [
  { word: new Word('voice service voip'), line: /^[ \t]{0,8}voice service voip[ \t\r]*$/im },
  { word: new Word('mode border-element'), line: /^[ \t]{0,8}mode border-element\b/im },
  { word: new Word('dial-peer voice '), line: /^[ \t]{0,8}dial-peer voice \d{1,9} voip[ \t\r]*$/im },
  { word: new Word('sip-ua'), line: /^[ \t]{0,8}sip-ua[ \t\r]*$/im },
  { word: new Word('allow-connections sip to sip'), line: /^[ \t]{0,8}allow-connections sip to sip[ \t\r]*$/im },
];
const ASA = /^(?:: )?ASA Version /m;

export function isVoiceGateway(source: SourceText): boolean {
  const { text } = source;
  const possible = SIGNS.filter(({ word }) => source.mayHold(word));
  return possible.length >= 2 && possible.filter(({ line }) => line.test(text)).length >= 2 && !ASA.test(text);
}
