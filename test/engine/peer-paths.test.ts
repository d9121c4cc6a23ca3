import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Certificate } from '../../src/model/certificate.js';
import { moment } from '../../src/model/time.js';
import { SourceText } from '../../src/text/source-text.js';
import { findPath } from '../../src/x509/path/find-path.js';
import { checkSignatures } from '../../src/x509/path/signatures.js';
import { certificateReader } from '../../src/x509/reader.js';
import { projectKnowledge, root, sha256 } from '../support/knowledge.js';

/** Certificates that the product knows by their facts only; their bytes lie beside the project, or nowhere. */
const reference = process.env['SBCLINT_REFERENCE_ROOTS'] ?? join(root, '..', 'shared', 'roots');

/** The shipped roots, with their bytes. */
async function shippedRoots() {
  const reader = certificateReader([], sha256);
  const folder = join(root, 'trust-anchors');
  const all = [];
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.pem'))) {
    all.push(...(await reader.readFile(SourceText.of(name, readFileSync(join(folder, name), 'latin1')))).found);
  }
  return { reader, roots: all.map(({ certificate }) => certificate) };
}

describe('the paths that peers may present', () => {
  it('each validate against the shipped roots for as long as the peer presents them, on the records', async () => {
    const knowledge = await projectKnowledge();
    const { roots } = await shippedRoots();
    const known = (wanted: string) => knowledge.certificates.find((each) => each.sha256 === wanted);
    for (const peer of knowledge.peers) {
      // A path of which a certificate could not be had is named, and never judged.
      for (const path of peer.paths.filter(({ notObtainable }) => !notObtainable)) {
        const certificates = path.certificates.flatMap((each) => known(each) ?? []);
        expect([path.id, certificates.length]).toEqual([path.id, path.certificates.length]);
        const signatures = (one: Certificate, issuer: Certificate) =>
          known(one.sha256)?.issuerSpkiSha256 === issuer.spkiSha256 ? 'yes' : 'no';
        const ends = [path.presentedFrom, path.presentedUntil].flatMap((day) => (day ? [moment(day)] : []));
        for (const at of ends) {
          const question = { at, role: 'server', insistsOnUsage: 'yes', signatures } as const;
          const { answer } = findPath({ certificates, isWhole: false }, roots, question);
          expect([path.id, at.text, answer]).toEqual([path.id, at.text, 'yes']);
        }
      }
    }
  });

  const folder = join(reference, 'reference-only');
  if (!existsSync(folder)) {
    it('has no bytes of recorded certificates at hand', () => expect(existsSync(folder)).toBe(false));
    return;
  }
  it('are decided alike on the records and on the bytes', async () => {
    const knowledge = await projectKnowledge();
    const { reader, roots } = await shippedRoots();
    const bodies = new Map<string, Certificate>();
    for (const name of readdirSync(folder).filter((each) => each.endsWith('.pem'))) {
      const { found } = await reader.readFile(SourceText.of(name, readFileSync(join(folder, name), 'latin1')));
      for (const { certificate } of found) bodies.set(certificate.sha256, certificate);
    }
    const all = [...bodies.values(), ...roots];
    const byBytes = await checkSignatures(
      all.map((certificate) => ({ certificate, der: reader.bytesOf(certificate.sha256), issuerSpkiSha256: null })),
    );
    const byRecords = (one: Certificate, issuer: Certificate) =>
      knowledge.certificates.find((each) => each.sha256 === one.sha256)?.issuerSpkiSha256 === issuer.spkiSha256
        ? 'yes'
        : 'no';
    let compared = 0;
    for (const path of knowledge.peers.flatMap(({ paths }) => paths).filter(({ notObtainable }) => !notObtainable)) {
      const records = path.certificates.flatMap(
        (wanted) => knowledge.certificates.find((each) => each.sha256 === wanted) ?? [],
      );
      const bytes = path.certificates.flatMap((wanted) => bodies.get(wanted) ?? []);
      expect([path.id, bytes.length]).toEqual([path.id, records.length]);
      for (const day of [
        '2021-01-01',
        '2024-06-27',
        '2024-06-28',
        '2026-08-25',
        '2026-08-26',
        '2028-05-26',
        '2029-06-04',
      ]) {
        for (const one of roots) {
          const ask = (certificates: readonly Certificate[], signatures: typeof byBytes) =>
            findPath({ certificates, isWhole: false }, [one], {
              at: moment(day),
              role: 'server',
              insistsOnUsage: 'yes',
              signatures,
            }).answer;
          expect([path.id, day, one.subject, ask(bytes, byBytes)]).toEqual([
            path.id,
            day,
            one.subject,
            ask(records, byRecords),
          ]);
          compared += 1;
        }
      }
    }
    expect(compared).toBeGreaterThan(1000);
  });
});
