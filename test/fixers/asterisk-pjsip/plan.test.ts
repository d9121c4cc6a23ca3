import { checkFolder, patchFolder } from '../../support/folder.js';
import { rootPem } from '../../support/rule-cases.js';

const options = { asOf: '2026-11-22', assumeMissing: true };

async function planFor(setting: string, bundle?: string) {
  const text =
    `[tls]\ntype=transport\nprotocol=tls\nverify_server=yes\n${setting}\n[t]\ntype=endpoint\ntransport=tls\naors=t\n` +
    '[t]\ntype=aor\ncontact=sip:sip.pstnhub.microsoft.com:5061\n';
  const files = new Map<string, Uint8Array>([['pjsip.conf', Buffer.from(text)]]);
  if (bundle !== undefined) files.set('ca.pem', Buffer.from(bundle));
  const [patch] = await patchFolder(await checkFolder(files, options), options);
  if (!patch) throw new Error('no device');
  return patch;
}

it('appends to the file beside pjsip.conf and leaves pjsip.conf alone', async () => {
  const { plan, proof } = await planFor('ca_list_file=/etc/ca.pem', rootPem('digicert-global-root-g2'));
  expect(proof.failures).toEqual([]);
  expect(plan.edits.map(({ file }) => file)).toEqual(['ca.pem']);
  expect(plan.additions).toHaveLength(6);
});

it.each([
  ['ca_list_path=/etc/ssl/certs', /^ca_list_path names a folder/],
  ['', /^the transport names no CA file/],
  ['ca_list_file=/etc/ssl/certs/ca-certificates.crt', /belongs to the operating system/],
])('refuses %j', async (setting, because) => {
  const { plan } = await planFor(setting);
  expect(plan.additions).toEqual([]);
  expect(plan.refusals).toHaveLength(7);
  for (const refusal of plan.refusals) expect(refusal.because).toMatch(because);
});
