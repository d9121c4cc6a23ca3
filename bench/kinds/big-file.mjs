// One export that is far larger than usual: time and memory go by its size, and by nothing worse.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dice } from '../inputs/dice.mjs';
import { exportOf } from '../inputs/exports.mjs';
import { root } from '../root.mjs';
import { node, sbclintWithPeak } from './sbclint.mjs';

const READ = 'wc -l "$1" && sha256sum "$1" && "$0" -e 0';
const BESIDE_READ = '`wc -l`, `sha256sum` and `node -e 0`';

export function bigFile({ folder, seed, quick }) {
  const bytes = quick ? 1_000_000 : 20_000_000;
  const height = quick ? 10_000 : 200_000;
  const home = join(folder, 'big');
  const files = {
    xml: { file: join(home, 'xml', 'edge.xml'), form: 'ribbon-core-xml', bytes },
    ini: { file: join(home, 'ini', 'sbc.ini'), form: 'audiocodes-ini', bytes },
    acli: { file: join(home, 'acli', 'edge.cfg'), form: 'oracle-acli', lines: height },
  };
  const runs = {};
  for (const [id, { file, form, ...size }] of Object.entries(files)) {
    const inputs = () => {
      mkdirSync(join(file, '..'), { recursive: true });
      writeFileSync(file, exportOf(form, { dice: dice(seed), number: 1, ...size }), 'latin1');
    };
    runs[id] = sbclintWithPeak('check', [file], { inputs, prints: /1 device / });
    runs[`read-${id}`] = { argv: ['sh', '-c', READ, node, file], tools: ['wc', 'sha256sum'], inputs };
  }
  runs['validate-xml'] = {
    argv: [node, join(root, 'bench', 'beside', 'validate-xml.cjs'), files.xml.file],
    inputs: () => runs.xml.inputs(),
  };

  const megabytes = `${bytes / 1e6} MB`;
  const lines = [
    {
      name: 'big-xml',
      work: `\`check\` of one Ribbon XML export of ${megabytes}`,
      beside: 'reading it, and the `XMLValidator` of fast-xml-parser',
      ours: { run: 'xml' },
      against: { run: 'validate-xml' },
      budget: { atMost: 3 },
    },
    {
      name: 'big-xml-memory',
      work: 'the same, peak memory',
      beside: 'the size of the file',
      unit: 'bytes',
      ours: { run: 'xml', of: 'peak' },
      against: { bytes },
      budget: { atMost: 8 },
    },
    {
      name: 'big-ini',
      work: `\`check\` of one INI export of ${megabytes}`,
      beside: BESIDE_READ,
      ours: { run: 'ini' },
      against: { run: 'read-ini' },
      budget: { atMost: 4 },
    },
    {
      name: 'big-acli',
      work: `\`check\` of one ACLI export of ${height.toLocaleString('en')} lines`,
      beside: BESIDE_READ,
      ours: { run: 'acli' },
      against: { run: 'read-acli' },
      budget: { atMost: 4 },
    },
  ];
  return { name: 'big-file', title: 'One very large export', rounds: 7, runs, lines };
}
