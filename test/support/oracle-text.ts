import { lineOf } from './in-text.js';

/** An element of Oracle ACLI text in the grid that devices print: `element('tls-profile', { name: 'Teams' })`. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | readonly string[] | Nested>>,
): string {
  return `${name}\n${body(attributes, 1)}`;
}

/** A sub-element, such as the sip-port of a sip-interface. */
export interface Nested {
  readonly [attribute: string]: string | readonly string[];
}

function body(attributes: Readonly<Record<string, string | readonly string[] | Nested>>, depth: number): string {
  const indent = ' '.repeat(8 * depth);
  return Object.entries(attributes)
    .map(([name, value]) => {
      if (typeof value === 'object' && !Array.isArray(value))
        return `${indent}${name}\n${body(value as Nested, depth + 1)}`;
      const [first = '', ...more] = [value].flat() as string[];
      const rest = more.map((item) => `${' '.repeat(8 * depth + 40)}${item}\n`).join('');
      return `${`${indent}${name.padEnd(40)}${first}`.trimEnd()}\n${rest}`;
    })
    .join('');
}

export interface Trunk {
  /** Names of certificate-records, with their common names or with attributes of their own. */
  readonly records?: Readonly<Record<string, string | Nested>>;
  readonly realm?: string;
  /** `teams-fqdn` of the realm: the SBC's own name. */
  readonly ownName?: string;
  readonly profileName?: string;
  readonly trusted?: readonly string[];
  readonly hosts?: readonly string[];
  readonly agent?: Nested;
  readonly sipInterface?: Nested;
  readonly port?: Nested;
  readonly profile?: Nested;
}

/** What `show security certificates detail` prints for one certificate-record. */
export function certificateDetail(record: string, facts: Printed): string {
  const { serial, issuer, subject, notBefore, notAfter } = facts;
  return [
    `certificate-record:${record}`,
    'Certificate:',
    '    Data:',
    '        Version: 3 (0x2)',
    `        Serial Number: ${serial}`,
    '        Issuer:',
    ...issuer.map((attribute) => `            ${attribute}`),
    '        Validity',
    `            Not Before: ${notBefore}`,
    `            Not After : ${notAfter}`,
    '        Subject:',
    ...subject.map((attribute) => `            ${attribute}`),
    '',
  ].join('\n');
}

export interface Printed {
  readonly serial: string;
  readonly issuer: readonly string[];
  readonly subject: readonly string[];
  readonly notBefore: string;
  readonly notAfter: string;
}

/** A small Oracle SBC with one trunk, towards the three names of Teams unless told otherwise. */
export function oracleTrunk({
  records = {},
  realm = 'Teams',
  ownName,
  profileName = 'TeamsTLS',
  trusted = [],
  hosts,
  agent = {},
  sipInterface = {},
  port = {},
  profile = {},
}: Trunk = {}): string {
  const names = hosts ?? ['sip.pstnhub.microsoft.com', 'sip2.pstnhub.microsoft.com', 'sip3.pstnhub.microsoft.com'];
  return [
    ...Object.entries(records).map(([name, given]) =>
      element('certificate-record', { name, ...(typeof given === 'string' ? { 'common-name': given } : given) }),
    ),
    element('realm-config', { identifier: realm, ...(ownName === undefined ? {} : { 'teams-fqdn': ownName }) }),
    ...names.map((hostname) =>
      element('session-agent', {
        hostname,
        port: '5061',
        'transport-method': 'StaticTLS',
        'realm-id': realm,
        ...agent,
      }),
    ),
    element('sip-interface', {
      ...sipInterface,
      'realm-id': realm,
      'sip-port': {
        address: '192.0.2.20',
        port: '5061',
        'transport-protocol': 'TLS',
        'tls-profile': profileName,
        ...port,
      },
    }),
    element('tls-profile', {
      name: profileName,
      ...(trusted.length > 0 ? { 'trusted-ca-certificates': trusted } : {}),
      'mutual-authenticate': 'enabled',
      ...profile,
    }),
  ].join('');
}

/** The line that names a tls-profile, where findings about its trust store stand. */
export function profileLine(text: string, name = 'TeamsTLS'): number {
  return lineOf(text, `${'name'.padEnd(40)}${name}`);
}
