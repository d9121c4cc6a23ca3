import { vendorCommand } from '../../model/vendor-command.js';
import type { VendorProfile } from '../../model/knowledge.js';
import { baseName } from '../../parsers/pem-bundle/bind.js';
import { anchorFile } from '../anchor-file.js';
import type { Addition, Artifact, FixInput, FixPlan, Step } from '../fixer.js';

type RollOut = Pick<FixPlan, 'artifacts' | 'checksBefore' | 'steps' | 'checksAfter' | 'rollback' | 'notes'>;

/** What differs from product to product. */
export interface BundleProduct {
  /** The setting that names a folder of hashed names. */
  readonly folderSetting: string;
  /** Where relative paths start: the shell variable for it, and what it stands for. */
  readonly home: { readonly variable: string; readonly means: string };
}

/** The files and steps that bring the additions onto the device. */
export function rollOut(
  { profile, device, bundles }: FixInput,
  additions: readonly Addition[],
  product: BundleProduct,
): RollOut {
  const files = [...new Map(additions.map(({ want }) => [want.store.id, want.store.name])).values()];
  const step = (what: string, name: string, key: string, expect?: string): Step => {
    const command = vendorCommand(profile, name, { key, label: baseName(key) });
    return {
      what: what + (command?.note ?? ''),
      command: command?.text ?? null,
      expect: expect ?? command?.expect ?? null,
    };
  };
  const unseen = additions.filter(({ want }) => !bundles.has(want.store.id));
  const artifacts: Artifact[] = [
    { path: 'apply.sh', content: applyScript(device.id, additions, product) },
    { path: 'rollback.md', content: rollbackText(device.id, additions, profile) },
  ];
  return {
    artifacts,
    checksBefore: files.map((file) => step(`Keep a copy of ${file}`, 'backup', file)),
    steps: [
      {
        what: 'Append the roots, in the folder of this file. The script leaves out what a file holds already',
        command: 'sh apply.sh',
        expect: 'one line for each root',
      },
      step(`Let ${profile.title} read the files again`, 'reload', ''),
    ],
    checksAfter: files.map((file) =>
      step(
        `Fetch ${file} again and check that nothing is missing`,
        'proveTrustStore',
        file,
        'every certificate of the copy, and the new ones; sbclint check then finds them',
      ),
    ),
    rollback: [{ what: 'Follow rollback.md', command: null, expect: null }],
    notes: [
      'The patched CA file in this folder shows what the file will hold. apply.sh appends to the file on the host instead.',
      ...(unseen.length > 0 ? ['A file that was not shown may hold the roots already; apply.sh looks first.'] : []),
    ],
  };
}

/** Text for a comment or a list: one line. */
function plain(text: string): string {
  return text.replace(/[^\x20-\x7e]|[`]/g, '?');
}

function quoted(text: string): string {
  return `'${plain(text).replaceAll("'", `'\\''`)}'`;
}

/** Relative paths start from a folder that the export does not say, and `$${name}/` is a variable of the product. */
function target(path: string, { home }: BundleProduct): string {
  const variable = /^\$\$\{(\w+)\}\/(.*)$/.exec(path);
  if (variable) {
    const [, name = '', rest = ''] = variable;
    return `"\${${name}:?set it to the value of that variable}"/${quoted(rest)}`;
  }
  return path.startsWith('/') ? quoted(path) : `"\${${home.variable}:?set it to ${home.means}}"/${quoted(path)}`;
}

function applyScript(device: string, additions: readonly Addition[], product: BundleProduct): string {
  const calls = additions.map(
    ({ want: { store, anchor } }) =>
      `add ${target(store.name, product)} '${anchorFile(anchor)}' ${quoted(anchor.name)}\n`,
  );
  return `#!/bin/sh
# ${plain(device)}: appends roots to CA files. It removes and replaces nothing.
set -eu
cd "$(dirname "$0")"

add() {
  if [ -L "$1" ]; then
    echo "$1 is a link, perhaps to a file of the system: add the root where it points" >&2
    exit 1
  fi
  test -f "$1"
  if grep -qF "$(tail -n 3 "$2" | head -n 1)" "$1"; then
    echo "$1 holds $3 already"
  else
    { echo; echo "# $3"; cat "$2"; } >> "$1"
    echo "$1: added $3"
  fi
}

${calls.join('')}`;
}

function rollbackText(device: string, additions: readonly Addition[], profile: VendorProfile): string {
  const list = additions.map(
    ({ want: { store, anchor } }) => `- ${plain(store.name)}: ${plain(anchor.name)}, SHA-256 ${anchor.sha256}`,
  );
  const reload = vendorCommand(profile, 'reload');
  const after = reload ? `Then run \`${reload.text}\`` : 'Then have the files read again';
  return `# ${plain(device)}: undo what apply added

Take each block out of its file with an editor, from the line \`# <name>\` to \`-----END CERTIFICATE-----\`, where the copy
\`*.before\` does not have it. Remove nothing else. ${after}.

${list.join('\n')}
`;
}
