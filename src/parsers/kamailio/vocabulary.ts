/**
 * The settings of a TLS domain, other spellings of one beside it. Kamailio refuses a file with any other, so another one
 * is damage, or a release newer than this list.
 */
const SETTINGS: Readonly<Record<string, readonly string[]>> = {
  method: ['tls_method'],
  verify_certificate: ['verify_cert'],
  require_certificate: ['require_cert'],
  verify_client: [],
  verify_depth: [],
  private_key: ['pkey_file'],
  private_key2: [],
  certificate: ['cert_file'],
  certificate2: [],
  ca_list: ['calist_file'],
  ca_path: [],
  crl: [],
  cipher_list: [],
  server_name: [],
  server_name_mode: [],
  server_id: [],
};

const ROLES = new Map<string, 'client' | 'server'>([
  ['client', 'client'],
  ['cli', 'client'],
  ['c', 'client'],
  ['server', 'server'],
  ['srv', 'server'],
  ['s', 'server'],
]);

const ADDRESSES = new Map([
  ['default', 'default'],
  ['def', 'default'],
  ['*', 'default'],
  ['any', 'any'],
  ['all', 'any'],
]);

const NAMES = new Map(
  Object.entries(SETTINGS).flatMap(([name, others]) => [name, ...others].map((word) => [word, name] as const)),
);

/** The one name of a setting, `null` for a word that is none. */
export function settingNamed(word: string): string | null {
  return NAMES.get(word.toLowerCase()) ?? null;
}

export function roleNamed(word: string): 'client' | 'server' | null {
  return ROLES.get(word.toLowerCase()) ?? null;
}

/** `default`, `any`, or an address with its port; `null` for what Kamailio would not take. */
export function addressNamed(word: string): string | null {
  const named = ADDRESSES.get(word.toLowerCase());
  if (named !== undefined) return named;
  const ipv4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3}):(\d{1,5})$/.exec(word);
  if (ipv4) return ipv4.slice(1, 5).every((part) => Number(part) < 256) && Number(ipv4[5]) < 65536 ? word : null;
  return /^\[[\da-f:.]{2,45}\]:\d{1,5}$/i.test(word) ? word.toLowerCase() : null;
}
