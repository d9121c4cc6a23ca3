import { checkFolder, patchFolder } from '../../support/folder.js';
import { rootPem } from '../../support/rule-cases.js';

const options = { asOf: '2026-11-22', assumeMissing: true };

async function planFor(dir: string, bundle?: string) {
  const text =
    '<profile name="p"><gateways><gateway name="g"><param name="proxy" value="sip.pstnhub.microsoft.com:5061"/>' +
    '<param name="register-transport" value="tls"/></gateway></gateways>' +
    `<settings><param name="sip-port" value="5080"/><param name="tls-cert-dir" value="${dir}"/></settings></profile>`;
  const files = new Map<string, Uint8Array>([['p.xml', Buffer.from(text)]]);
  if (bundle !== undefined) files.set('cafile.pem', Buffer.from(bundle));
  const [patch] = await patchFolder(await checkFolder(files, options), options);
  if (!patch) throw new Error('no device');
  return patch;
}

it('appends to cafile.pem and leaves the profile alone', async () => {
  const { plan, proof } = await planFor('/tls', rootPem('digicert-global-root-g2'));
  expect(proof.failures).toEqual([]);
  expect(plan.edits.map(({ file }) => file)).toEqual(['cafile.pem']);
  expect(plan.additions).toHaveLength(6);
});

it.each([
  ['/tls', "add '/tls/cafile.pem' "],
  ['$${certs_dir}', 'add "${certs_dir:?set it to the value of that variable}"/cafile.pem '],
  ['/etc/$${site}/tls', 'add /etc/"${site:?set it to the value of that variable}"/tls/cafile.pem '],
  ['', 'add "${FREESWITCH_CERTS:?set it to the folder that holds cafile.pem}"/\'cafile.pem\' '],
])('says where the file of %j is', async (dir, expected) => {
  const { plan } = await planFor(dir);
  expect(String(plan.artifacts.find(({ path }) => path === 'apply.sh')?.content)).toContain(expected);
});
