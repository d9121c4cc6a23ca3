import { vendorCommand } from '../../model/vendor-command.js';
import type { VendorProfile } from '../../model/knowledge.js';
import { baseName } from '../../parsers/pem-bundle/bind.js';
import { plain, quoted, shellPath } from '../../parsers/pem-bundle/shell-path.js';
import { anchorFile } from '../anchor-file.js';
import type { Addition, Artifact, FixInput, FixPlan } from '../fixer.js';
import type { Step } from '../../model/planned-device.js';

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
    const command = vendorCommand(profile, name, { key: shellPath(key), label: baseName(key) });
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
      ...unchecked(device, additions),
      ...(unseen.length > 0 ? ['A file that was not shown may hold the roots already; apply.sh looks first.'] : []),
    ],
  };
}

/** Contexts whose legs all leave their peers unchecked: there the roots change nothing yet. */
function unchecked({ legs }: FixInput['device'], additions: readonly Addition[]): readonly string[] {
  const names = [...new Set(additions.map(({ want }) => want.tlsContext.name.value))].filter((name) => {
    const own = legs.filter(({ tlsContext }) => tlsContext === name);
    return own.length > 0 && own.every(({ verifiesPeer }) => verifiesPeer.answer === 'no');
  });
  return names.length === 0
    ? []
    : [
        `${names.map(plain).join(', ')}: nobody's certificate is checked there, so the roots count once that is switched on.`,
      ];
}

/** Relative paths start from a folder that the export does not say. */
function target(path: string, { home }: BundleProduct): string {
  if (path.startsWith('$${')) return shellPath(path, 'set it to the value of that variable');
  const file = path.includes('$${') ? shellPath(path, 'set it to the value of that variable') : quoted(path);
  return path.startsWith('/') ? file : `"\${${home.variable}:?set it to ${home.means}}"/${file}`;
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
  if [ ! -f "$1" ]; then
    echo "$1 is not there, and nothing was added to it" >&2
    exit 1
  fi
  if grep -e '-----BEGIN ' -e '-----END ' "$1" | tail -n 1 | grep -q BEGIN; then
    echo "$1 ends inside a certificate: mend it first" >&2
    exit 1
  fi
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
