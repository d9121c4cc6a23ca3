import { checkFolder } from '../../support/folder.js';
import { rootPem } from '../../support/rule-cases.js';
import { ONE_A_LINE } from './samples.js';

it('a certificate file counts for every entry that names it', async () => {
  const twice = ['G2', 'G2_again'].flatMap((name) =>
    ['state enabled', 'fileName g2.der', 'type remote'].map(
      (leaf) => `system security pki certificate ${name} ${leaf}`,
    ),
  );
  const text = `${twice.map((line) => `set ${line}\n`).join('')}${ONE_A_LINE}`;
  const files = new Map([
    ['sbc.set', Buffer.from(text)],
    ['g2.der', Buffer.from(rootPem('digicert-global-root-g2'))],
  ]);
  const { result } = await checkFolder(files, { asOf: '2026-11-22' });
  const entries = result.devices[0]?.trustStores[0]?.entries?.slice(0, 2);
  expect(entries?.map(({ identity }) => identity.certainty)).toEqual(['bytes', 'bytes']);
});
