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
  { form: 'an archive in an archive', instead: 'its unpacked content', detect: starts('\x1f\x8b') },
  {
    // It manages neither tls-profile nor certificate-record (SDM REST API, caveats).
    form: 'an element of Oracle Session Delivery Manager, which never shows trust',
    instead: 'the output of show running-config',
    detect: inHead(XML, /<elementTypePath\b/),
  },
  {
    form: 'an Oracle configuration in XML',
    instead: 'the output of show running-config',
    detect: inHead(XML, /<(?:configElement|tlsProfile|sipInterface|sipManipulation|certificateRecord|sessionAgent)\b/),
  },
  {
    form: 'a Cisco configuration in XML or JSON (NETCONF, RESTCONF)',
    instead: 'the output of show running-config',
    detect: inHead(/^\s*[<{[]/, /\bCisco-IOS-XE-native\b/),
  },
  {
    form: 'the configuration of a Cisco ASA, which is no voice gateway',
    instead: 'show running-config of the router that is one',
    detect: inHead(/^/, /^(?:: )?ASA Version /m),
  },
];
