import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkFolder, patchFolder } from '../../support/folder.js';
import { rootPem } from '../../support/rule-cases.js';

const options = { asOf: '2026-11-22', assumeMissing: true };

async function planFor(caList: string, bundle?: string) {
  const text = `[client:any]\nserver_name = sip.pstnhub.microsoft.com\nverify_certificate = yes\n${caList}`;
  const files = new Map<string, Uint8Array>([['tls.cfg', Buffer.from(text)]]);
  if (bundle !== undefined) files.set('ca.pem', Buffer.from(bundle));
  const [patch] = await patchFolder(await checkFolder(files, options), options);
  if (!patch) throw new Error('no device');
  return patch;
}

it('appends to the file beside tls.cfg and leaves tls.cfg alone', async () => {
  const { plan, proof } = await planFor('ca_list = /etc/ca.pem\n', rootPem('digicert-global-root-g2'));
  expect(proof.failures).toEqual([]);
  expect(plan.edits.map(({ file }) => file)).toEqual(['ca.pem']);
  expect(plan.additions).toHaveLength(6);
});

it('appends nothing to a file that ends inside a certificate', async () => {
  const cut = `${rootPem('digicert-global-root-g2')}-----BEGIN CERTIFICATE-----\nMIID\n`;
  const { plan } = await planFor('ca_list = /etc/ca.pem\n', cut);
  expect(plan.edits).toEqual([]);
  expect(plan.refusals.map(({ because }) => because)).toContain('the file ends inside a certificate: mend it first');
});

it('quotes a path for the shell that has to be', async () => {
  const { plan } = await planFor('ca_list = "/etc/a $(id)/ca.pem"\n');
  expect(plan.checksBefore[0]?.command).toContain("'/etc/a $(id)/ca.pem'");
});

it('says where the roots count only once the check is switched on', async () => {
  const note = /checked there/;
  expect((await planFor('ca_list = /etc/ca.pem\n')).plan.notes.filter((text) => note.test(text))).toEqual([]);
  const off = await planFor('ca_list = /etc/ca.pem\nverify_certificate = no\n');
  expect(off.plan.notes.filter((text) => note.test(text))).toHaveLength(1);
});

it.each([
  ['ca_path = /etc/ssl/certs\n', /rehash/],
  ['', /names no CA file/],
  ['ca_list = /etc/ssl/certs/ca-certificates.crt\n', /belongs to the operating system/],
])('refuses %j', async (caList, because) => {
  const { plan } = await planFor(caList);
  expect(plan.additions).toEqual([]);
  for (const refusal of plan.refusals) expect(refusal.because).toMatch(because);
  expect(plan.refusals).toHaveLength(7);
});

describe('apply.sh', () => {
  async function run(write: (path: string, folder: string) => void) {
    const folder = mkdtempSync(join(tmpdir(), 'sbclint-kamailio-'));
    const { plan } = await planFor("ca_list = tls/ca'.pem\n");
    for (const { path, content } of plan.artifacts) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    mkdirSync(join(folder, 'tls'));
    const file = join(folder, 'tls', "ca'.pem");
    write(file, folder);
    const apply = () =>
      spawnSync('sh', [join(folder, 'apply.sh')], { env: { ...process.env, KAMAILIO_DIR: folder }, encoding: 'utf8' });
    return { file, apply };
  }

  it('appends each root once, however often it runs', async () => {
    const held = rootPem('digicert-global-root-g2').trimEnd();
    const { file, apply } = await run((path) => writeFileSync(path, held));
    expect(apply().status).toBe(0);
    const once = readFileSync(file, 'latin1');
    expect(once.startsWith(held)).toBe(true);
    expect(once.match(/BEGIN CERTIFICATE/g)).toHaveLength(7);
    expect(apply().status).toBe(0);
    expect(readFileSync(file, 'latin1')).toBe(once);
  });

  it('stops where the file is not there, or ends inside a certificate', async () => {
    const absent = await run(() => undefined);
    expect(absent.apply()).toMatchObject({ status: 1, stderr: expect.stringContaining('is not there') as string });
    const cut = await run((path) => writeFileSync(path, '-----BEGIN CERTIFICATE-----\nMIID\n'));
    expect(cut.apply()).toMatchObject({ status: 1, stderr: expect.stringContaining('mend it first') as string });
    expect(readFileSync(cut.file, 'latin1')).toBe('-----BEGIN CERTIFICATE-----\nMIID\n');
  });

  it('stops at a link', async () => {
    const { apply } = await run((path, folder) => {
      writeFileSync(join(folder, 'system.crt'), '');
      symlinkSync(join(folder, 'system.crt'), path);
    });
    expect(apply().status).toBe(1);
  });
});
