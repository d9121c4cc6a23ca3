import { Word } from '../../text/word-filter.js';
import { ACTION } from './scan.js';
import type { ListingFormat } from '../parser.js';

const COMMAND = new Word(ACTION);
const PRINTED = new Word('Certificate:');
const ISSUER = new Word('Issuer:');
/** A capture that holds configuration as well is read as configuration. */
const SET_LINE = /\bset[ \t]{1,40}"?(?:system|profiles|addressContext|global|security)\b/;
/** The command as a line of its own, behind a prompt or not. Prose that mentions it has more around it. */
const COMMAND_LINE =
  /^(?:[ \t]{0,40}[\w.-]{1,64}@[\w.-]{1,64}[>%#][ \t]{0,8})?request[ \t]{1,8}(?:[a-z]{1,20}[ \t]{1,8}){0,4}certificate[ \t]{1,8}[^\s]{1,66}[ \t]{1,8}retrieveCertContent[ \t\r]{0,80}(?:\||$)/m;
const CONTENT = /-----BEGIN CERTIFICATE-----|^[ \t]{0,40}Issuer:/m;

/**
 * What `request system security pki certificate NAME retrieveCertContent` prints, saved with the command before it. The
 * layout has not been seen: a printed certificate and PEM armour are read wherever they stand behind the command.
 */
export const ribbonCertificateContentFormat: ListingFormat = {
  format: 'ribbon-certificate-content',
  vendor: 'ribbon-core',
  detect(source) {
    const { text } = source;
    const isPrinted = source.mayHold(PRINTED) && source.mayHold(ISSUER);
    if (!source.mayHold(COMMAND) && !isPrinted) return false;
    if (SET_LINE.test(text) || text.includes('certificate-record')) return false;
    if (text.includes(ACTION)) return COMMAND_LINE.test(text) || CONTENT.test(text);
    // Without the command: a certificate printed as OpenSSL prints it. With armour beside it, it is a PEM file.
    return (
      !text.includes('-----BEGIN ') && /^[ \t]{0,40}Certificate:[ \t\r]{0,40}$/m.test(text) && text.includes('Issuer:')
    );
  },
  load: async () => (await import('./index.js')).ribbonCertificateContent,
};
