import type { SourceText } from '../text/source-text.js';
import type { CertificateReader } from '../x509/reader.js';
import type { Checkable } from '../x509/path/signatures.js';

/** What a peer presented to `openssl s_client`, or a file of its certificates: its own first. */
export interface PeerChain {
  readonly name: string;
  readonly certificates: readonly Checkable[];
}

/** Reads PEM, PKCS#7 or the output of `openssl s_client -showcerts`; `refused` says what is wrong with it. */
export async function readPeerChain(
  source: SourceText,
  certificates: CertificateReader,
): Promise<PeerChain | { readonly refused: string }> {
  const { path } = source;
  if (!certificates.recognizes(source)) return { refused: `${path} holds no certificate that can be read` };
  const { found, refused } = await certificates.readFile(source);
  const [first] = refused;
  if (first) return { refused: `line ${first.at.line} of ${path}: ${first.because}` };
  // s_client prints the peer's own certificate a second time.
  const seen = new Set<string>();
  const once = found.filter(({ certificate: { sha256 } }) => !seen.has(sha256) && seen.add(sha256));
  if (once.length === 0) return { refused: `${path} holds no certificate that can be read` };
  return {
    name: path,
    certificates: once.map(({ certificate }) => ({
      certificate,
      der: certificates.bytesOf(certificate.sha256),
      issuerSpkiSha256: null,
    })),
  };
}
