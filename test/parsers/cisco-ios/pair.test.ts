import { facts } from '../../../src/fixers/facts.js';
import { join } from 'node:path';
import { checkFolder, readFolder, type Folder } from '../../support/folder.js';

const input = join(__dirname, '..', '..', 'fixtures', 'cisco-ios', 'pem-listing', 'input');

async function factsOf(files: Folder): Promise<readonly string[]> {
  const { result } = await checkFolder(files, { asOf: '2026-11-22' });
  return result.devices.flatMap(facts).sort();
}

/** The armour of a listing as the hexadecimal lines of a running configuration. */
function withBodies(configuration: string, listing: string): string {
  const bodies = [...listing.matchAll(/Trustpoint: (\S+?)------\n.*\n-----BEGIN CERTIFICATE-----\n([^-]+)-----END/g)];
  return bodies.reduce((text, [, name = '', body = '']) => {
    const hex = Buffer.from(body, 'base64').toString('hex').toUpperCase();
    const lines = (hex.match(/.{1,64}/g) ?? [])
      .map((line) => `  ${(line.match(/.{1,8}/g) ?? []).join(' ')}\n`)
      .join('');
    const header = new RegExp(`(certificate chain ${name}\n certificate ca \\w+\n)`);
    return text.replace(header, `$1${lines}  \tquit\n`);
  }, configuration);
}

it('says the same from a brief configuration with a listing as from the full one', async () => {
  const files = readFolder(input);
  const text = (name: string) => Buffer.from(files.get(name) ?? []).toString('latin1');
  const full = withBodies(text('cube1.cfg'), text('cube1.certificates.txt'));
  expect(full.length).toBeGreaterThan(text('cube1.cfg').length + 3000);
  const whole = await factsOf(new Map([['cube1.cfg', Buffer.from(full, 'latin1')]]));
  expect(whole).toEqual(await factsOf(files));
  expect(whole.filter((fact) => fact.includes('cb3ccbb76031e5e0'))).toHaveLength(2);
});

it('says the same with bodies in the old spelling and without indentation', async () => {
  const files = readFolder(join(input, '..', '..', 'missing', 'input'));
  const text = Buffer.from(files.get('cube1.cfg') ?? []).toString('latin1');
  const flat = text.replace(/^[ \t]+/gm, '').replaceAll('crypto pki', 'crypto ca');
  const changed = new Map([...files, ['cube1.cfg', Buffer.from(flat, 'latin1')] as const]);
  expect(await factsOf(changed)).toEqual(await factsOf(files));
});
