import { checkFolder, patchFolder } from '../../support/folder.js';
import { rootPem } from '../../support/rule-cases.js';

async function planFor(setting: string, assumeMissing: boolean) {
  const options = { asOf: '2026-11-22', assumeMissing };
  const text =
    `modparam("tls_mgm", "client_domain", "t")\nmodparam("tls_mgm", "match_sip_domain", "[t]sip.pstnhub.microsoft.com")\n` +
    setting;
  const files = new Map<string, Uint8Array>([
    ['opensips.cfg', Buffer.from(text)],
    ['ca.pem', Buffer.from(rootPem('digicert-global-root-g2'))],
  ]);
  const [patch] = await patchFolder(await checkFolder(files, options), options);
  if (!patch) throw new Error('no device');
  return patch;
}

it('appends to the file of ca_list once the user says that the folder has nothing', async () => {
  const setting = 'modparam("tls_mgm", "ca_list", "[t]/etc/ca.pem")\n';
  const { plan, proof } = await planFor(setting, true);
  expect(proof.failures).toEqual([]);
  expect(plan.edits.map(({ file }) => file)).toEqual(['ca.pem']);
  expect(plan.additions).toHaveLength(6);
  expect((await planFor(setting, false)).plan.additions).toEqual([]);
});

it('refuses a folder', async () => {
  const { plan } = await planFor('', true);
  expect(plan.additions).toEqual([]);
  for (const { because } of plan.refusals) expect(because).toMatch(/^ca_dir names a folder/);
});
