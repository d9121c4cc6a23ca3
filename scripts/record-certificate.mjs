// Prints the records of facts, for trust-anchors/records.yaml, of certificates whose bytes are not shipped.
//   npm run record-certificate -- --checked-on 2026-11-22 file.pem [more.pem ...]
// Each signature is checked with the issuer's key, looked for among the given files and in trust-anchors/.
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadTs, root } from './load-ts.mjs';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { 'checked-on': { type: 'string' } } });
if (!values['checked-on'] || positionals.length === 0) {
  console.error('usage: npm run record-certificate -- --checked-on YYYY-MM-DD FILE.pem ...');
  process.exit(2);
}

const sha256 = (bytes) => createHash('sha256').update(Buffer.from(bytes)).digest('hex');
const read = (file) => new x509.X509Certificate(readFileSync(file, 'utf8'));
const { decodeCertificate } = await loadTs('src/x509/decode.ts');

const given = positionals.map(read);
const shipped = readdirSync(join(root, 'trust-anchors')).filter((name) => name.endsWith('.pem'));
const issuers = [...given, ...shipped.map((name) => read(join(root, 'trust-anchors', name)))];

async function issuerOf(certificate) {
  for (const issuer of issuers) {
    if (issuer.subject !== certificate.issuer) continue;
    if (await certificate.verify({ publicKey: issuer.publicKey, signatureOnly: true })) return issuer;
  }
  throw new Error(`no issuer at hand verifies ${certificate.subject}`);
}

const list = (items) => `[${items.join(', ')}]`;
for (const certificate of given) {
  const issuer = await issuerOf(certificate);
  const facts = await decodeCertificate(new Uint8Array(certificate.rawData), sha256);
  // A record has no room for these, and a path over such a certificate would be judged without them.
  const { authorityKeyIdentifier: issuedBy, irregular, nameConstraints, subjectAltName, unknownCritical } = facts;
  if (
    issuedBy?.serial ||
    issuedBy?.issuer ||
    irregular.length + subjectAltName.length + unknownCritical.length > 0 ||
    nameConstraints
  )
    throw new Error(`${facts.subject} has more than a record can say`);
  const commonName = /CN=((?:\\.|[^,])*)/.exec(facts.subject)?.[1] ?? facts.subject;
  console.log(`  - name: ${commonName}
    subject: ${JSON.stringify(facts.subject)}
    issuer: ${JSON.stringify(facts.issuer)}
    serial: '${facts.serial}'
    sha256: ${facts.sha256}
    spkiSha256: ${facts.spkiSha256}
    issuerSpkiSha256: ${sha256(issuer.publicKey.rawData)}
    notBefore: '${facts.notBefore}'
    notAfter: '${facts.notAfter}'
    isCa: ${facts.isCa}
    selfSigned: ${facts.selfSigned === true}
    pathLength: ${facts.pathLength ?? 'null'}
    keyUsage: ${list(facts.keyUsage ?? [])}
    extKeyUsage: ${list(facts.extKeyUsage ?? [])}
    subjectKeyIdentifier: ${facts.subjectKeyIdentifier}
    authorityKeyIdentifier: ${facts.authorityKeyIdentifier?.keyIdentifier ?? null}
    key: ${facts.key}
    signatureAlgorithm: ${facts.signatureAlgorithm}
    signatureCheckedOn: '${values['checked-on']}'
    source: []`);
}
