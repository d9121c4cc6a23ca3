import type { Answer } from '../model/answer.js';
import type { Certificate } from '../model/certificate.js';
import { tellingFailure, type PathAnswer } from '../model/path.js';
import { failureWords } from '../rules/path-words.js';
import type { SourceText } from '../text/source-text.js';
import type { CertificateReader } from '../x509/reader.js';
import type { Checkable } from '../x509/path/signatures.js';
import { lowestFirst } from './lowest-first.js';
import { CAPTURE } from './recognize.js';

/** What a peer presented to `openssl s_client`, or a file of its certificates: its own first. */
export interface PeerChain {
  readonly name: string;
  readonly certificates: readonly Checkable[];
  /** Whether the first one is the peer's own; `no` where it can only be an issuing CA. */
  readonly beginsWithOwn: Answer;
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
  const isCapture = CAPTURE.test(source.text);
  const given = once.map(({ certificate }) => certificate);
  // What a server presents first is its own certificate.
  const ordered = isCapture ? given : lowestFirst(given);
  return {
    name: path,
    certificates: ordered.map((certificate) => ({
      certificate,
      der: certificates.bytesOf(certificate.sha256),
      issuerSpkiSha256: null,
    })),
    beginsWithOwn: isCapture ? 'yes' : isOwn(ordered[0]),
  };
}

/** A certificate that says it is a CA may be the peer's own all the same: many a self-signed one is. */
function isOwn(certificate: Certificate | undefined): Answer {
  if (certificate?.isCa !== true) return 'yes';
  const { keyUsage } = certificate;
  if (!keyUsage) return 'unknown';
  if (!keyUsage.includes('keyCertSign')) return 'yes';
  return keyUsage.every((usage) => usage === 'keyCertSign' || usage === 'cRLSign') ? 'no' : 'unknown';
}

/** What holds of a chain of which it may not be known whether it begins with the peer's own certificate or with an issuing CA. */
export function eitherWay<T extends PathAnswer>(
  { beginsWithOwn }: Pick<PeerChain, 'beginsWithOwn'>,
  judge: (isWhole: boolean) => T,
): T {
  if (beginsWithOwn !== 'unknown') return judge(beginsWithOwn === 'yes');
  const [own, issuing] = [judge(true), judge(false)];
  if (own.answer === issuing.answer) return own;
  const [worse, better] = RANK[own.answer] < RANK[issuing.answer] ? [own, issuing] : [issuing, own];
  const failure = worse.path?.failure ?? tellingFailure(worse.tried);
  if (!failure || worse.answer === 'unknown') return worse;
  const certificates = better.path?.certificates ?? [];
  const detail = `${worse === own ? 'its own' : 'an issuing CA'}, ${failureWords(failure)}`;
  const first = certificates[0] ?? failure.certificate;
  const path = { certificates, failure: { fault: 'own-or-ca', undecided: true, certificate: first, detail } as const };
  return { ...worse, answer: 'unknown', path };
}

const RANK = { no: 0, unknown: 1, yes: 2 } as const;
