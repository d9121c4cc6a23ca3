import { halves, nearMiss } from '../../text/near-miss.js';
import type { TrustParameter, TrustTable } from '../audiocodes/settings.js';

/** How a keyword of the CLI is called in the INI, and what its words are there. */
export interface Keyword {
  readonly column: string;
  readonly words?: Readonly<Record<string, string>>;
}

export interface Vocabulary {
  readonly table: TrustTable;
  /** The word before its own in `sbc classification 0`, or a block around it. */
  readonly below?: string;
  readonly keywords: Readonly<Record<string, Keyword>>;
  /** Keywords that look as if they decide about trust; one that is not listed above is reported. */
  readonly mayMatter: RegExp | null;
  /** Keywords that decide nothing here although they look like it. */
  readonly harmless: RegExp;
}

const SWITCH = { disable: '0', off: '0', enable: '1', on: '1' };
const NOTHING = /^$/;

/**
 * Documented: src-transport-type and action-type of a classification row (user's manuals of 6.8 and 7.0), `dns dns-to-ip`
 * and domain-name of its rows (user's manual of 7.4, Configuring the Internal DNS Table).
 * Confirmed in captures: interface-name, the tls-context-name of a SIP interface, proxy-name, sbcipv4-sip-int-name,
 * proxy-address, transport-type and the name of a TLS context. The others are recalled from the vendor's material; a keyword
 * of one of these rows that is none of them and looks relevant makes its row unreadable.
 */
export const VOCABULARY: ReadonlyMap<string, Vocabulary> = new Map<string, Vocabulary>([
  [
    'tls',
    {
      table: 'TLSContexts',
      keywords: {
        name: { column: 'name' },
        'tls-version': { column: 'tlsversion', words: { unlimited: '0' } },
        'ciphers-server': { column: 'servercipherstring' },
        'ciphers-client': { column: 'clientcipherstring' },
        'ciphers-server-tls13': { column: 'serverciphertls13string' },
        'ciphers-client-tls13': { column: 'clientciphertls13string' },
      },
      mayMatter: null,
      harmless:
        /^(?:dtls-version|require-strict-cert|tls-renegotiation|dh-key-size|key-exchange-groups|middlebox-compat-mode|ocsp-[a-z-]{1,40})$/,
    },
  ],
  [
    'sip-interface',
    {
      table: 'SIPInterface',
      keywords: {
        'interface-name': { column: 'interfacename' },
        'udp-port': { column: 'udpport' },
        'tcp-port': { column: 'tcpport' },
        'tls-port': { column: 'tlsport' },
        'tls-context-name': { column: 'tlscontext' },
        'srd-name': { column: 'srdname' },
        'tls-mutual-auth': { column: 'tlsmutualauthentication', words: { ...SWITCH, 'not-configured': '-1' } },
      },
      mayMatter: /mutual|context|tls|^(?:udp|tcp)-?port$/,
      harmless: NOTHING,
    },
  ],
  [
    'proxy-set',
    {
      table: 'ProxySet',
      keywords: {
        'proxy-name': { column: 'proxyname' },
        'tls-context-name': { column: 'tlscontextname' },
        'sbcipv4-sip-int-name': { column: 'sbcipv4sipinterfacename' },
        'sbcipv6-sip-int-name': { column: 'sbcipv6sipinterfacename' },
        'gwipv4-sip-int-name': { column: 'gwipv4sipinterfacename' },
        'gwipv6-sip-int-name': { column: 'gwipv6sipinterfacename' },
      },
      mayMatter: /tls|context|sip-int|address|transport|host/,
      harmless: /^sasipv[46]-sip-int-name$/,
    },
  ],
  [
    'proxy-ip',
    {
      table: 'ProxyIp',
      keywords: {
        'proxy-address': { column: 'ipaddress' },
        'transport-type': {
          column: 'transporttype',
          words: { udp: '0', tcp: '1', tls: '2', 'not-configured': '-1' },
        },
      },
      mayMatter: /address|transport|host/,
      harmless: NOTHING,
    },
  ],
  [
    'ip-group',
    {
      table: 'IPGroup',
      keywords: {
        name: { column: 'name' },
        'proxy-set-name': { column: 'proxysetname' },
        'classify-by-proxy-set': { column: 'classifybyproxyset', words: SWITCH },
      },
      mayMatter: /proxy-set|classify/,
      harmless: NOTHING,
    },
  ],
  [
    'dns-to-ip',
    {
      table: 'Dns2Ip',
      below: 'dns',
      keywords: {
        'domain-name': { column: 'domainname' },
        'first-ip-address': { column: 'firstipaddress' },
        'second-ip-address': { column: 'secondipaddress' },
        'third-ip-address': { column: 'thirdipaddress' },
      },
      mayMatter: /address|domain|^ip/,
      harmless: NOTHING,
    },
  ],
  [
    'classification',
    {
      table: 'Classification',
      below: 'sbc',
      keywords: {
        'srd-name': { column: 'srdname' },
        'src-sip-interface-name': { column: 'srcsipinterfacename' },
        'src-transport-type': {
          column: 'srctransporttype',
          words: { any: '-1', 'not-configured': '-1', udp: '0', tcp: '1', tls: '2' },
        },
        'action-type': { column: 'actiontype', words: { deny: '0', allow: '1' } },
        'src-ip-group-name': { column: 'srcipgroupname' },
      },
      mayMatter: /sip-int|src-ip-group|transport|action/,
      // Of releases that name no SIP interface in these rows.
      harmless: /^src-ip-group-id$/,
    },
  ],
]);

/** The reference has no keyword of UseDefaultCABundle; whichever names a default list of CAs is taken for it, and none is written. */
export const BUILT_IN_LIST = /default-ca/;
export const BUILT_IN_LIST_KEYWORD: Keyword = { column: 'usedefaultcabundle', words: SWITCH };

export interface Global {
  readonly parameter: TrustParameter;
  readonly words: Readonly<Record<string, string>>;
}

/** Older and newer spellings; letters of either case. Where the last one stands is recalled, so any group may have it. */
export function globalOf(keyword: string): Global | null {
  const key = keyword.toLowerCase();
  if (/^sips-?require-?client-?certificate$/.test(key)) {
    return { parameter: 'SIPSRequireClientCertificate', words: SWITCH };
  }
  if (/^(?:tls-vrfy-srvr-cert|verifyservercertificate)$/.test(key)) {
    return { parameter: 'VerifyServerCertificate', words: SWITCH };
  }
  if (/(?:^|-)sip-?transport-?type$/.test(key)) {
    return { parameter: 'SIPTransportType', words: { udp: '0', tcp: '1', tls: '2' } };
  }
  return null;
}

const SPELLINGS = [
  'sips-require-client-certificate',
  'sipsrequireclientcertificate',
  'tls-vrfy-srvr-cert',
  'verifyservercertificate',
  'sip-transport-type',
  'siptransporttype',
];
/** Most lines hold none of them, and so nothing that is near a spelling. */
const HALVES = SPELLINGS.flatMap(halves);

/**
 * The global parameter that a line may set although its keyword is damaged by one letter, or stands behind the start of
 * the line because the end of the line before it is lost.
 */
export function lostGlobal(line: string): Global | null {
  const text = line.toLowerCase();
  if (!HALVES.some((half) => text.includes(half))) return null;
  const words = text.split(/[ \t]+/, 3);
  const [first = '', second = ''] = words;
  const near = nearMiss(first, SPELLINGS) ?? nearMiss(`${first} ${second}`, SPELLINGS);
  const inside = near ?? SPELLINGS.find((spelling) => text.includes(spelling));
  return inside === undefined ? null : globalOf(inside);
}

/** `tls-v1.0_1.1_1.2` is a set, which the INI writes as the sum of its bits. */
export function versionBits(word: string): string | null {
  const [, list] = /^tls-v(1\.[0-3](?:_1\.[0-3]){0,3})$/i.exec(word) ?? [];
  if (list === undefined) return null;
  return String([...new Set(list.split('_'))].reduce((sum, version) => sum + 2 ** Number(version.slice(2)), 0));
}
