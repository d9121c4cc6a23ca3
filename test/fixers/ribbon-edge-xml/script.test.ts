import { spawn } from 'node:child_process';
import { mkdtempSync, existsSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { applyScript, rollbackScript } from '../../../src/fixers/ribbon-edge-xml/script.js';
import type { Anchor } from '../../../src/fixers/fixer.js';
import { checkFolder, patchFolder, readFolder, shippedAnchor } from '../../support/folder.js';
import { projectKnowledge, root } from '../../support/knowledge.js';

/** A device as far as the scripts see it. */
class Device {
  readonly records = new Map<number, { name: string; serial: string; body?: string }>();
  readonly asked: string[] = [];
  details = true;
  serialName = 'CertSerialNumber';

  answer(method: string, url: string, body: string): string {
    const path = url.replace(/^\/rest\//, '');
    this.asked.push(`${method} ${path}`);
    if (path === 'login') return status(new URLSearchParams(body).get('Password') === 'p w' ? 200 : 401);
    const id = Number(/^certificate\/(\d+)/.exec(path)?.[1] ?? 0);
    if (method === 'POST' && path.endsWith('?action=import')) {
      const sent = new URLSearchParams(body).get('CertFileContent') ?? '';
      const certificate = this.known.find(({ pem }) => pem === sent);
      if (!certificate || this.records.has(id)) return status(500);
      this.records.set(id, { name: certificate.name, serial: certificate.serial.toUpperCase(), body: sent });
      return status(200);
    }
    if (method === 'DELETE') return status(this.records.delete(id) ? 200 : 500);
    if (path !== 'certificate?details=true') return status(200);
    const list = [...this.records].map(([number, { name, serial }]) =>
      this.details
        ? `<certificate id="${number}" href="https://192.0.2.1/rest/certificate/${number}">\n<CertCommonName>${name}</CertCommonName>\n<${this.serialName}>${serial}</${this.serialName}></certificate>`
        : `<certificate_pk id="${number}" href="https://192.0.2.1/rest/certificate/${number}"/>`,
    );
    return status(200).replace('</root>', `<certificate_list>${list.join('')}</certificate_list></root>`);
  }

  constructor(readonly known: readonly Anchor[]) {
    this.records.set(1, { name: 'sbc1.example.net', serial: '0A' });
  }
}

const status = (code: number) => `<root><status><http_code>${code}</http_code></status></root>`;

describe('the scripts on a device that is made up', () => {
  let server: Server;
  let device: Device;
  let folder: string;
  let anchors: readonly Anchor[];

  beforeEach(async () => {
    const { certificates } = await projectKnowledge();
    anchors = ['DigiCert Global Root G2', 'DigiCert Global Root G3'].flatMap((name) => {
      const known = certificates.find((certificate) => certificate.name === name);
      return (known && shippedAnchor(known)) ?? [];
    });
    device = new Device(anchors);
    server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () =>
        response.end(device.answer(request.method ?? '', request.url ?? '', Buffer.concat(parts).toString())),
      );
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    folder = mkdtempSync(join(tmpdir(), 'edge-'));
    const added = anchors.map((anchor, index) => ({ anchor, file: `trust-anchors/${index}.pem` }));
    mkdirSync(join(folder, 'trust-anchors'));
    for (const { anchor, file } of added) writeFileSync(join(folder, file), anchor.pem);
    writeFileSync(join(folder, 'apply.sh'), applyScript(added));
    writeFileSync(join(folder, 'rollback.sh'), rollbackScript());
  });
  afterEach(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  const run = (script: string, password = 'p w') =>
    new Promise<number | null>((done) => {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const env = { ...process.env, SBC: 'x', SBC_URL: url, REST_USER: 'me', REST_PASSWORD: password, no_proxy: '*' };
      spawn('sh', [join(folder, script)], { env, stdio: 'ignore', cwd: dirname(folder) }).on('close', done);
    });
  const ids = () => [...device.records.keys()].sort((a, b) => a - b);
  const writes = () => device.asked.filter((each) => /import|DELETE|PUT/.test(each));

  it('adds at the next free ids, adds nothing twice, and takes back what it added', async () => {
    device.records.set(2, { name: 'Example Root CA', serial: '0B' });
    device.records.set(4, { name: 'Example Other CA', serial: '0C' });
    expect(await run('apply.sh')).toBe(0);
    expect(ids()).toEqual([1, 2, 3, 4, 5]);
    expect(await run('apply.sh')).toBe(0);
    expect(writes()).toEqual(['POST certificate/3?action=import', 'POST certificate/5?action=import']);
    expect(await run('rollback.sh')).toBe(0);
    expect(ids()).toEqual([1, 2, 4]);
  });

  it.each([
    ['in hexadecimal with colons', (serial: string) => `0${serial}`.match(/../g)?.join(':') ?? ''],
    ['in decimal', (serial: string) => BigInt(`0x${serial}`).toString()],
  ])('skips what is there, with its serial number %s', async (_, print) => {
    for (const [index, { name, serial }] of anchors.entries()) {
      device.records.set(index + 2, { name, serial: print(serial) });
    }
    expect(await run('apply.sh')).toBe(0);
    expect([writes(), existsSync(join(folder, 'added.txt'))]).toEqual([[], false]);
    expect(await run('rollback.sh')).toBe(0);
    expect(ids()).toEqual([1, 2, 3]);
  });

  it('decides nothing about a namesake, and imports the others', async () => {
    device.records.set(2, { name: anchors[0]?.name ?? '', serial: '99' });
    expect(await run('apply.sh')).toBe(1);
    expect(writes()).toEqual(['POST certificate/3?action=import']);
  });

  it('deletes no record that is another by now', async () => {
    expect(await run('apply.sh')).toBe(0);
    device.records.set(2, { name: 'Example Root CA', serial: '0B' });
    expect(await run('rollback.sh')).toBe(1);
    expect(ids()).toEqual([1, 2]);
  });

  it('writes nothing after a list without details, or without a login', async () => {
    expect(await run('apply.sh', 'wrong')).toBe(1);
    device.details = false;
    expect(await run('apply.sh')).toBe(1);
    device.details = true;
    device.serialName = 'Number';
    expect(await run('apply.sh')).toBe(1);
    expect(writes()).toEqual([]);
  });
});

it('a patch is scripts and PEM files, and no edit', async () => {
  const input = readFolder(join(root, 'test/fixtures/ribbon-edge-xml/missing/input'));
  const options = { asOf: '2026-11-22' };
  const [patch] = await patchFolder(await checkFolder(input, options), options);
  expect(patch?.files).toEqual([]);
  expect(patch?.plan.artifacts.map(({ path }) => path)).toEqual([
    ...(patch?.plan.additions ?? []).map(({ want }) => `trust-anchors/${want.anchor.file ?? ''}`),
    'apply.sh',
    'rollback.sh',
  ]);
  expect(patch?.plan.additions).toHaveLength(6);
});
