import type { SourceText } from '../text/source-text.js';

/** A form of export that is known and not read. It is never passed over: what was not read was not checked. */
export interface UnsupportedForm {
  readonly form: string;
  readonly instead: string;
  readonly detect: (source: SourceText) => boolean;
}

const starts =
  (magic: string) =>
  ({ text }: SourceText) =>
    text.startsWith(magic);

/** How much of a file is looked at to tell an XML or JSON document by its first elements. */
const HEAD = 65_536;

const inHead =
  (opening: RegExp, element: RegExp) =>
  ({ text, contentStart }: SourceText) => {
    const head = text.slice(contentStart, contentStart + HEAD);
    return opening.test(head) && element.test(head);
  };

const XML = /^\s*</;

export const unsupportedForms: readonly UnsupportedForm[] = [
  { form: 'a 7-Zip archive', instead: 'its unpacked folder', detect: starts('7z\xbc\xaf\x27\x1c') },
  { form: 'a gzip archive', instead: 'its unpacked content', detect: starts('\x1f\x8b') },
  { form: 'a ZIP archive', instead: 'its unpacked folder', detect: starts('PK\x03\x04') },
  { form: 'a tar archive', instead: 'its unpacked folder', detect: ({ text }) => text.startsWith('ustar', 257) },
  {
    form: 'an AudioCodes CLI script',
    instead: 'the INI file (GET /api/v1/files/ini)',
    detect: ({ text }) =>
      /^[ \t]{0,8}configure (?:network|voip|system|troubleshoot)\b/m.test(text) &&
      /^[ \t]{0,8}(?:proxy-ip|proxy-set|sip-interface|tls) \d/m.test(text),
  },
  {
    form: 'an Oracle configuration in XML',
    instead: 'the output of show running-config',
    detect: inHead(XML, /<(?:configElement|tlsProfile|sipInterface|certificateRecord|sessionAgent)\b/),
  },
  {
    form: 'a Ribbon SBC Edge configuration',
    instead: 'nothing yet: this product line is not supported',
    detect: inHead(XML, /<Configuration\b[\s\S]{0,4096}<Token\b/),
  },
  {
    form: 'a Cisco IOS configuration',
    instead: 'nothing yet: CUBE is not supported',
    detect: ({ text }) =>
      [/^voice service voip\b/m, /^ ?mode border-element\b/m, /^dial-peer voice \d{1,9} voip\b/m, /^sip-ua\b/m].filter(
        (sign) => sign.test(text),
      ).length >= 2,
  },
];
