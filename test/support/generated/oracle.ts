import type { GeneratedDevice } from './device.js';
import { files, type Printer, type Shuffle } from './printer.js';

/** An element with its attributes, and those inside it. */
interface Element {
  readonly type: string;
  readonly branch: string;
  readonly attributes: readonly (readonly [string, readonly string[]])[];
  readonly inside?: readonly Element[];
}

function elements({ trunks }: GeneratedDevice, shuffle: Shuffle): readonly Element[] {
  const element = (
    type: string,
    branch: string,
    [name, ...rest]: readonly (readonly [string, string | readonly string[]])[],
    inside: readonly Element[] = [],
  ): Element => ({
    type,
    branch,
    attributes: [...(name ? [name] : []), ...shuffle(rest)].map(([key, value]) => [key, [value].flat()] as const),
    inside,
  });
  return shuffle([
    ...trunks.flatMap(({ roots }) =>
      roots.map(({ label }) =>
        element('certificate-record', 'security', [
          ['name', label],
          ['common-name', `Root ${label}`],
        ]),
      ),
    ),
    ...trunks.map(({ name }) => element('realm-config', 'media-manager', [['identifier', name]])),
    ...trunks.flatMap(({ name, hosts }) =>
      hosts.map((hostname) =>
        element('session-agent', 'session-router', [
          ['hostname', hostname],
          ['port', '5061'],
          ['transport-method', 'StaticTLS'],
          ['realm-id', name],
        ]),
      ),
    ),
    ...trunks.map(({ name }, i) =>
      element(
        'sip-interface',
        'session-router',
        [['realm-id', name]],
        [
          element('sip-port', 'session-router', [
            ['address', `192.0.2.${20 + i}`],
            ['port', '5061'],
            ['transport-protocol', 'TLS'],
            ['tls-profile', `${name}TLS`],
          ]),
        ],
      ),
    ),
    ...trunks.map(({ name, roots }) =>
      element('tls-profile', 'security', [
        ['name', `${name}TLS`],
        ['trusted-ca-certificates', roots.map(({ label }) => label)],
        ['mutual-authenticate', 'enabled'],
        ['tls-version', 'tlsv12'],
      ]),
    ),
  ]);
}

/** In the grid that `show running-config` prints. */
function acli({ type, attributes, inside = [] }: Element, depth = 0): string {
  const indent = ' '.repeat(8 * depth);
  const lines = attributes.map(([name, [first = '', ...more]]) => {
    const rest = more.map((value) => `${indent}${' '.repeat(48)}${value}\n`).join('');
    return `${indent}        ${name.padEnd(40)}${first}\n${rest}`;
  });
  return `${indent}${type}\n${lines.join('')}${inside.map((each) => acli(each, depth + 1)).join('')}`;
}

function rest({ type, attributes, inside = [] }: Element, tag = 'configElement'): string {
  const list = attributes.map(
    ([name, values]) =>
      `<attribute><name>${name}</name>${values.map((value) => `<value>${value}</value>`).join('')}</attribute>\n`,
  );
  const kind = tag === 'configElement' ? 'elementType' : 'subElementType';
  return `<${tag}>\n<${kind}>${type}</${kind}>\n${list.join('')}${inside.map((each) => rest(each, 'subElement')).join('')}</${tag}>\n`;
}

/** As a person types it, from the top each time. */
function typed({ type, branch, attributes, inside = [] }: Element): string {
  const values = (list: readonly string[]) => {
    const words = list.map((value) => (value.includes(' ') ? `"${value}"` : value));
    return words.length === 1 ? words[0] : `(${words.join(' ')})`;
  };
  const lines = (of: Element['attributes']) => of.map(([name, list]) => `${name} ${values(list)}\n`).join('');
  const parts = inside.map((each) => `${each.type}s\n${lines(each.attributes)}done\nexit\n`).join('');
  return `${branch}\n${type}\n${lines(attributes)}${parts}done\nexit\nexit\n`;
}

const NAMES: Readonly<Record<string, string>> = {
  identifier: 'id',
  hostname: 'hostname',
  port: 'port',
  'transport-method': 'transMethod',
  address: 'address',
  'transport-protocol': 'transProtocol',
  'tls-profile': 'tlsProfile',
};

/** A backup writes names of its own, of which only some are known. */
function backup({ type, attributes, inside = [] }: Element): string {
  const tag = type.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const named = attributes.map(([name, [value = '']]) => {
    const written = name === 'realm-id' ? (type === 'sip-interface' ? 'RealmID' : 'realmID') : NAMES[name];
    return `\n        ${written}='${value}'`;
  });
  return `<${tag}${named.join('')}>\n${inside.map(backup).join('')}</${tag}>\n`;
}

const FORM = { store: 'entries', isShared: false } as const;
const evidence = (device: GeneratedDevice) => files(device, (label) => `${label}.pem`, 'pem');
const CONSOLE = { before: 'edge1# show running-config\n', after: '\nedge1# \n' };

export const oracleAcli: Printer = {
  ...FORM,
  format: 'oracle-acli',
  path: 'edge1.cfg',
  isComplete: true,
  console: CONSOLE,
  print: (device, shuffle) => ({
    text: elements(device, shuffle)
      .map((each) => acli(each))
      .join(''),
    evidence: evidence(device),
  }),
};

export const oracleRestXml: Printer = {
  ...FORM,
  format: 'oracle-rest-xml',
  path: 'edge1.xml',
  isComplete: true,
  comment: '<!-- a remark -->',
  print: (device, shuffle) => ({
    text: `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<response>\n<data>\n${elements(device, shuffle)
      .map((each) => rest(each))
      .join('')}</data>\n<messages/>\n<links/>\n</response>\n`,
    evidence: evidence(device),
  }),
};

export const oracleCommands: Printer = {
  ...FORM,
  format: 'oracle-commands',
  path: 'edge1.acli',
  // What a script leaves out may be on the device before it.
  isComplete: false,
  print: (device, shuffle) => ({
    text: `configure terminal\n${elements(device, shuffle).map(typed).join('')}exit\nsave-config\nactivate-config\n`,
    evidence: evidence(device),
  }),
};

export const oracleBackupXml: Printer = {
  ...FORM,
  format: 'oracle-backup-xml',
  path: 'edge1.xml',
  store: 'hidden',
  isComplete: false,
  print: (device, shuffle) => ({
    text: `<?xml version='1.0' standalone='yes'?>\n<configuration>\n${elements(device, shuffle)
      .filter(({ type }) => ['realm-config', 'session-agent', 'sip-interface'].includes(type))
      .map(backup)
      .join('')}</configuration>\n`,
    evidence: new Map(),
  }),
};
