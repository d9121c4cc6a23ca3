import type { GeneratedDevice } from './device.js';
import { files, type Printer, type Shuffle } from './printer.js';

/** A container, an entry of a list by its key, or a leaf: what all four forms write. */
interface Node {
  readonly name: string;
  /** Before the name in JSON. */
  readonly module?: string;
  readonly namespace?: string;
  readonly key?: readonly [string, string | number];
  readonly value?: string | number;
  readonly inside?: readonly Node[];
}

const leaf = (name: string, value: string | number): Node => ({ name, value });

function tree({ trunks }: GeneratedDevice, shuffle: Shuffle): readonly Node[] {
  const certificate = (label: string): Node => ({
    name: 'certificate',
    key: ['name', label],
    inside: shuffle([leaf('state', 'enabled'), leaf('fileName', `${label}.der`), leaf('type', 'remote')]),
  });
  const profile = (name: string): Node => ({
    name: 'tlsProfile',
    module: 'sonusTlsProfile',
    namespace: 'SONUS-TLS/1.0',
    key: ['name', `${name}_TLS`],
    inside: shuffle([leaf('authClient', 'true'), leaf('v1_2', 'enabled'), leaf('peerCertValidate', 'true')]),
  });
  const zone = (name: string, hosts: readonly string[], i: number): Node => ({
    name: 'zone',
    module: 'sonusZone',
    namespace: 'SONUS-ZONE/1.0',
    key: ['name', name],
    inside: shuffle<Node>([
      leaf('id', 10 + i),
      {
        name: 'sipSigPort',
        module: 'sonusSipSigPort',
        namespace: 'SONUS-SIP-SIG-PORT/1.0',
        key: ['index', 10 + i],
        inside: shuffle([
          leaf('ipAddressV4', `203.0.113.${9 + i}`),
          leaf('portNumber', 5060),
          leaf('state', 'enabled'),
          leaf('tlsProfileName', `${name}_TLS`),
          leaf('transportProtocolsAllowed', 'sip-tls-tcp'),
        ]),
      },
      ...hosts.map((host, nth): Node => ({
        name: 'ipPeer',
        module: 'sonusIpPeer',
        namespace: 'SONUS-IP-PEER/1.0',
        key: ['name', `${name}_P${nth + 1}`],
        inside: [
          {
            name: 'policy',
            inside: [{ name: 'sip', inside: shuffle([leaf('fqdn', host), leaf('fqdnPort', 5061)]) }],
          },
        ],
      })),
    ]),
  });
  return shuffle<Node>([
    {
      name: 'system',
      module: 'sonusSystem',
      namespace: 'SONUS-SYSTEM-MIB/1.0',
      inside: [
        {
          name: 'security',
          inside: [
            {
              name: 'pki',
              inside: shuffle(trunks.flatMap(({ roots }) => roots.map(({ label }) => certificate(label)))),
            },
          ],
        },
      ],
    },
    {
      name: 'profiles',
      module: 'sonusProfiles',
      namespace: 'SONUS-GEN2-PROFILES-MIB/1.0',
      inside: [{ name: 'security', inside: shuffle(trunks.map(({ name }) => profile(name))) }],
    },
    {
      name: 'addressContext',
      module: 'sonusAddressContext',
      namespace: 'SONUS-ADDRESS-CONTEXT/1.0',
      key: ['name', 'default'],
      inside: shuffle(trunks.map(({ name, hosts }, i) => zone(name, hosts, i))),
    },
  ]);
}

function sets(nodes: readonly Node[], path: string): readonly string[] {
  return nodes.flatMap(({ name, key, value, inside = [] }) => {
    const here = [path, name, ...(key ? [key[1]] : []), ...(value === undefined ? [] : [value])].join(' ');
    return value === undefined ? sets(inside, here) : [`${here}\n`];
  });
}

function curly(nodes: readonly Node[], depth: number): string {
  const indent = ' '.repeat(4 * depth);
  return nodes
    .map(({ name, key, value, inside = [] }) =>
      value === undefined
        ? `${indent}${[name, ...(key ? [key[1]] : [])].join(' ')} {\n${curly(inside, depth + 1)}${indent}}\n`
        : `${indent}${name} ${value};\n`,
    )
    .join('');
}

function xml(nodes: readonly Node[]): string {
  return nodes
    .map(({ name, namespace, key, value, inside = [] }) => {
      const attribute = namespace ? ` xmlns="http://sonusnet.com/ns/mibs/${namespace}"` : '';
      const all = key ? [leaf(...key), ...inside] : inside;
      return `<${name}${attribute}>${value ?? `\n${xml(all)}`}</${name}>\n`;
    })
    .join('');
}

function json(nodes: readonly Node[]): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const { name, module, key, value, inside = [] } of nodes) {
    const written = module ? `${module}:${name}` : name;
    if (value !== undefined) object[written] = value;
    else if (key) {
      const list = (object[written] ??= []) as unknown[];
      list.push({ [key[0]]: key[1], ...json(inside) });
    } else object[written] = json(inside);
  }
  return object;
}

const form = (
  format: string,
  path: string,
  text: (nodes: readonly Node[], shuffle: Shuffle) => string,
  more: Pick<Printer, 'isComplete'> & Partial<Printer>,
): Printer => ({
  format,
  path,
  store: 'entries',
  isShared: true,
  ...more,
  print: (device, shuffle) => ({
    text: text(tree(device, shuffle), shuffle),
    evidence: files(device, (label) => `certificates/${label}.der`, 'der'),
  }),
});

export const ribbonCoreSet = form(
  'ribbon-core-set',
  'edge1.set',
  // A section that begins again is another export.
  (nodes, shuffle) => nodes.flatMap((section) => shuffle(sets([section], 'set'))).join(''),
  {
    isComplete: true,
    console: { before: 'admin@edge1> show configuration | display set\n', after: 'admin@edge1> \n' },
  },
);
export const ribbonCoreCurly = form('ribbon-core-curly', 'edge1.cfg', (nodes) => curly(nodes, 0), {
  isComplete: true,
  console: { before: 'admin@edge1> show configuration\n', after: 'admin@edge1> \n' },
});
export const ribbonCoreXml = form(
  'ribbon-core-xml',
  'edge1.xml',
  (nodes) => `<config xmlns="http://tail-f.com/ns/config/1.0">\n${xml(nodes)}</config>\n`,
  { isComplete: true, comment: '<!-- a remark -->' },
);
export const ribbonCoreJson = form(
  'ribbon-core-json',
  'edge1.json',
  (nodes) => `${JSON.stringify({ data: json(nodes) }, null, 2)}\n`,
  { isComplete: true },
);
