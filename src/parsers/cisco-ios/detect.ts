import type { SourceText } from '../../text/source-text.js';

/** Two of these make a voice gateway of a router; the look-alikes (ASA, Junos) have none of them. */
const SIGNS: readonly RegExp[] = [
  /^[ \t]{0,8}voice service voip[ \t\r]*$/im,
  /^[ \t]{0,8}mode border-element\b/im,
  /^[ \t]{0,8}dial-peer voice \d{1,9} voip[ \t\r]*$/im,
  /^[ \t]{0,8}sip-ua[ \t\r]*$/im,
  /^[ \t]{0,8}allow-connections sip to sip[ \t\r]*$/im,
];
const ASA = /^(?:: )?ASA Version /m;

export function isVoiceGateway({ text }: SourceText): boolean {
  return SIGNS.filter((sign) => sign.test(text)).length >= 2 && !ASA.test(text);
}
