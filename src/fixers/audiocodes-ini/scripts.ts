import type { VendorProfile } from '../../model/knowledge.js';
import type { Addition } from '../fixer.js';
import { anchorFile } from '../anchor-file.js';
import { command } from './facts.js';
import type { Work } from './work.js';

/** Text that stands in a comment, in single quotes or in a list: one line, no quote that could end it. */
function plain(text: string): string {
  return text.replace(/[^\x20-\x7e]|['`\\]/g, '?');
}

function line({ want: { store, tlsContext, anchor } }: Addition): string {
  return plain(`TLS context ${store.id} (${tlsContext.name.value}): ${anchor.name}`);
}

/** One certificate a call, as the maker's page of the incremental call shows it. No credential stands in the script. */
export function applyScript(device: string, { additions, switched, incrementalIni }: Work): string {
  const calls = additions.map(
    (addition) => `
echo '${line(addition)}'
call --request PUT --form 'file=@${anchorFile(addition.want.anchor)}' \\
  "https://$SBC/api/v1/files/tls/${addition.want.store.id}/trustedRoot/incremental"
`,
  );
  const load =
    incrementalIni === null
      ? ''
      : `
echo 'TLS context ${switched.map(({ store }) => plain(store)).join(', ')}: use the built-in list of CAs'
call --request PUT --form 'file=@apply.ini' "https://$SBC/api/v1/files/ini/incremental"
`;
  return `#!/bin/sh
# ${plain(device)}: adds trust and removes none. One certificate a call; the first call that fails ends the script.
#
#   SBC=<host name or address> SBC_USER=<name> sh apply.sh     curl asks for the password at each call
#   SBC=<host name or address> SBC_NETRC=<file> sh apply.sh    curl reads name and password from a netrc file
#
# Where the Web certificate of the device is from a private CA, name that CA's file in CURL_CA_BUNDLE.
set -eu
: "\${SBC:?set SBC to the host name or address of the device}"
# Paths that you gave are meant from where you are.
case "\${SBC_NETRC:-/}" in /*) ;; *) SBC_NETRC="$PWD/$SBC_NETRC" ;; esac
case "\${CURL_CA_BUNDLE:-/}" in /*) ;; *) export CURL_CA_BUNDLE="$PWD/$CURL_CA_BUNDLE" ;; esac
cd "$(dirname "$0")"

call() {
  if [ -n "\${SBC_NETRC:-}" ]; then
    set -- --netrc-file "$SBC_NETRC" "$@"
  else
    set -- --user "\${SBC_USER:?set SBC_USER, or SBC_NETRC to a netrc file}" "$@"
  fi
  curl --fail --silent --show-error --anyauth "$@"
  echo
}
${calls.join('')}${load}
echo 'Saving to flash'
call --request POST "https://$SBC/api/v1/actions/saveConfiguration"
`;
}

/** For releases without the REST API. The Web pages differ between them, so no path of clicks is claimed. */
export function applyBySteps(device: string, { additions }: Work): string {
  return `# ${plain(device)}: import the roots on the Web page

This release has no REST API. On the Web page where the trusted root certificates are managed (it differs between
releases), import each file. Choose the action that adds a certificate. Never choose one that replaces the list.

${additions.map((addition) => `- ${line(addition)}: \`${anchorFile(addition.want.anchor)}\``).join('\n')}

Then save the configuration to flash.
`;
}

/** No REST call removes one root, so this is for people; it names what apply added and nothing else. */
export function rollbackText(
  device: string,
  { additions, switched }: Work,
  unproven: ReadonlySet<string>,
  profile: VendorProfile,
): string {
  const list = (some: readonly Addition[]) =>
    some.map((addition) => `- ${line(addition)}, SHA-256 ${addition.want.anchor.sha256}`).join('\n');
  const certain = additions.filter(({ want }) => !unproven.has(want.store.id));
  const perhaps = additions.filter(({ want }) => unproven.has(want.store.id));
  const { text, note } = command(profile, 'removeTrustAnchor');
  const parts = [`# ${plain(device)}: undo what apply added`];
  if (additions.length > 0) {
    parts.push(
      `No REST call removes one root, so it is done by hand${note}:

${text ?? 'on the Web page of the TLS context'}

Remove nothing else, and save the configuration to flash at the end.`,
    );
  }
  if (certain.length > 0) parts.push(`## Newly added\n\n${list(certain)}`);
  if (perhaps.length > 0) {
    parts.push(
      `## Only after a look

What these stores held before was not shown. Open the file \`before-<index>.pem\` that you saved before applying: remove a
root only if it is not in that file. If it is in there, it was trusted before, and it stays.

${list(perhaps)}`,
    );
  }
  if (switched.length > 0) {
    const rows = switched.map(({ store, context }) => `- TLS context ${plain(store)} (${plain(context)})`).join('\n');
    parts.push(
      `## The built-in list\n\nOn the Web page of each TLS context, set "Use default CA Bundle" back to off, and save.\n\n${rows}`,
    );
  }
  parts.push(
    `Restoring a saved configuration as a whole is not a rollback of this: it undoes every later change too, and it resets
the device.`,
  );
  return `${parts.join('\n\n')}\n`;
}
