import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inTemporaryFolder, sbclint, type Outcome } from '../support/cli.js';
import { root } from '../support/knowledge.js';
import { rootPem } from '../support/rule-cases.js';

const example = join(root, 'examples', 'carrier');
const R2 = 'Example Carrier Root R2';

/** Runs on a copy of the example, with files changed; `$` in an argument stands for the folder. */
function onExample<T>(
  changes: Readonly<Record<string, (text: string) => string>>,
  work: (run: (...argv: string[]) => Promise<Outcome>, folder: string) => Promise<T>,
): Promise<T> {
  return inTemporaryFolder((folder) => {
    cpSync(example, folder, { recursive: true });
    for (const [path, change] of Object.entries(changes)) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, change(existsSync(file) ? readFileSync(file, 'latin1') : ''), 'latin1');
    }
    return work((...argv) => sbclint(argv.map((arg) => arg.replace('$', folder))), folder);
  });
}

interface Shown {
  readonly ruleId: string;
  readonly level: string;
  readonly trustAnchor: { readonly name: string } | null;
}

async function findings(run: (...argv: string[]) => Promise<Outcome>, asOf: string, ...paths: string[]) {
  const { stdout } = await run('check', ...(paths.length > 0 ? paths : ['$']), '--as-of', asOf, '--format', 'json');
  const { findings: found } = JSON.parse(stdout) as { findings: readonly Shown[] };
  return found.map(({ ruleId, level, trustAnchor }) => `${level} ${ruleId} ${trustAnchor?.name ?? ''}`.trim());
}

describe("a carrier of the user's own, with a private CA", () => {
  it.each([
    ['2026-08-31', []],
    ['2026-09-01', [`warning upcoming-trust-anchor ${R2}`]],
    ['2027-01-31', [`warning upcoming-trust-anchor ${R2}`]],
    ['2027-02-01', [`error missing-trust-anchor ${R2}`, `warning partly-verifiable-path ${R2}`]],
    ['2027-03-31', [`error missing-trust-anchor ${R2}`, `warning partly-verifiable-path ${R2}`]],
    ['2027-04-01', [`error missing-trust-anchor ${R2}`, 'warning unverifiable-path']],
  ])('on %s', async (asOf, expected) => {
    await onExample({}, async (run) => expect(await findings(run, asOf)).toEqual(expected));
  });

  it('has paths that are backed as far as the profile says', async () => {
    const verified = (text: string) => text.replace(/confidence: inferred/, 'confidence: verified');
    await onExample({ 'example-carrier.yaml': verified }, async (run) =>
      expect(await findings(run, '2027-04-01')).toContain('error unverifiable-path'),
    );
  });

  it('is simulated on the bytes: its own CA is accepted, and another key of the same name is not', async () => {
    await onExample({}, async (run) => {
      const { stdout } = await run('simulate', '$', '--as-of', '2027-02-01', '--format', 'json');
      const { results } = JSON.parse(stdout) as {
        results: readonly { direction: string; path: string; verdict: string; checks: string }[];
      };
      const inbound = results.filter(({ direction, checks }) => direction === 'inbound' && checks === 'device');
      expect(inbound.map(({ path, verdict }) => `${path} ${verdict}`)).toEqual([
        'issuing-ca-1 accepted',
        'issuing-ca-2 rejected',
      ]);
    });
  });

  it('is on the timeline with the days of the profile', async () => {
    await onExample({}, async (run) => {
      const { stdout } = await run('timeline', '$', '--as-of', '2026-11-22', '--format', 'json');
      const { events } = JSON.parse(stdout) as { events: readonly { date: string }[] };
      expect([...new Set(events.map(({ date }) => date))]).toEqual(['2027-02-01', '2027-04-01']);
    });
  });

  it('has its root in the pack and the scripts, byte for byte, and verify finds it', async () => {
    await onExample({}, async (run, folder) => {
      expect((await run('patch', '$/edge1', '--as-of', '2026-11-22', '--out', '$/out')).code).toBe(0);
      const anchors = join(folder, 'out', 'edge1', 'trust-anchors');
      expect(readdirSync(anchors)).toEqual(['ExampleCarrierRootR2.pem']);
      expect(readFileSync(join(anchors, 'ExampleCarrierRootR2.pem'), 'latin1')).toBe(
        readFileSync(join(folder, 'carrier-root-r2.pem'), 'latin1'),
      );
      expect(readFileSync(join(folder, 'out', 'edge1', 'apply.acli'), 'latin1')).toContain('ExampleCarrierRootR2');
      cpSync(join(folder, 'out', 'edge1', 'edge1.cfg'), join(folder, 'edge1', 'edge1.cfg'));
      cpSync(join(anchors, 'ExampleCarrierRootR2.pem'), join(folder, 'edge1', 'ExampleCarrierRootR2.pem'));
      expect((await run('verify', '$/edge1', '--plan', '$/out/plan.json', '--as-of', '2026-11-22')).code).toBe(0);
      expect(await findings(run, '2027-04-01', '$/edge1')).toEqual([]);
    });
  });

  it('has a root that --only-anchor takes by its name', async () => {
    await onExample({}, async (run) => {
      const { stdout } = await run('patch', '$', '--as-of', '2026-11-22', '--only-anchor', R2);
      expect(stdout).toContain(`+ ${R2}`);
      expect((await run('patch', '$', '--only-anchor', 'Example Carrier Root R3')).stderr).toMatch(
        /did you mean Example/,
      );
    });
  });

  it('has files that are facts and no evidence, unless one is named by itself', async () => {
    await onExample({}, async (run) => {
      const { stdout } = await run('check', '$', '--as-of', '2026-11-22', '--format', 'json');
      expect(JSON.parse(stdout)).toMatchObject({ summary: { files: { read: 2, parsed: 2, failed: 0 } } });
      const alone = ['$/carrier-root-r1.pem', '--peer', 'example-carrier', '--as-of', '2026-11-22'];
      expect((await run(...alone, '--format', 'concise')).stdout).toMatch(
        /carrier-root-r1\.pem:1:1 {2}warning {2}upcoming/,
      );
    });
  });

  it('has files as PKCS#7 too', async () => {
    const both = ['carrier-root-r1.pem', 'carrier-root-r2.pem'].map((name) =>
      readFileSync(join(example, name), 'latin1'),
    );
    const p7b = () => pkcs7(both.map((pem) => Buffer.from(pem.replace(/-----[A-Z ]+-----|\s/g, ''), 'base64')));
    const listed = (text: string) =>
      text
        .replace('carrier-root-r2.pem', 'roots.p7b')
        .replace(
          '{ file: carrier-root-r1.pem, name: Example Carrier Root R1 }',
          '{ file: roots.p7b, name: Example Carrier Root R1, sha256: 6e932925374be5317d64388911beace6a5905f6c3bc5347917911018e5e8783e }',
        );
    await onExample({ 'roots.p7b': p7b, 'example-carrier.yaml': listed }, async (run) =>
      expect(await findings(run, '2026-11-22', '$/edge1')).toEqual([`warning upcoming-trust-anchor ${R2}`]),
    );
  });
});

describe('mistakes end with exit code 2', () => {
  it.each<[string, Readonly<Record<string, (text: string) => string>>, RegExp]>([
    [
      'a file that is not there',
      { 'example-carrier.yaml': (text) => text.replace('root-r1.pem', 'root-r3.pem') },
      /example-carrier\.yaml:7:7: there is no file \S*carrier-root-r3\.pem; the path starts at the folder of this file/,
    ],
    [
      'a folder in the place of a file',
      { 'example-carrier.yaml': (text) => text.replace('carrier-root-r1.pem', 'edge1') },
      /example-carrier\.yaml:7:7: \S*edge1 is no file/,
    ],
    [
      'a private key',
      { 'carrier-root-r1.pem': (text) => `-----BEGIN PRIVATE KEY-----\nplanted\n-----END PRIVATE KEY-----\n${text}` },
      /:7:7: .*private key/,
    ],
    [
      'the id of a shipped peer',
      { 'example-carrier.yaml': (text) => text.replace('id: example-carrier', 'id: zoom') },
      /sbclint\.yaml:1:\d+: .*id zoom, which a peer of sbclint has too/,
    ],
    [
      'two peers of one id',
      { 'sbclint.yaml': () => 'peers: [example-carrier.yaml, example-carrier.yaml]\n' },
      /sbclint\.yaml:1:\d+: .*another of these peers has too/,
    ],
    [
      'two peers that call different certificates alike',
      {
        'sbclint.yaml': () => 'peers: [example-carrier.yaml, second.yaml]\n',
        'second.yaml': () =>
          readFileSync(join(example, 'example-carrier.yaml'), 'utf8')
            .replace('id: example-carrier', 'id: second')
            .replace(/R1/g, 'R3')
            .replace(/R2/g, 'R1')
            .replace(/R3/g, 'R2'),
      },
      /sbclint\.yaml:1:\d+: second\.yaml calls a certificate Example Carrier Root R2, and another peer/,
    ],
  ])('%s', async (_, changes, expected) => {
    await onExample(changes, async (run) => {
      const { code, stdout, stderr } = await run('check', '$', '--as-of', '2026-11-22');
      expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(expected)]);
      expect(stderr).not.toContain('planted');
    });
  });

  it('two peers may share a certificate', async () => {
    const second = () =>
      readFileSync(join(example, 'example-carrier.yaml'), 'utf8').replace('id: example-carrier', 'id: second');
    const changes = { 'sbclint.yaml': () => 'peers: [example-carrier.yaml, second.yaml]\n', 'second.yaml': second };
    await onExample(changes, async (run) =>
      expect(await findings(run, '2026-11-22')).toEqual([`warning upcoming-trust-anchor ${R2}`]),
    );
  });
});

describe('--anchor-file', () => {
  const lisbon = join(root, 'examples', 'fleet', 'lisbon');
  const ADVISED = ['--only-anchor', 'Microsoft TLS RSA Root G2'];

  it.each<[string, readonly string[], RegExp]>([
    ['without --only-anchor', ['--anchor-file', '$/x.pem'], /--anchor-file goes with --only-anchor/],
    ['that is not there', [...ADVISED, '--anchor-file', '$/y.pem'], /--anchor-file: there is no file .*y\.pem/],
    [
      'that holds another root',
      [...ADVISED, '--anchor-file', '$/x.pem'],
      /x\.pem is not Microsoft TLS RSA Root G2, whose SHA-256 is 6a170583.*holds CN=DigiCert Global Root G2/,
    ],
    ['that is a key file', [...ADVISED, '--anchor-file', '$/x.key'], /may hold a private key and is not opened/],
  ])('%s is a wrong request', async (_, flags, expected) => {
    await inTemporaryFolder(async (folder) => {
      writeFileSync(join(folder, 'x.pem'), rootPem('digicert-global-root-g2'));
      writeFileSync(join(folder, 'x.key'), 'planted');
      const given = flags.map((flag) => flag.replace('$', folder));
      const { code, stdout, stderr } = await sbclint(['patch', lisbon, '--as-of', '2026-11-22', ...given]);
      expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(expected)]);
    });
  });

  it('is asked for in a sentence, and nothing is written without it', async () => {
    await inTemporaryFolder(async (folder) => {
      const out = join(folder, 'out');
      const { code, stdout } = await sbclint(['patch', lisbon, '--as-of', '2026-11-22', ...ADVISED, '--out', out]);
      expect([code, existsSync(out)]).toEqual([0, false]);
      expect(stdout).toMatch(/is not added: .*--anchor-file FILE; it has to have the SHA-256 6a170583.*https:\/\//);
    });
  });

  it('says so where no finding is about the root', async () => {
    const geneva = join(root, 'examples', 'fleet', 'geneva');
    const { stdout } = await sbclint(['patch', geneva, '--as-of', '2026-11-22', ...ADVISED]);
    expect(stdout).toContain('nothing to add: no finding about this device is about Microsoft TLS RSA Root G2');
  });

  it('is not needed for a root that is shipped, and its file is compared all the same', async () => {
    await inTemporaryFolder(async (folder) => {
      writeFileSync(join(folder, 'x.pem'), rootPem('digicert-global-root-g3'));
      const oslo = join(root, 'examples', 'fleet', 'oslo');
      const flags = ['--as-of', '2026-11-22', '--only-anchor', 'DigiCert Global Root G3'];
      const without = await sbclint(['patch', oslo, ...flags]);
      expect(await sbclint(['patch', oslo, ...flags, '--anchor-file', join(folder, 'x.pem')])).toEqual(without);
      expect(without.stdout).toContain('+ DigiCert Global Root G3');
    });
  });
});

/** A PKCS#7 in DER that holds certificates only. */
function pkcs7(certificates: readonly Buffer[]): string {
  const tlv = (tag: number, ...content: readonly Uint8Array[]): Buffer => {
    const body = Buffer.concat(content);
    const length = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 255];
    return Buffer.concat([Buffer.from([tag, ...length]), body]);
  };
  const oid = (last: number) => tlv(0x06, Buffer.from([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, last]));
  const version = tlv(0x02, Buffer.from([1]));
  const signed = tlv(0x30, version, tlv(0x31), tlv(0x30, oid(1)), tlv(0xa0, ...certificates), tlv(0x31));
  return tlv(0x30, oid(2), tlv(0xa0, signed)).toString('latin1');
}
