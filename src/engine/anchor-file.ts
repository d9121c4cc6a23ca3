import type { KnownCertificate } from '../model/certificate.js';
import type { SourceText } from '../text/source-text.js';
import { ownCertificates } from '../x509/own-file.js';
import { certificateReader } from '../x509/reader.js';
import type { CheckOptions } from './input.js';

/** The bytes of a known root from a file that the user brings, or why the file is not taken. Its SHA-256 decides. */
export async function readAnchorFile(
  source: SourceText,
  wanted: KnownCertificate,
  { knowledge, sha256 }: Pick<CheckOptions, 'knowledge' | 'sha256'>,
): Promise<Uint8Array | { readonly refused: string }> {
  const own = await ownCertificates(source, certificateReader(knowledge.certificates, sha256));
  if ('refused' in own) return { refused: `${source.path} is not taken: ${own.refused}` };
  const found = own.find(({ certificate }) => certificate.sha256 === wanted.sha256);
  if (found) return found.der;
  const held = own.slice(0, 3).map(({ certificate: { subject, sha256 } }) => `${subject} (SHA-256 ${sha256})`);
  const more = own.length > held.length ? ` and ${own.length - held.length} more` : '';
  return {
    refused: `${source.path} is not ${wanted.name}, whose SHA-256 is ${wanted.sha256}: it holds ${held.join(', ')}${more}`,
  };
}
