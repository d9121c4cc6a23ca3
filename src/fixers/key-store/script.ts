/** A root with the alias that it gets. Both hold small letters, digits and dashes only. */
export interface NewEntry {
  readonly file: string;
  readonly alias: string;
}

/** What both scripts begin with. The password stands in no list of processes and in no file. */
const SESSION = (type: string | null) => `set -u
: "\${KEYSTORE:?set KEYSTORE to the path of the key store}"
[ -f "$KEYSTORE" ] || { echo "no such file: $KEYSTORE" >&2; exit 1; }
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd) || exit 1
failed=0
store() { keytool "$@" -keystore "$KEYSTORE"${type === null ? '' : ` -storetype ${type}`} \${KEYSTORE_PASSWORD:+-storepass:env KEYSTORE_PASSWORD}; }
`;

/** keytool refuses an alias that is taken, so nothing is replaced. */
export function applyScript(entries: readonly NewEntry[], type: string | null): string {
  return `#!/bin/sh
# Adds trusted certificates to a key store. It never changes or replaces an entry that is there.
${SESSION(type)}
# add FILE ALIAS
add() {
  if store -importcert -noprompt -file "$here/$1" -alias "$2"; then
    echo "$2" >>"$here/added.txt"
    echo "added: $2"
  else
    echo "not added: $2" >&2
    failed=1
  fi
}

${entries.map(({ file, alias }) => `add '${file}' '${alias}'`).join('\n')}
exit "$failed"
`;
}

/** Deletes the aliases that {@link applyScript} noted. */
export function rollbackScript(type: string | null): string {
  return `#!/bin/sh
# Deletes the aliases that apply.sh added, as it noted them in added.txt, and nothing else.
${SESSION(type)}
[ -f "$here/added.txt" ] || { echo 'nothing was added: there is no added.txt'; exit 0; }
while IFS= read -r alias <&3; do
  [ -n "$alias" ] || continue
  if store -delete -alias "$alias"; then echo "deleted: $alias"; else echo "not deleted: $alias" >&2; failed=1; fi
done 3<"$here/added.txt"
[ "$failed" = 1 ] || mv "$here/added.txt" "$here/removed.txt"
exit "$failed"
`;
}
