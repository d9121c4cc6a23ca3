import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { PathRole } from '../../src/model/path.js';
import { decodeCertificate } from '../../src/x509/decode.js';
import { findPath } from '../../src/x509/path/find-path.js';
import { checkSignatures } from '../../src/x509/path/signatures.js';
import { makeHierarchy, type Made, type Specimen } from '../support/hierarchy.js';
import { sha256 } from '../support/knowledge.js';

const HIERARCHIES = Number(process.env['HIERARCHIES'] ?? 150);
const SEED = Number(process.env['HIERARCHY_SEED'] ?? 1);
const openssl = spawnSync('openssl', ['version']).status === 0;

interface Question {
  readonly anchors: readonly Specimen[];
  readonly presented: readonly Specimen[];
  readonly at: string;
  readonly role: PathRole;
}

const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';
const ANY = '2.5.29.37.0';

/** What can be unusual in a certificate; most are decent, so that paths get some way. */
function oddity(ca: boolean): fc.Arbitrary<Partial<Specimen>> {
  const usage = fc.constantFrom([SERVER_AUTH], [SERVER_AUTH, CLIENT_AUTH], [CLIENT_AUTH], [ANY], [ANY, SERVER_AUTH]);
  const odd = fc.oneof(
    fc.constantFrom('2026-01-01T00:00:00Z', '2030-06-01T00:00:00Z').map((notAfter) => ({ notAfter })),
    fc.constant({ notBefore: '2028-01-01T00:00:00Z' }),
    usage.map((extKeyUsage) => ({ extKeyUsage })),
    fc.constantFrom<number | null>(null, 1, 2, 4, 16, 32, 64, 0x60, 0x20).map((keyUsage) => ({ keyUsage })),
    fc.constant({ unknownCritical: true }),
    fc.constant({ signedBy: 'Stranger' }),
    ...(ca
      ? [
          fc.nat(2).map((pathLength) => ({ pathLength })),
          fc.constantFrom(null, false).map((ca) => ({ ca })),
          fc
            .constantFrom('example.com', '.example.com', 'other.example', 'sip.example.com')
            .map((name) => ({ permittedDns: [name] })),
          fc.constantFrom('example.com', 'other.example', 'sip.example.com').map((name) => ({ excludedDns: [name] })),
        ]
      : [fc.constantFrom(['sip.example.com'], ['a.other.example', 'sip.example.com']).map((dns) => ({ dns }))]),
  );
  return fc.oneof({ weight: 4, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: odd });
}

/** One root or two, up to three CAs below, cross-signs between them, and any part of it left out. */
const question: fc.Arbitrary<Question> = fc
  .record({
    depth: fc.nat(3),
    odd: fc.array(oddity(true), { minLength: 8, maxLength: 8 }),
    leaf: oddity(false),
    cross: fc.nat(3),
    withSecondRoot: fc.boolean(),
    withFirstRoot: fc.boolean(),
    presentsRoot: fc.boolean(),
    leaveOut: fc.option(fc.nat(2), { freq: 5 }),
    anchorIsCa: fc.boolean(),
    at: fc.constantFrom('2026-11-23T00:00:00Z', '2025-06-01T00:00:00Z', '2031-01-01T00:00:00Z'),
    role: fc.constantFrom<PathRole>('server', 'client'),
  })
  .map(({ depth, odd, leaf, cross, withSecondRoot, withFirstRoot, presentsRoot, leaveOut, anchorIsCa, at, role }) => {
    const root = { subject: 'Root 1', issuer: 'Root 1', ca: true, ...odd[0], signedBy: 'Root 1' };
    const second = { subject: 'Root 2', issuer: 'Root 2', ca: true, ...odd[1], signedBy: 'Root 2' };
    const names = ['Root 1', 'CA 1', 'CA 2', 'CA 3'].slice(0, depth + 1);
    const cas = names
      .slice(1)
      .map((subject, i): Specimen => ({ subject, issuer: names[i] ?? '', ca: true, ...odd[2 + i] }));
    const crossed = names[Math.min(cross, names.length - 1)] ?? 'Root 1';
    const bridge: Specimen = { subject: crossed, issuer: 'Root 2', ca: true, ...odd[6] };
    const end: Specimen = { subject: 'sip.example.com', issuer: names.at(-1) ?? '', dns: ['sip.example.com'], ...leaf };
    const chain = [...cas].reverse().filter((_, i) => i !== leaveOut);
    return {
      anchors: [
        ...(withFirstRoot ? [root] : []),
        ...(withSecondRoot ? [second] : []),
        ...(anchorIsCa && cas[0] && !withFirstRoot ? [cas[0]] : []),
      ],
      presented: [end, ...chain, bridge, ...(presentsRoot ? [root] : [])],
      at,
      role,
    };
  });

async function ours({ anchors, presented, at, role }: Question, made: ReadonlyMap<Specimen, Made>) {
  const decode = async (specimen: Specimen) => {
    const der = made.get(specimen)?.der ?? new Uint8Array();
    return { certificate: await decodeCertificate(der, sha256), der, issuerSpkiSha256: null };
  };
  const store = await Promise.all(anchors.map(decode));
  const chain = await Promise.all(presented.map(decode));
  const signatures = await checkSignatures([...store, ...chain]);
  const instant = Date.parse(at);
  return findPath(
    { certificates: chain.map(({ certificate }) => certificate), isWhole: true },
    store.map(({ certificate }) => certificate),
    { at: { first: instant, last: instant }, role, insistsOnUsage: 'yes', signatures },
  );
}

function theirs({ anchors, presented, at, role }: Question, made: ReadonlyMap<Specimen, Made>, folder: string) {
  const file = (name: string, specimens: readonly Specimen[]) => {
    writeFileSync(join(folder, name), specimens.map((specimen) => made.get(specimen)?.pem ?? '').join(''));
    return join(folder, name);
  };
  const [end, ...others] = presented;
  const args = ['verify', '-no-CApath', '-no-CAstore', '-attime', String(Date.parse(at) / 1000)];
  args.push('-purpose', role === 'server' ? 'sslserver' : 'sslclient', '-CAfile', file('anchors.pem', anchors));
  if (others.length > 0) args.push('-untrusted', file('others.pem', others));
  const { status, stderr } = spawnSync('openssl', [...args, file('end.pem', end ? [end] : [])], { encoding: 'utf8' });
  return { valid: status === 0, said: /error \d+ at.*$/m.exec(stderr)?.[0] ?? '' };
}

/** Why OpenSSL may answer otherwise, and rightly so in its way; anything else is our mistake. */
function explained(answer: Awaited<ReturnType<typeof ours>>): boolean {
  // We leave open what products decide differently.
  if (answer.answer === 'unknown') return true;
  if (answer.answer === 'yes') return false;
  // OpenSSL takes an issuer without basicConstraints whose keyUsage lets it sign; RFC 5280, 6.1.4 (k), does not.
  return answer.tried.every(({ failure }) => failure?.fault === 'not-a-ca' && failure.certificate.isCa === null);
}

(openssl ? describe : describe.skip)('certification paths beside openssl verify', () => {
  it(`agrees on ${HIERARCHIES} hierarchies, or says why not`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sbclint-paths-'));
    const wrong: string[] = [];
    const seen = { yes: 0, no: 0, unknown: 0, explained: 0 };
    for (const asked of fc.sample(question, { seed: SEED, numRuns: HIERARCHIES })) {
      const specimens = [...new Set([...asked.anchors, ...asked.presented])];
      const list = await makeHierarchy(specimens);
      const made = new Map(specimens.map((specimen, i) => [specimen, list[i] as Made]));
      const answer = await ours(asked, made);
      const { valid, said } = theirs(asked, made, folder);
      seen[answer.answer] += 1;
      if (valid === (answer.answer === 'yes')) continue;
      seen.explained += 1;
      if (explained(answer)) continue;
      const tried = answer.tried.map(({ certificates, failure }) => [
        certificates.map(({ subject }) => subject),
        failure?.fault,
        failure?.detail,
      ]);
      wrong.push(JSON.stringify({ valid, said, answer: answer.answer, tried, asked }));
    }
    rmSync(folder, { recursive: true });
    expect(wrong).toEqual([]);
    // Both verdicts have to be common for the agreement to mean anything.
    expect(seen.yes).toBeGreaterThan(HIERARCHIES / 10);
    expect(seen.no).toBeGreaterThan(HIERARCHIES / 10);
  }, 3_600_000);
});
