import { nameAttributes, shortName } from '../../model/certificate.js';
import type { Anchor } from '../fixer.js';

/** A root with the file of the pack that it comes in. */
export interface NewCertificate {
  readonly file: string;
  readonly anchor: Anchor;
}

/** What both scripts begin with. The password goes in by standard input and never stands in a list of processes. */
const SESSION = `set -u
export LC_ALL=C
: "\${SBC:?set SBC to the host name or address of the device}"
: "\${REST_USER:?set REST_USER to the name of a REST user}"
if [ -z "\${REST_PASSWORD:-}" ]; then
  printf 'password of %s: ' "$REST_USER" >&2
  stty -echo 2>/dev/null; IFS= read -r REST_PASSWORD; stty echo 2>/dev/null; echo >&2
fi
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd) || exit 1
work=$(mktemp -d) || exit 1
failed=0
base="\${SBC_URL:-https://$SBC}/rest"
# The device's own web certificate is checked; SBC_CACERT names the file of its issuer.
call() { curl --silent --show-error --max-time 60 \${SBC_CACERT:+--cacert "$SBC_CACERT"} --cookie "$work/jar" --cookie-jar "$work/jar" "$@"; }
good() { grep -q '<http_code>[[:space:]]*200[[:space:]]*</http_code>' "$1"; }
leave() { call --request POST --data '' "$base/logout" >/dev/null 2>&1; rm -rf "$work"; }
trap leave EXIT
trap 'exit 1' INT TERM
printf %s "$REST_PASSWORD" | call --data-urlencode "Username=$REST_USER" --data-urlencode Password@- "$base/login" >"$work/login" && good "$work/login" || { echo 'login failed' >&2; exit 1; }
# One certificate a line, in lower case, without colons.
list() {
  call "$base/certificate?details=true" >"$work/answer" && good "$work/answer" || { echo 'the certificates cannot be listed' >&2; return 1; }
  tr '\\n\\r\\t' '   ' <"$work/answer" | sed 's/<certificate /\\
<certificate /g' | tr 'A-Z' 'a-z' | tr -d ':' | grep '^<certificate ' >"$work/list"
  # Without serial numbers nothing could be recognized as there already.
  if [ ! -s "$work/list" ] || grep -Evq '<[a-z_]*serial[a-z_]*>' "$work/list" || grep -q '<certificate_pk' "$work/answer" || grep -q '^<certificate [^>]*/>' "$work/list" || grep -vq '^<certificate [^>]*id="[0-9][0-9]*"' "$work/list"; then echo 'the list of certificates has no details' >&2; return 1; fi
}
# has NAME SERIAL DECIMAL: the records of that common name and serial number
has() { grep -F -- "$1" "$work/list" | grep -E ">[[:space:]]*(0x)?0*($2|$3)[[:space:]]*<"; }
`;

/** Adds what the device does not list. Record 1 is the device's own certificate and is never written. */
export function applyScript(added: readonly NewCertificate[]): string {
  return `#!/bin/sh
# Adds trusted CA certificates over the REST interface. It never changes or replaces a record that is there.
${SESSION}
# add FILE NAME SERIAL DECIMAL
add() {
  list || { failed=1; return; }
  if [ -n "$(has "$2" "$3" "$4")" ]; then echo "present: $1"; return; fi
  if grep -qF -- ">$2<" "$work/list"; then
    echo "not decided: $1: a certificate of the same common name is there and its serial number is another; look at it by hand" >&2
    failed=1; return
  fi
  id=2
  while grep -q "^<certificate [^>]*id=\\"$id\\"" "$work/list"; do id=$((id + 1)); done
  # Supplementary certificates are counted from 1000 on in some releases.
  if [ "$id" -lt 2 ] || [ "$id" -ge 1000 ]; then echo "refused: no free id for $1" >&2; failed=1; return; fi
  call --data-urlencode CertFileOperation=1 --data-urlencode "CertFileContent@$here/$1" "$base/certificate/$id?action=import" >"$work/import" && good "$work/import" || {
    echo "refused: $1" >&2; failed=1; return
  }
  printf '%s\\t%s\\t%s\\t%s\\n' "$id" "$3" "$4" "$2" >>"$here/added.txt"
  list || { failed=1; return; }
  if [ -n "$(has "$2" "$3" "$4")" ]; then echo "imported: $1 as record $id"; else echo "not listed after the import: $1" >&2; failed=1; fi
}
${added.map(({ file, anchor }) => `add ${quoted(file)} ${identity(anchor)}`).join('\n')}
exit "$failed"
`;
}

/** Deletes the records that {@link applyScript} noted, as long as they still are what it imported. */
export function rollbackScript(): string {
  return `#!/bin/sh
# Deletes the certificate records that apply.sh added, as it noted them in added.txt, and nothing else.
${SESSION}
[ -f "$here/added.txt" ] || { echo 'nothing was added: there is no added.txt'; exit 0; }
tab=$(printf '\\t')
while IFS="$tab" read -r id serial decimal name <&3; do
  [ "$id" -gt 1 ] 2>/dev/null || continue
  list || { failed=1; break; }
  if [ -z "$(has "$name" "$serial" "$decimal" | grep "^<certificate [^>]*id=\\"$id\\"")" ]; then
    echo "left alone: record $id is not what was added" >&2; failed=1; continue
  fi
  call --request DELETE "$base/certificate/$id" >"$work/delete" && good "$work/delete" && echo "deleted: record $id" || { echo "not deleted: record $id" >&2; failed=1; }
done 3<"$here/added.txt"
exit "$failed"
`;
}

/** The common name as the list prints it, and the serial number in both radixes. */
function identity({ subject, serial }: Anchor): string {
  const common = nameAttributes(subject).find(([type]) => type === 'CN')?.[1] ?? shortName(subject);
  const printed = common
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(':', '');
  return `${quoted(printed)} ${serial.toLowerCase()} ${BigInt(`0x${serial}`).toString()}`;
}

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
