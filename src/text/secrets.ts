const MASK = '***';

/** Words after which configurations of all vendors print a secret. */
const SECRET_WORD = /passphrase|password|passwd|secret|private-?key|auth-?key|community/i;

/** Encrypted and obfuscated values: `$1$...` of AudioCodes, `$3$`, `$4$`, `$7$` of ConfD and others. */
const SECRET_BLOB = /\$(\d)\$[^\s",;]+/g;

/** A line of configuration as it may be shown: secrets are replaced by asterisks, unquoted ones up to the line's end. */
export function maskSecrets(line: string): string {
  const masked = line.replace(SECRET_BLOB, (_, kind: string) => `$${kind}$${MASK}`);
  const word = SECRET_WORD.exec(masked);
  if (!word) return masked;
  const after = masked.slice(word.index + word[0].length);
  const between = /^[\w-]*["']?[ \t]*[:=]?[ \t]*/.exec(after)?.[0] ?? '';
  const value = after.slice(between.length);
  return value === '' ? masked : `${masked.slice(0, masked.length - value.length)}${MASK}`;
}
