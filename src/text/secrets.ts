const MASK = '***';

/** Words after which configurations of all vendors print a secret. */
const SECRET_WORD =
  /\b([\w-]*(?:passphrase|password|passwd|secret|privatekey|private-key|authkey|community)[\w-]*)(["']?\s*[:=]?\s*)("[^"]*"|'[^']*'|\S+)/gi;

/** Encrypted and obfuscated values: `$1$...` of AudioCodes, `$3$`, `$4$`, `$7$` of ConfD and others. */
const SECRET_BLOB = /\$(\d)\$[^\s",;]+/g;

/** A line of configuration as it may be shown: secrets are replaced by asterisks. */
export function maskSecrets(line: string): string {
  return line
    .replace(SECRET_BLOB, (_, kind: string) => `$${kind}$${MASK}`)
    .replace(SECRET_WORD, (_, word: string, between: string) => `${word}${between}${MASK}`);
}
