import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inTemporaryFolder, sbclint } from '../support/cli.js';
import { makeHierarchy, type Made, type Specimen } from '../support/hierarchy.js';
import { sequence, set, tlv, integer, oid } from '../support/der.js';

interface Played {
  readonly verdict: string;
  readonly presents?: string;
  readonly because: string | null;
  readonly validUntil: string | null;
}

/** What becomes of a capture against a trust store by itself, with the exit code. */
async function play(anchor: Made, capture: string | Uint8Array): Promise<readonly [number, Played]> {
  let answer: readonly [number, Played] | undefined;
  await inTemporaryFolder(async (folder) => {
    mkdirSync(join(folder, 'store'));
    writeFileSync(join(folder, 'store/anchors.pem'), anchor.pem);
    writeFileSync(join(folder, 'peer.pem'), capture);
    const argv = ['simulate', join(folder, 'store'), '--peer', 'zoom', '--peer-chain', join(folder, 'peer.pem')];
    const { code, stdout } = await sbclint([...argv, '--as-of', '2026-11-23', '--format', 'json']);
    const { results } = JSON.parse(stdout) as { results: Played[] };
    const [only, another] = results;
    if (!only || another) throw new Error(`one handshake was expected: ${stdout}`);
    answer = [code, only];
  });
  if (!answer) throw new Error('nothing was played');
  return answer;
}

const ROOT: Specimen = { subject: 'Root', issuer: 'Root', ca: true };
const END: Specimen = {
  subject: 'sip.example.com',
  issuer: 'Root',
  names: [{ type: 'dns', value: 'sip.example.com' }],
};
const SELF: Specimen = { ...END, issuer: 'sip.example.com', ca: true };
/** The first and the sixth bit of keyUsage (RFC 5280, 4.2.1.3). */
const [DIGITAL_SIGNATURE, KEY_CERT_SIGN] = [1, 32];

function made<T extends readonly Specimen[]>(...specimens: T): readonly Made[] {
  return makeHierarchy(specimens);
}

/** A PKCS#7 file that holds certificates in this order. */
function pkcs7(certificates: readonly Made[]): Uint8Array {
  const signedData = sequence(
    integer(1),
    set(),
    sequence(oid('1.2.840.113549.1.7.1')),
    tlv(0xa0, ...certificates.map(({ der }) => der)),
    set(),
  );
  return sequence(oid('1.2.840.113549.1.7.2'), tlv(0xa0, signedData));
}

it('takes the certificate that issued none of the others for the own one, whatever the order of the file', async () => {
  const [root, end] = made(ROOT, { ...END, notAfter: '2026-11-01T00:00:00Z' });
  if (!root || !end) throw new Error('no certificates');
  for (const capture of [root.pem + end.pem, end.pem + root.pem, pkcs7([root, end]), pkcs7([end, root])]) {
    const [code, { verdict, because }] = await play(root, capture);
    expect([code, verdict, because]).toEqual([1, 'rejected', 'sip.example.com expired on 2026-11-01']);
  }
});

it('does not take a root for the own certificate where the CA between the two is lacking', async () => {
  const [root, , end] = made(ROOT, { subject: 'Issuing', issuer: 'Root', ca: true }, { ...END, issuer: 'Issuing' });
  if (!root || !end) throw new Error('no certificates');
  for (const capture of [root.pem + end.pem, end.pem + root.pem, pkcs7([root, end])]) {
    const [code, { verdict, because }] = await play(root, capture);
    expect([code, verdict]).toEqual([1, 'rejected']);
    expect(because).toBe('no trust anchor is its issuer Issuing');
  }
});

it('takes the first that can be it for the own one where several can', async () => {
  const [stranger, root, end, other] = made({ ...ROOT, subject: 'Other', issuer: 'Other' }, ROOT, END, {
    ...END,
    subject: 'b.example.com',
  });
  if (!stranger || !root || !end || !other) throw new Error('no certificates');
  const [code, { verdict }] = await play(root, stranger.pem + end.pem + other.pem);
  expect([code, verdict]).toEqual([0, 'accepted']);
});

it('reads a file with CRLF', async () => {
  const [root, end] = made(ROOT, END);
  if (!root || !end) throw new Error('no certificates');
  const crlf = `CONNECTED(00000003)\n---\nCertificate chain\n${end.pem}---\n`.replaceAll('\n', '\r\n');
  expect((await play(root, crlf)).map((each) => (typeof each === 'number' ? each : each.verdict))).toEqual([
    0,
    'accepted',
  ]);
});

describe('a self-signed certificate that says it is a CA', () => {
  it.each([
    ['without a keyUsage', { ...SELF, keyUsage: null }],
    ['for signatures only', { ...SELF, keyUsage: DIGITAL_SIGNATURE }],
    ['for signatures and certificates', { ...SELF, keyUsage: DIGITAL_SIGNATURE | KEY_CERT_SIGN }],
  ])('is accepted where it is trusted and refused where it is not: %s', async (_, specimen) => {
    const [self, root] = made(specimen, ROOT);
    if (!self || !root) throw new Error('no certificates');
    expect((await play(self, self.pem))[1].verdict).toBe('accepted');
    const [code, { verdict, because }] = await play(root, self.pem);
    expect([code, verdict]).toEqual([1, 'rejected']);
    expect(because).toContain('which is no trust anchor here');
  });

  it('is judged both ways where nothing tells which it is, and unknown where that makes a difference', async () => {
    // The root allows no CA below it, so this one is good as an end-entity certificate only.
    const [root, end] = made({ ...ROOT, pathLength: 0 }, { ...END, ca: true, keyUsage: null });
    if (!root || !end) throw new Error('no certificates');
    const [code, { verdict, because }] = await play(root, end.pem);
    expect([code, verdict]).toEqual([3, 'unknown']);
    expect(because).toBe(
      "sip.example.com says that it is a CA, and whether it is the peer's own certificate cannot be told: as an issuing CA, " +
        'Root allows 0 CAs below it, and there are more',
    );
    // What a server presents first is its own certificate.
    const captured = `CONNECTED(00000003)\n---\nCertificate chain\n${end.pem}---\n`;
    expect((await play(root, captured))[1].verdict).toBe('accepted');
  });
});
