import { checkFolder, patchFolder } from '../../support/folder.js';
import { inputOf } from '../../parsers/oracle-commands/pair.js';

const options = { asOf: '2026-11-22' };

async function patched(xml: string, assumeMissing = false) {
  const files = new Map([
    ['edge1.xml', Buffer.from(xml, 'latin1')],
    ['edge1.certificates.txt', Buffer.from(inputOf('oracle-rest-xml', 'missing', 'edge1.certificates.txt'), 'latin1')],
  ]);
  const [patch] = await patchFolder(await checkFolder(files, options), { ...options, assumeMissing });
  if (!patch) throw new Error('no device');
  return patch;
}

const missing = inputOf('oracle-rest-xml', 'missing', 'edge1.xml');

it('writes the same script as for the column grid, and every plus sign', async () => {
  const { plan, proof } = await patched(missing);
  expect(proof.failures).toEqual([]);
  const script = String(plan.artifacts.find(({ path }) => path === 'apply.acli')?.content);
  expect(script.match(/^trusted-ca-certificates .*$/gm)?.every((line) => line.includes(' +'))).toBe(true);
  expect(plan.artifacts.filter(({ path }) => path.endsWith('.pem')).length).toBe(plan.additions.length);
});

it('lays out what it adds like its neighbors, on one line where they are', async () => {
  const { files, proof } = await patched(missing.replace(/\n\s*/g, ''));
  expect(proof.failures).toEqual([]);
  expect(files[0]?.after.text).not.toContain('\n');
});

it('adds a list where the profile has none', async () => {
  const without = missing.replace(/ *<attribute>\s*<name>trusted-ca-certificates<\/name>[\s\S]*?<\/attribute>\n/, '');
  const { proof, plan } = await patched(without);
  expect([proof.failures, plan.additions.length]).toEqual([[], 7]);
});

it('adds to a list that holds nothing', async () => {
  const list = /(<name>trusted-ca-certificates<\/name>)[\s\S]*?(\s*<\/attribute>)/;
  const compact = missing.replace(/\n\s*/g, '');
  const last =
    /(<name>trusted-ca-certificates<\/name>[^]*?<\/attribute>)(?:<attribute>[^]*?<\/attribute>)*?(<\/configElement>)/;
  const listIsLast = compact.replace(last, '$1$2');
  expect(listIsLast).not.toBe(compact);
  for (const text of [missing, compact, listIsLast]) {
    const { proof, plan, files } = await patched(text.replace(list, '$1$2'));
    expect([proof.failures, plan.additions.length]).toEqual([[], 7]);
    expect(files[0]?.after.text.split('<name>trusted-ca-certificates</name>')).toHaveLength(2);
  }
});

it('adds none beside records whose names are lost: with one that has a name every entry of the list would dangle', async () => {
  const records =
    /<elementType>certificate-record<\/elementType>\s*<attribute>\s*<name>name<\/name>\s*<value>[^<]*<\/value>/g;
  const nameless = missing.replace(records, (record) => record.replace(/<value>[^<]*<\/value>/, ''));
  const { proof, plan } = await patched(nameless, true);
  expect([proof.failures, plan.edits]).toEqual([[], []]);
  expect(plan.refusals[0]?.because).toMatch(/no certificate-record with a name/);
});
