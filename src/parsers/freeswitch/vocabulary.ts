/** Settings of a profile and of a gateway that are read. */
export const PROFILE_PARAMS = [
  'tls',
  'tls-sip-port',
  'tls-cert-dir',
  'tls-verify-policy',
  'tls-verify-depth',
  'tls-version',
  'tls-ciphers',
];
export const GATEWAY_PARAMS = [
  'proxy',
  'outbound-proxy',
  'register-proxy',
  'register',
  'realm',
  'register-transport',
  'contact-params',
];

/** What an element may hold, where another name is damage. */
export const CHILDREN: Readonly<Record<string, readonly string[]>> = {
  profile: ['aliases', 'gateways', 'domains', 'settings'],
  gateways: ['gateway'],
  gateway: ['param', 'variables'],
  settings: ['param'],
};

export const PREPROCESSOR = 'X-PRE-PROCESS';
export const COMMANDS = ['set', 'stun-set', 'env-set', 'exec-set', 'include', 'exec'];
