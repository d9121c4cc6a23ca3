import { ROOT_FACTS } from '../../support/certificates.js';
import { readFileSync, readdirSync } from 'node:fs';
import { createHash, X509Certificate } from 'node:crypto';
import { chainBlock } from '../../../src/fixers/cisco-ios/blocks.js';
import { pastablePem, QUIT } from '../../../src/fixers/cisco-ios/pem.js';
import { applyScript, mergeScript, rollbackScript } from '../../../src/fixers/cisco-ios/scripts.js';
import { sha1 } from '../../../src/fixers/cisco-ios/sha1.js';
import type { Anchor } from '../../../src/fixers/fixer.js';

const files = readdirSync('trust-anchors').filter((name) => name.endsWith('.pem'));

function anchorOf(file: string): Anchor {
  const pem = readFileSync(`trust-anchors/${file}`, 'utf8');
  const certificate = new X509Certificate(pem);
  const body = certificate.raw.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    name: file,
    file,
    sha256: '',
    spkiSha256: '',
    subject: '',
    issuer: '',
    serial: certificate.serialNumber.toLowerCase().replace(/^0+(?=.)/, ''),
    notBefore: '',
    notAfter: '',
    selfIssued: true,
    selfSigned: true,
    isCa: true,
    ...ROOT_FACTS,
    der: new Uint8Array(certificate.raw),
    pem: `-----BEGIN CERTIFICATE-----\n${body.join('\n')}\n-----END CERTIFICATE-----\n`,
  };
}

describe('the quit trap', () => {
  it('is real: the usual PEM of one root has a line that IOS takes for the end', () => {
    const caught = files.filter((file) => QUIT.test(anchorOf(file).pem));
    expect(caught).toEqual(['digicert-tls-rsa4096-root-g5.pem']);
  });

  it.each(files)('is not in what is pasted for %s', (file) => {
    const anchor = anchorOf(file);
    const pem = pastablePem(anchor);
    const script = applyScript([{ name: 'X', anchor }], 'none');
    for (const line of [...pem.split('\n'), ...script.split('\n')]) expect(line).not.toMatch(/^\s*quit/i);
    expect(script).toContain(pem);
    expect(Buffer.from(new X509Certificate(pem).raw).equals(Buffer.from(anchor.der))).toBe(true);
    expect(Math.max(...pem.split('\n').map((line) => line.length))).toBeLessThanOrEqual(76);
  });
});

it.each(files)('writes the chain of %s as a router prints it', (file) => {
  const anchor = anchorOf(file);
  const [header, entry, ...lines] = chainBlock({ name: 'X', anchor });
  const end = lines.pop();
  expect([header, end]).toEqual(['crypto pki certificate chain X', '  \tquit']);
  expect(entry).toMatch(/^ certificate ca (?:[0-9A-F]{2})+$/);
  for (const line of lines.slice(0, -1)) expect(line).toMatch(/^ {2}[0-9A-F]{8}(?: [0-9A-F]{8}){7}$/);
  expect(lines.at(-1)).toMatch(/^ {2}[0-9A-F]{2,8}(?: [0-9A-F]{2,8}){0,7}$/);
  expect(Buffer.from(lines.join('').replaceAll(' ', ''), 'hex').equals(Buffer.from(anchor.der))).toBe(true);
});

it('prints the fingerprint that the router compares', () => {
  for (const file of files) {
    const { der } = anchorOf(file);
    expect(sha1(der)).toBe(createHash('sha1').update(der).digest('hex').toUpperCase());
  }
  expect(sha1(new Uint8Array())).toBe('DA39A3EE5E6B4B0D3255BFEF95601890AFD80709');
  expect(sha1(new Uint8Array(119).fill(97))).toBe(
    createHash('sha1').update('a'.repeat(119)).digest('hex').toUpperCase(),
  );
});

it('only adds, and takes away only what it added', () => {
  const trustpoints = files.slice(0, 2).map((file, i) => ({ name: `N${i}`, anchor: anchorOf(file) }));
  for (const script of [applyScript(trustpoints, 'none'), mergeScript(trustpoints, 'none')])
    expect(script).not.toMatch(/^\s*no |clean|sip-ua|replace/m);
  expect(rollbackScript(trustpoints).match(/^no .*$/gm)).toEqual([
    'no crypto pki trustpoint N0',
    'no crypto pki trustpoint N1',
  ]);
});
