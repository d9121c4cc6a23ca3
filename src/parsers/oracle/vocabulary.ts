/** Element types that only this system has at the top level; one of them with an indented attribute gives a file away. */
export const TELLING_TYPES: readonly string[] = [
  'certificate-record',
  'tls-profile',
  'global-trusted-ca',
  'cert-status-profile',
  'session-agent',
  'session-group',
  'sip-interface',
  'sip-config',
  'sip-manipulation',
  'realm-config',
  'local-policy',
  'network-interface',
  'phy-interface',
  'steering-pool',
  'system-config',
  'media-manager',
  'http-server',
  'security-config',
];

/** Per type, the attributes that say whom the device trusts and faces. Everything else is passed over. */
export const READ: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['certificate-record', new Set(['name', 'common-name', 'trusted'])],
  [
    'tls-profile',
    new Set([
      'name',
      'end-entity-certificate',
      'trusted-ca-certificates',
      'global-trusted-ca-list',
      'cipher-list',
      'verify-depth',
      'mutual-authenticate',
      'tls-version',
    ]),
  ],
  ['global-trusted-ca', new Set(['name', 'state', 'trusted-ca-certificates-list'])],
  [
    'session-agent',
    new Set(['hostname', 'ip-address', 'port', 'state', 'transport-method', 'realm-id', 'egress-realm-id']),
  ],
  ['sip-interface', new Set(['state', 'realm-id'])],
  ['sip-port', new Set(['address', 'port', 'transport-protocol', 'tls-profile'])],
  ['realm-config', new Set(['identifier', 'parent-realm', 'teams-fqdn'])],
  ['session-group', new Set(['dest'])],
  ['local-policy', new Set<string>()],
  ['policy-attribute', new Set(['next-hop'])],
  ['system-config', new Set(['hostname'])],
]);

/** The elements that are read inside others. */
export const PARTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['sip-interface', ['sip-port']],
  ['local-policy', ['policy-attribute']],
]);

/** The elements that are read and stand in no other. */
export const TOP_LEVEL: readonly string[] = [...READ.keys()].filter(
  (type) => ![...PARTS.values()].flat().includes(type),
);

/** Elements inside others that may be printed as a bare header, with every attribute at its default. */
export const SUB_ELEMENTS: ReadonlySet<string> = new Set([
  'sip-port',
  'policy-attribute',
  'header-rule',
  'element-rule',
  'mime-rule',
  'mime-sdp-rule',
  'sdp-session-rule',
  'sdp-media-rule',
  'sdp-line-rule',
  'comm-monitor',
  'monitor-collector',
  'schedule-backup',
  'config-backup',
  'logs-backup',
  'push-receiver',
  'collect',
  'group-settings',
  'account-server',
]);

/** Attributes whose entries hold no blanks, one a line; an older or edited file may have several on one line. */
export const LIST_ATTRIBUTES: ReadonlySet<string> = new Set([
  'trusted-ca-certificates',
  'global-trusted-ca-list',
  'trusted-ca-certificates-list',
  'key-usage-list',
  'extended-key-usage-list',
  'cert-status-profile-list',
  'cipher-list',
  'options',
  'dest',
  'network-interfaces',
]);

/** The lists that decide what is trusted: whatever in them cannot be read is a problem. */
export const TRUST_LISTS: ReadonlySet<string> = new Set([
  'trusted-ca-certificates',
  'global-trusted-ca-list',
  'trusted-ca-certificates-list',
]);

/** Types that list trust anchors for something other than SIP over TLS. */
export const OTHER_TRUST = /ike|ipsec|tscf|certificate-profile/;

/** What identifies an element among those of its type. */
export const KEYS: ReadonlyMap<string, string> = new Map([
  ['certificate-record', 'name'],
  ['tls-profile', 'name'],
  ['global-trusted-ca', 'name'],
  ['session-agent', 'hostname'],
  ['sip-interface', 'realm-id'],
  ['realm-config', 'identifier'],
]);

/** The attributes of the trust-relevant types in print order, as far as they are known. */
export const ATTRIBUTES: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'certificate-record',
    [
      'name',
      'country',
      'state',
      'locality',
      'organization',
      'unit',
      'common-name',
      'key-size',
      'alternate-name',
      'trusted',
      'key-usage-list',
      'extended-key-usage-list',
      'key-algor',
      'digest-algor',
      'ecdsa-key-size',
      'cert-status-profile-list',
      'options',
    ],
  ],
  [
    'tls-profile',
    [
      'name',
      'end-entity-certificate',
      'trusted-ca-certificates',
      'global-trusted-ca-list',
      'cipher-list',
      'verify-depth',
      'mutual-authenticate',
      'tls-version',
      'options',
      'cert-status-check',
      'cert-status-profile-list',
      'ignore-dead-responder',
      'allow-self-signed-cert',
    ],
  ],
  ['global-trusted-ca', ['name', 'state', 'trusted-ca-certificates-list']],
  ['session-agent', ['hostname', 'ip-address', 'port', 'state', 'transport-method', 'realm-id', 'egress-realm-id']],
  ['sip-interface', ['state', 'realm-id', 'sip-port']],
  ['realm-config', ['identifier', 'parent-realm', 'teams-fqdn']],
]);
