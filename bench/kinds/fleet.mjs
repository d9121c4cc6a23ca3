// A tree of ten thousand devices: what a job at night waits for.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { certificatesOf } from '../inputs/fleet.mjs';
import { sbclint } from './sbclint.mjs';

const SAMPLE = 300;
const BY_FINGERPRINT = 'while read -r file; do openssl x509 -noout -fingerprint -sha256 -in "$file"; done < "$0"';

export function fleet({ folder, devices, trees }) {
  const tree = trees.of(1);
  const sample = Math.min(SAMPLE, devices);
  const list = join(folder, 'certificates.txt');
  const packs = join(folder, 'packs');
  const own = join(folder, 'work');
  const inputs = () => {
    const all = certificatesOf(tree.write());
    mkdirSync(own, { recursive: true });
    const chosen = Array.from({ length: sample }, (_, i) => all[Math.floor((i * all.length) / sample)]);
    writeFileSync(list, `${chosen.join('\n')}\n`);
  };
  const prints = new RegExp(`\\b${devices} devices?\\b`);
  const options = { inputs, cwd: own };

  const runs = {
    check1: sbclint('check', [tree.folder, '--jobs', '1'], { ...options, prints }),
    check2: sbclint('check', [tree.folder, '--jobs', '2'], { ...options, prints }),
    cached: sbclint('check', [tree.folder, '--jobs', '2', '--cache'], { ...options, prints, primed: true }),
    patch: sbclint('patch', [tree.folder, '--jobs', '2'], { ...options, prints: /-----END CERTIFICATE-----/ }),
    packs: sbclint('patch', [tree.folder, '--jobs', '2', '--out', packs], {
      ...options,
      before: () => rmSync(packs, { recursive: true, force: true }),
    }),
    grep: { argv: ['grep', '-rL', 'DigiCert Global Root G2', tree.folder], ends: [0, 1], tools: ['grep'], inputs },
    openssl: { argv: ['sh', '-c', BY_FINGERPRINT, list], prints: /Fingerprint=/i, tools: ['openssl'], inputs },
  };
  const many = `${devices.toLocaleString('en')} exports of 100 KB`;
  const ours = { run: 'check2' };
  const lines = [
    {
      name: 'fleet-grep',
      work: `\`check --jobs 2\` of ${many}, one certificate beside each`,
      beside: "`grep -rL 'DigiCert Global Root G2'` over the same tree",
      ours,
      against: { run: 'grep' },
      budget: { atMost: 8 },
    },
    {
      name: 'fleet-openssl',
      work: 'the same',
      beside: `a shell loop of \`openssl x509 -fingerprint\` over each certificate, scaled up from ${sample}`,
      ours,
      against: { run: 'openssl', times: devices / sample },
      budget: { atLeast: 150 },
    },
    {
      name: 'fleet-jobs',
      work: 'the same, `--jobs 2`',
      beside: '`--jobs 1`',
      ours,
      against: { run: 'check1' },
      budget: { atLeast: 1.7 },
    },
    {
      name: 'fleet-cache',
      work: 'the same with `--cache`, nothing changed since the last run',
      beside: 'without `--cache`',
      ours: { run: 'cached' },
      against: ours,
      budget: { atLeast: 5 },
    },
    {
      name: 'fleet-patch',
      work: '`patch --jobs 2` of the same tree, proof included, printed as a diff',
      beside: '`check --jobs 2`',
      ours: { run: 'patch' },
      against: ours,
      budget: { atMost: 2 },
    },
    {
      name: 'fleet-packs',
      work: '`patch --jobs 2 --out` of the same tree: a pack written for each device',
      beside: '`check --jobs 2`',
      ours: { run: 'packs' },
      against: ours,
      budget: null,
    },
  ];
  return { name: 'fleet', title: 'A fleet', rounds: 5, runs, lines };
}
