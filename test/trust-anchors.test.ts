import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KnownCertificate } from '../src/model/certificate.js';
import { projectKnowledge, root } from './support/knowledge.js';
import {
  certificatesAtHand,
  hasReferenceRoots,
  readCertificates,
  referenceRoots,
  type ReferenceCertificate,
} from './support/reference-roots.js';

/** What the index beside the reference certificates says, which was computed by another program. */
interface IndexEntry {
  readonly slug: string;
  readonly subject: string;
  readonly issuer: string;
  readonly serial: string;
  readonly sha256: string;
  readonly spkiSha256Base64: string;
  readonly key: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly selfSigned: boolean;
}

let known: readonly KnownCertificate[] = [];
let atHand: readonly ReferenceCertificate[] = [];
const bytesOf = (sha256: string) => atHand.find(({ certificate }) => certificate.sha256 === sha256);

beforeAll(async () => {
  known = (await projectKnowledge()).certificates;
  atHand = await certificatesAtHand();
});

describe('the shipped files', () => {
  it('are 25 self-signed roots, and verify with their own key', () => {
    const shipped = known.filter(({ file }) => file !== null);
    expect(shipped).toHaveLength(25);
    for (const { sha256, name } of shipped) {
      const bytes = bytesOf(sha256);
      expect([name, bytes?.certificate.selfSigned, bytes?.node.verify(bytes.node.publicKey)]).toEqual([
        name,
        true,
        true,
      ]);
    }
  });
});

if (!hasReferenceRoots) {
  it('has no reference certificates at hand, so records are not compared with bytes', () =>
    expect(hasReferenceRoots).toBe(false));
} else {
  describe('beside the reference certificates', () => {
    const index = () =>
      (JSON.parse(readFileSync(join(referenceRoots, 'index.json'), 'utf8')) as { certificates: IndexEntry[] })
        .certificates;

    it('every shipped file has the bytes of its reference', async () => {
      const shipped = known.flatMap(({ file }) => file ?? []);
      const here = await readCertificates(shipped.map((file) => join(root, 'trust-anchors', file)));
      const there = await readCertificates(shipped.map((file) => join(referenceRoots, file)));
      expect(here.map(({ der }) => Buffer.from(der).toString('hex'))).toEqual(
        there.map(({ der }) => Buffer.from(der).toString('hex')),
      );
    });

    it('every certificate says what the index says, and none is left out', () => {
      const facts = ({
        subject,
        issuer,
        serial,
        notBefore,
        notAfter,
        selfSigned,
        sha256,
        spkiSha256,
        key,
      }: KnownCertificate) => ({
        subject,
        issuer,
        serial,
        notBefore,
        notAfter,
        selfSigned,
        sha256,
        spkiSha256Base64: Buffer.from(spkiSha256, 'hex').toString('base64'),
        key: key.replace('P-256', 'prime256v1').replace('P-384', 'secp384r1'),
      });
      const bySha256 = (a: { sha256: string }, b: { sha256: string }) => (a.sha256 < b.sha256 ? -1 : 1);
      const expected = index().map((entry) => ({
        subject: entry.subject,
        issuer: entry.issuer,
        serial: entry.serial.replace(/^0+(?=.)/, ''),
        notBefore: entry.notBefore,
        notAfter: entry.notAfter,
        selfSigned: entry.selfSigned,
        sha256: entry.sha256,
        spkiSha256Base64: entry.spkiSha256Base64,
        key: entry.key,
      }));
      expect(known.map(facts).sort(bySha256)).toEqual(expected.sort(bySha256));
    });

    it('every record says in every field what its bytes say', () => {
      const records = known.filter(({ file }) => file === null);
      expect(records).toHaveLength(24);
      for (const { name, file, issuerSpkiSha256, ...record } of records) {
        expect([name, file, issuerSpkiSha256?.length, record]).toEqual([
          name,
          null,
          64,
          bytesOf(record.sha256)?.certificate,
        ]);
      }
    });

    it('every record verifies with the key that it names, as Node sees it', () => {
      const verified = known
        .filter(({ file }) => file === null)
        .map(({ name, sha256, issuerSpkiSha256 }) => {
          const issuer = atHand.find(({ certificate }) => certificate.spkiSha256 === issuerSpkiSha256);
          const named = known.find(({ spkiSha256 }) => spkiSha256 === issuerSpkiSha256);
          // Of one issuer only the cross-sign is known; it carries the key all the same.
          return [name, issuer ? bytesOf(sha256)?.node.verify(issuer.node.publicKey) : `no bytes of ${named?.name}`];
        });
      expect(verified).toEqual(verified.map(([name]) => [name, true]));
    });

    it('no record leaves out what a record has no room for', () => {
      for (const { certificate } of atHand) {
        const { subject, subjectAltName, nameConstraints, unknownCritical, irregular, authorityKeyIdentifier } =
          certificate;
        if (known.some(({ sha256, file }) => sha256 === certificate.sha256 && file !== null)) continue;
        expect([subject, subjectAltName, nameConstraints, unknownCritical, irregular]).toEqual([
          subject,
          [],
          null,
          [],
          [],
        ]);
        expect([authorityKeyIdentifier?.issuer ?? null, authorityKeyIdentifier?.serial ?? null]).toEqual([null, null]);
      }
    });
  });
}
