import type { KnownCertificate } from '../src/model/certificate.js';
import type { Knowledge, PeerPath } from '../src/model/knowledge.js';
import { findPath } from '../src/x509/path/find-path.js';
import { checkSignatures, type Checkable, type Signatures } from '../src/x509/path/signatures.js';
import { projectKnowledge } from './support/knowledge.js';
import { opensslVerifyEach } from './support/openssl-verify.js';
import { certificatesAtHand, hasReferenceRoots, type ReferenceCertificate } from './support/reference-roots.js';

let knowledge: Knowledge;
let atHand: readonly ReferenceCertificate[] = [];

beforeAll(async () => {
  knowledge = await projectKnowledge();
  atHand = await certificatesAtHand();
});

const knownBy = (sha256: string): KnownCertificate => {
  const found = knowledge.certificates.find((each) => each.sha256 === sha256);
  if (!found) throw new Error(`${sha256} is not known`);
  return found;
};
/** Those whose certificates are all known. */
const peerPaths = (): readonly PeerPath[] =>
  knowledge.peers.flatMap(({ paths }) => paths).filter(({ notObtainable }) => !notObtainable);

/** The roots that a store may hold: all that are self-signed, shipped or known by their facts. */
const roots = () => knowledge.certificates.filter(({ selfSigned }) => selfSigned === true);

function sevenRoots(): readonly KnownCertificate[] {
  const teams = knowledge.peers.find(({ id }) => id === 'microsoft-teams-direct-routing');
  const seven = teams?.requirements.find(({ id }) => id === 'teams-dr-2026-seven-roots')?.allOf ?? [];
  expect(seven).toHaveLength(7);
  return seven.map(knownBy);
}

/** One second before, at and after each end of a validity. The very second of notAfter has a test of its own. */
function instants(certificates: readonly KnownCertificate[]): readonly number[] {
  const all = certificates.flatMap(({ notBefore, notAfter }) => [
    Date.parse(notBefore) - 1000,
    Date.parse(notBefore),
    Date.parse(notAfter) - 1000,
    Date.parse(notAfter) + 1000,
  ]);
  return [...new Set(all)].sort((a, b) => a - b);
}

function decide(
  certificates: readonly KnownCertificate[],
  anchors: readonly KnownCertificate[],
  at: number,
  signatures: Signatures,
) {
  const question = { at: { first: at, last: at }, role: 'server', insistsOnUsage: 'yes', signatures } as const;
  return findPath({ certificates, isWhole: false }, anchors, question).answer;
}

it('every path of every peer is a chain: each certificate is issued by the next, and the last by a root that is known', () => {
  expect(peerPaths().length).toBeGreaterThan(0);
  for (const { id, certificates } of peerPaths()) {
    const path = certificates.map(knownBy);
    const anchor = roots().find(({ spkiSha256 }) => spkiSha256 === path.at(-1)?.issuerSpkiSha256);
    for (const [i, below] of path.entries()) {
      const above = path[i + 1] ?? anchor;
      expect([id, below.name, above?.subject, above?.spkiSha256]).toEqual([
        id,
        below.name,
        below.issuer,
        below.issuerSpkiSha256,
      ]);
      const wanted = below.authorityKeyIdentifier?.keyIdentifier;
      expect([id, wanted]).toEqual([id, above?.subjectKeyIdentifier]);
    }
  }
});

if (!hasReferenceRoots) {
  it('has no reference certificates at hand, so peer paths are not compared with openssl', () =>
    expect(hasReferenceRoots).toBe(false));
} else {
  it('every path fares alike by records, by bytes and by openssl verify, with each root alone, all seven and none', async () => {
    const pem = ({ sha256 }: KnownCertificate) => {
      const bytes = atHand.find(({ certificate }) => certificate.sha256 === sha256);
      if (!bytes) throw new Error(`no bytes of ${sha256}`);
      return bytes.pem;
    };
    const checkable = (isRecord: boolean) =>
      knowledge.certificates.map((certificate): Checkable => {
        const der = atHand.find((each) => each.certificate.sha256 === certificate.sha256)?.der ?? null;
        return { certificate, der, issuerSpkiSha256: isRecord ? certificate.issuerSpkiSha256 : null };
      });
    const byRecords = await checkSignatures(checkable(true));
    const byBytes = await checkSignatures(checkable(false));

    // Paths that differ in their first certificate only, and in nothing that counts, are asked about together.
    const groups = new Map<string, { paths: PeerPath[]; store: readonly KnownCertificate[]; at: number }>();
    for (const path of peerPaths()) {
      const chain = path.certificates.map(knownBy);
      const stores = [...roots().map((one) => [one]), sevenRoots(), []];
      for (const store of stores) {
        const own = store.filter(({ subject }) => chain.some(({ issuer }) => issuer === subject));
        // A root that is on no way up of the path changes nothing: one instant shows it.
        const all = own.length > 0 || store.length === 0 ? instants([...chain, ...own]) : instants(chain).slice(1, 2);
        for (const at of all) {
          const key = JSON.stringify([path.certificates.slice(1), store.map(({ sha256 }) => sha256), at]);
          const group = groups.get(key) ?? { paths: [], store, at };
          group.paths.push(path);
          groups.set(key, group);
        }
      }
    }

    const seen = { true: 0, false: 0 };
    for (const { paths, store, at } of groups.values()) {
      const [first] = paths;
      const verified = opensslVerifyEach(
        paths.map(({ certificates: [issuing = ''] }) => pem(knownBy(issuing))),
        {
          anchors: store.map(pem),
          others: first?.certificates.slice(1).map((sha256) => pem(knownBy(sha256))) ?? [],
          at: new Date(at).toISOString(),
          role: 'server',
          level: 2,
        },
      );
      for (const [i, { id, certificates }] of paths.entries()) {
        const chain = certificates.map(knownBy);
        const valid = verified[i]?.valid === true;
        const asked = [id, store.map(({ name }) => name), new Date(at).toISOString(), verified[i]?.said];
        const expected = valid ? 'yes' : 'no';
        expect([...asked, decide(chain, store, at, byRecords), decide(chain, store, at, byBytes)]).toEqual([
          ...asked,
          expected,
          expected,
        ]);
        seen[`${valid}`] += 1;
      }
    }
    expect(seen.true).toBeGreaterThan(50);
    expect(seen.false).toBeGreaterThan(100);
  }, 600_000);

  // RFC 5280, 4.1.2.5: the validity includes notAfter; X509_cmp_time() of OpenSSL answers "earlier" where both are the same.
  it('in the very second of notAfter we say yes and OpenSSL no, and nowhere else', async () => {
    const [path] = peerPaths();
    const chain = (path?.certificates ?? []).map(knownBy);
    const [issuing] = chain;
    const anchor = roots().find(({ spkiSha256 }) => spkiSha256 === issuing?.issuerSpkiSha256);
    if (!issuing || !anchor) throw new Error('no path');
    const signatures = await checkSignatures(
      [issuing, anchor].map((certificate) => ({
        certificate,
        der: null,
        issuerSpkiSha256: certificate.issuerSpkiSha256,
      })),
    );
    const pem = (sha256: string) => atHand.find(({ certificate }) => certificate.sha256 === sha256)?.pem ?? '';
    const end = Date.parse(issuing.notAfter);
    const both = (at: number) => [
      decide([issuing], [anchor], at, signatures),
      opensslVerifyEach([pem(issuing.sha256)], {
        anchors: [pem(anchor.sha256)],
        others: [],
        at: new Date(at).toISOString(),
        role: 'server',
      })[0]?.valid,
    ];
    expect([both(end - 1000), both(end), both(end + 1000)]).toEqual([
      ['yes', true],
      ['yes', false],
      ['no', false],
    ]);
  });
}
