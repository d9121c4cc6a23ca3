import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fleet } from '../acceptance/fleet.js';
import { oracleTrunk } from './oracle-text.js';
import { root } from './knowledge.js';
import { rootPem } from './rule-cases.js';

const stores = join(root, 'test/fixtures/key-store');
const checks = readFileSync(join(root, 'examples/checks/sbclint.yaml'), 'utf8').replace(/^ignore:.*$/m, '');

/** Two of them are about the same in the same file, so their fingerprints are told apart by a number. */
const SUPPRESSIONS = `
suppressions:
  - { rule: missing-trust-anchor, device: alone, trustAnchor: DigiCert Global Root G3, reason: moved, until: '2026-12-01' }
  - { rule: unbound-trust-anchor, device: alone, trustAnchor: DigiCert Global Root G3, reason: moved, until: '2026-12-02' }
  - { rule: mutual-tls-off, device: alone, trustAnchor: DigiCert Global Root G3, reason: moved, until: '2026-12-02' }
  - { rule: missing-trust-anchor, device: 'sbc-*', trustAnchor: DigiCert Global Root CA, reason: agreed }
  - { rule: missing-trust-anchor, device: 'gone-*', reason: agreed, until: '2026-12-05' }
  - { rule: wrong-endpoint-port, device: 'sbc-00003', reason: agreed }
  - { rule: unbound-evidence, object: orphan.pem, reason: known }
  - { rule: mutual-tls-off, device: 'sbc-00001', reason: over, until: '2026-01-01' }
  - { rule: mutual-tls-off, device: 'sbc-00002' }
overrides:
  - { files: ['exports/north/'], rules: { missing-trust-anchor: note } }
  - { devices: [alone], rules: { acme-old-tls: off } }
`;

/** Writes a fleet with everything that a run may meet beside devices; where it is `broken`, some of it cannot be read. */
export function writeMixedFleet(folder: string, seed: number, isBroken: boolean): void {
  const write = (path: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  for (const [path, bytes] of fleet(12, seed)) write(path, bytes);
  const old = rootPem('baltimore-cybertrust-root');
  const trunk = oracleTrunk({ records: { OldRoot: 'Baltimore CyberTrust Root' }, trusted: ['OldRoot'] });
  write('alone/running.cfg', trunk);
  write('alone/OldRoot.pem', old);
  write('two/a.cfg', trunk);
  write('two/b.cfg', trunk.replaceAll('Teams', 'Other'));
  write('two/orphan.pem', old);
  write('packed/edge.cfg.gz', gzipSync(trunk));
  write('packing/running.cfg', trunk);
  write('packing/OldRoot.pem', old);
  execFileSync('tar', ['czf', join(folder, 'packed/box.tar.gz'), '-C', join(folder, 'packing'), '.']);
  write('README.txt', 'no export\n');
  write('server.key', 'no key either\n');
  write('sbclint.yaml', `${checks}\n${SUPPRESSIONS}`);
  mkdirSync(join(folder, 'stores'));
  for (const name of ['truststore.p12', 'truststore.jks']) {
    copyFileSync(join(stores, 'missing/input', name), join(folder, 'stores', name));
  }
  write('stores/roots.pem', old);
  if (!isBroken) return;
  copyFileSync(join(stores, 'broken/input/cut.jks'), join(folder, 'stores/cut.jks'));
  write('broken/cut.tgz', gzipSync(trunk).subarray(0, 90));
  write('broken/phone.xml', readFileSync(join(root, 'examples/fleet/tallinn/tallinn.ini')).subarray(0, 200));
  write('broken/bundle.pem', old.slice(0, 300));
}
