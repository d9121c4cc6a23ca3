import { nearMiss } from './near-miss.js';

const MASK = '***';

/** Words after which configurations of all vendors print a secret. */
const SECRET_WORD =
  /passp(?:h|hr|hra|hras|hrase)?(?![a-z])|password|passwd|secret|priv(?:ate)?-?key|(?:pre-?)?shared-?key|\bpsk\b|encr(?:yption)?-?key|auth(?:entication)?-?key|community|md5_cred|\bkey(?=[ \t]+\d[ \t])|isakmp[ \t]+key/i;

/** Encrypted and obfuscated values: `$1$...` of AudioCodes, `$3$`, `$4$`, `$7$` of ConfD and others. */
const SECRET_BLOB = /\$(\d)\$[^\s",;]+/g;

/** An AudioCodes row of IP groups carries user names and passwords in cells that only the FORMAT line names. */
const CREDENTIAL_TABLES = ['ipgroup', 'account', 'webusers', 'index'];
const ROW = /^([ \t]*([^\s=]{1,16})[ \t]+[^\s=][^=]{0,31}=).*/;

/** The names of secrets that one damaged letter turns into words that tell nothing. */
const SECRET_NAMES = [
  'passphrase',
  'password',
  'authpassword',
  'auth_password',
  'presharedkey',
  'pre-shared-key',
  'shared-secret',
  'secret',
  'community',
];
const NAME = /[\w-]{6,16}/g;

/** The password in an address, such as that of an enrollment URL. */
const IN_ADDRESS = /((?::\/\/|\bsips?:)[^\s/:@"']{0,64}:)[^\s/@"']{1,128}(?=@)/g;

/** AudioCodes CLI text prints `<blob> encrypted`, whatever the setting is called. */
const ENCRYPTED = /(^|[ \t])(?:"[^"]*"|[^\s"]+)([ \t]+encrypted)(?![\w-])/gi;

const ANY_KEY = 'PRIVATE KEY-----';
/** A private key in PEM, up to the end of the text where its own end is missing. */
const KEY =
  /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----(?:[^-]|-(?!----END ))*(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----)?/g;

/** A name or a value as it may be shown: damage may have put a private key into it. */
export function maskKeys(text: string): string {
  return text.includes(ANY_KEY) ? text.replace(KEY, MASK) : text;
}

/** `JSON.stringify`, with no private key in it. */
export function serialized(value: unknown, indent = 0): string {
  const text = JSON.stringify(value, null, indent);
  if (maskKeys(text) === text) return text;
  return JSON.stringify(value, (_, each: unknown) => (typeof each === 'string' ? maskKeys(each) : each), indent);
}

/** A value for whoever uses the library, with no private key in it. */
export function masked<T>(value: T): T {
  const text = JSON.stringify(value);
  return maskKeys(text) === text ? value : (JSON.parse(serialized(value)) as T);
}

/** A line of configuration as it may be shown: secrets are replaced by asterisks, unquoted ones up to the line's end. */
export function maskSecrets(line: string): string {
  const [, head, table = ''] = ROW.exec(line) ?? [];
  if (head !== undefined && isNearly(table.toLowerCase())) return `${head} ${MASK}`;
  const masked = line
    .replace(IN_ADDRESS, `$1${MASK}`)
    .replace(SECRET_BLOB, (_, kind: string) => `$${kind}$${MASK}`)
    .replace(ENCRYPTED, (_, before: string, after: string) => `${before}${MASK}${after}`);
  const end = endOfSecretWord(masked);
  if (end === null) return masked;
  const after = masked.slice(end);
  const between = /^[\w-]*["']?[ \t]*[:=]?[ \t]*/.exec(after)?.[0] ?? '';
  const value = after.slice(between.length);
  return value === '' ? masked : `${masked.slice(0, masked.length - value.length)}${MASK}`;
}

/** Where the first word ends that tells a secret, whole or with a damaged letter. */
function endOfSecretWord(line: string): number | null {
  const word = SECRET_WORD.exec(line);
  const limit = word?.index ?? line.length;
  for (const { 0: name, index } of line.slice(0, limit).matchAll(NAME)) {
    if (nearMiss(name.toLowerCase(), SECRET_NAMES) !== null) return index + name.length;
  }
  return word ? word.index + word[0].length : null;
}

/** A damaged name is still that of its table. */
function isNearly(table: string): boolean {
  return CREDENTIAL_TABLES.includes(table) || nearMiss(table, CREDENTIAL_TABLES) !== null;
}
