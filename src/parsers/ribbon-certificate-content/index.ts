import type { Problem } from '../../model/trust.js';
import type { Sourced } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import { Word } from '../../text/word-filter.js';
import { printedCertificates } from '../certificate-text/scan.js';
import type { ListedCertificate, ListingParser, ParsedListing } from '../parser.js';
import { statement } from '../problem.js';
import { ACTION, certificateBlocks, sections } from './scan.js';

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
export const ribbonCertificateContent: ListingParser = {
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

  parse(source): ParsedListing {
    const certificates: ListedCertificate[] = [];
    const problems: Problem[] = [];
    for (const { label, start, end } of sections(source)) {
      const found = listed(source, label, start, end);
      certificates.push(...found);
      if (found.length > 0) continue;
      const what = label ? `the certificate of PKI entry ${label.value}` : 'a certificate';
      const because = 'neither PEM nor text with serial number, issuer and subject follows';
      problems.push(statement(what, because, label?.at ?? source.at(start, start)));
    }
    return { certificates, problems };
  },
};

/** The same in a capture that holds configuration as well: what stands behind each command that names an entry. */
export function certificatesBeside(source: SourceText): readonly ListedCertificate[] {
  if (!source.text.includes(ACTION)) return [];
  return sections(source).flatMap(({ label, start, end }) => (label ? listed(source, label, start, end) : []));
}

function listed(
  source: SourceText,
  label: Sourced<string> | null,
  start: number,
  end: number,
): readonly ListedCertificate[] {
  const blocks = certificateBlocks(source, start, end);
  if (blocks.length > 0) {
    return blocks.map((range) => ({ label, body: { kind: 'armour', range }, at: source.at(range.start, range.end) }));
  }
  return printedCertificates(source, start, end)
    .filter(({ description: { serial, issuer, subject } }) => serial !== null && issuer !== null && subject !== null)
    .map(({ range, description }) => ({
      label,
      body: { kind: 'described', description },
      at: source.at(range.start, range.end),
    }));
}
