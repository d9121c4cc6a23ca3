// General linters on one file of the same size, for a feeling of scale. They do other work, so there is no budget.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { dice } from '../inputs/dice.mjs';
import { exportOf } from '../inputs/exports.mjs';
import { root } from '../root.mjs';
import { node, sbclint } from './sbclint.mjs';

const SCRIPT = join(root, 'node_modules', 'js-yaml', 'dist', 'js-yaml.mjs');

export function linters({ folder, seed }) {
  const home = join(folder, 'linters');
  const at = (name) => join(home, name);
  const write = (name, text) => () => {
    mkdirSync(join(at(name), '..'), { recursive: true });
    writeFileSync(at(name), text(), 'latin1');
  };
  const runs = {
    ini: sbclint('check', [at('ini/sbc.ini')], {
      inputs: write('ini/sbc.ini', () => exportOf('audiocodes-ini', { dice: dice(seed), number: 1, bytes: 100_000 })),
    }),
    xml: sbclint('check', [at('xml/edge.xml')], {
      inputs: write('xml/edge.xml', () => exportOf('ribbon-core-xml', { dice: dice(seed), number: 1, bytes: 200_000 })),
    }),
    eslint: {
      argv: [
        node,
        join(root, 'node_modules', 'eslint', 'bin', 'eslint.js'),
        '--config',
        at('eslint.config.mjs'),
        at('it.mjs'),
      ],
      cwd: home,
      ends: [0, 1],
      inputs: () => {
        write('eslint.config.mjs', eslintConfig)();
        copyFileSync(SCRIPT, at('it.mjs'));
      },
    },
    xmllint: { argv: ['xmllint', '--noout', at('xml/edge.xml')], tools: ['xmllint'], inputs: () => runs.xml.inputs() },
    yamllint: {
      argv: ['yamllint', '-d', 'relaxed', at('it.yaml')],
      tools: ['yamllint'],
      ends: [0, 1],
      inputs: write('it.yaml', profiles),
    },
  };
  const line = (tool, file, run, work) => ({
    name: tool,
    work,
    beside: `\`${tool}\` on ${file}`,
    ours: { run },
    against: { run: tool },
    budget: null,
  });
  const lines = [
    line(
      'eslint',
      'one JavaScript file of about that size, with its recommended rules',
      'ini',
      '`check` of one 100 KB export',
    ),
    line('yamllint', 'one YAML file of 100 KB', 'ini', 'the same'),
    line('xmllint', 'the same file', 'xml', '`check` of one 200 KB XML export'),
  ];
  return { name: 'linters', title: 'Beside general linters', rounds: 11, runs, lines };
}

function eslintConfig() {
  const js = pathToFileURL(join(root, 'node_modules', '@eslint', 'js', 'src', 'index.js')).href;
  return `import js from '${js}';\nexport default [js.configs.recommended];\n`;
}

/** What YAML this project has: the facts on peers and devices, as documents one after the other. */
function profiles() {
  let text = '';
  for (const folder of ['peer-profiles', 'vendor-profiles']) {
    for (const name of readdirSync(join(root, folder)).sort()) {
      if (text.length < 100_000) text += `---\n${readFileSync(join(root, folder, name), 'latin1')}`;
    }
  }
  return text.slice(0, text.indexOf('\n', 100_000) + 1 || undefined);
}
