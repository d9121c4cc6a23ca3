// One or a few exports: what a person, an editor or a commit waits for. Most of it is the start of the program.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicRoots } from '../inputs/certificates.mjs';
import { dice } from '../inputs/dice.mjs';
import { exportOf, fileName, TEXT_FORMS, withoutBodies } from '../inputs/exports.mjs';
import { privateRoot } from '../inputs/private-root.mjs';
import { program } from '../root.mjs';
import { node, sbclint } from './sbclint.mjs';

const BYTES = 100_000;
const PRIVATE = 5;
const SETTINGS = `failOn: warning
rules:
  expired-trust-anchor: off
overrides:
  - devices: ['lab-*']
    rules: { missing-trust-anchor: warning }
suppressions:
  - rule: missing-trust-anchor
    trustAnchor: DigiCert Global Root G3
    reason: moves to another box before the change
    until: '2027-01-31'
`;

export function start({ folder, seed }) {
  const home = (name) => join(folder, 'start', name);
  const write = (name, files) => () => {
    mkdirSync(home(name), { recursive: true });
    for (const [file, text] of Object.entries(files())) writeFileSync(join(home(name), file), text, 'latin1');
  };
  const ini = () => exportOf('audiocodes-ini', { dice: dice(seed), number: 1, bytes: BYTES });
  const certificates = () => ({ '3.root': allRoots(dice(seed)).join('') });
  const mixed = ['audiocodes-ini', 'oracle-acli', 'cisco-ios', 'ribbon-core-set', 'kamailio-tls-cfg'];

  const runs = {
    node: { argv: [node, '-e', '0'] },
    version: { argv: [node, program, '--version'], prints: /^\d+\.\d+\.\d+/ },
    five: sbclint(
      'check',
      mixed.map((form) => join(home(`one-${form}`), fileName(form))),
      {
        inputs: () => mixed.forEach((form) => runs[form].inputs()),
        prints: /5 devices/,
      },
    ),
    xml: sbclint('check', [join(home('xml'), 'edge.xml')], {
      inputs: write('xml', () => ({
        'edge.xml': exportOf('ribbon-core-xml', { dice: dice(seed), number: 1, bytes: 2 * BYTES }),
      })),
      prints: /1 device /,
    }),
    settings: sbclint('check', [join(home('settings'), 'sbc.ini')], {
      inputs: write('settings', () => ({ 'sbc.ini': ini(), 'sbclint.yaml': SETTINGS })),
      prints: /1 device /,
    }),
    certificates: sbclint('check', [join(home('certificates'), 'sbc.ini')], {
      inputs: write('certificates', () => ({ 'sbc.ini': ini(), ...certificates() })),
      prints: /1 device /,
    }),
    settingsCertificates: sbclint('check', [join(home('both'), 'sbc.ini')], {
      inputs: write('both', () => ({ 'sbc.ini': ini(), 'sbclint.yaml': SETTINGS, ...certificates() })),
      prints: /1 device /,
    }),
    oneJob: sbclint('check', [join(home('jobs'), 'sbc.ini'), '--jobs', '1'], {
      inputs: write('jobs', () => ({ 'sbc.ini': ini() })),
      prints: /1 device /,
    }),
    twoJobs: sbclint('check', [join(home('jobs'), 'sbc.ini'), '--jobs', '2'], {
      inputs: () => runs.oneJob.inputs(),
      prints: /1 device /,
    }),
  };
  for (const form of TEXT_FORMS) {
    const name = `one-${form}`;
    runs[form] = sbclint('check', [join(home(name), fileName(form))], {
      inputs: write(name, () => ({
        [fileName(form)]: withoutBodies(exportOf(form, { dice: dice(seed), number: 1, bytes: BYTES })),
      })),
      prints: /1 device /,
    });
  }

  const besideNode = (name, work, run, atMost) => ({
    name,
    work,
    beside: '`node -e 0`',
    ours: { run },
    against: { run: 'node' },
    budget: { atMost },
  });
  const lines = [
    besideNode('version', '`sbclint --version`', 'version', 1.25),
    ...TEXT_FORMS.map((form) =>
      besideNode(`one-${form}`, `\`check\` of one 100 KB export, \`${form}\`, without certificates`, form, 1.6),
    ),
    besideNode('five-exports', '`check` of five exports of five vendors', 'five', 1.9),
    besideNode('one-xml', '`check` of one 200 KB XML export', 'xml', 2),
    besideNode('settings', '`check` of one export with an `sbclint.yaml`', 'settings', 2.2),
    besideNode('30-certificates', '`check` of one export with 30 certificates, 5 of a private CA', 'certificates', 2.5),
    besideNode('settings-30-certificates', 'the same with an `sbclint.yaml`', 'settingsCertificates', 2.5),
    {
      name: 'jobs-one-file',
      work: '`check --jobs 2` of one export',
      beside: '`--jobs 1`; 5 % are noise',
      ours: { run: 'twoJobs' },
      against: { run: 'oneJob' },
      budget: { atMost: 1.05 },
    },
  ];
  return { name: 'start', title: 'One export', rounds: 21, runs, lines };
}

function allRoots(roll) {
  const own = Array.from({ length: PRIVATE }, (_, i) => privateRoot(roll, `Example Voice Root ${i}`));
  return [...publicRoots.slice(0, 30 - PRIVATE), ...own];
}
