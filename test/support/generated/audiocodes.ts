import type { GeneratedDevice } from './device.js';
import { bundles, type Printer, type Shuffle } from './printer.js';

type Row = Readonly<Record<string, string | number>>;

function table(name: string, rows: readonly (readonly [number, Row])[], shuffle: Shuffle): string {
  const columns = shuffle(Object.keys(rows[0]?.[1] ?? {}));
  const cell = (value: string | number | undefined) => (typeof value === 'string' ? `"${value}"` : String(value));
  const line = ([index, row]: readonly [number, Row]) =>
    `${name} ${index} = ${columns.map((column) => cell(row[column])).join(', ')};\n`;
  return `[ ${name} ]\n\nFORMAT Index = ${columns.join(', ')};\n${rows.map(line).join('')}\n[ \\${name} ]\n\n\n`;
}

/** Trust stores are files beside the INI or the script, by the index of their TLS context. */
const evidence = (device: GeneratedDevice) => bundles(device, (_, i) => `${i + 1}.root`);

const FORM = { store: 'bundle', isShared: false, isComplete: true } as const;

export const audiocodesIni: Printer = {
  ...FORM,
  format: 'audiocodes-ini',
  path: 'sbc.ini',
  comment: ';a remark',
  print(device, shuffle) {
    const { trunks } = device;
    const tables = [
      table(
        'TLSContexts',
        [
          [0, { Name: 'default', TLSVersion: 7, UseDefaultCABundle: 0 }],
          ...trunks.map(
            ({ name }, i) => [i + 1, { Name: `CTX-${name}`, TLSVersion: 12, UseDefaultCABundle: 0 }] as const,
          ),
        ],
        shuffle,
      ),
      table(
        'SIPInterface',
        trunks.map(({ name }, i) => {
          const ports = { UDPPort: 0, TCPPort: 0, TLSPort: 5061 + i };
          return [
            i,
            { InterfaceName: `SIF-${name}`, ...ports, TLSContext: `CTX-${name}`, TLSMutualAuthentication: 1 },
          ] as const;
        }),
        shuffle,
      ),
      table(
        'ProxySet',
        trunks.map(
          ({ name }, i) =>
            [
              i + 1,
              { ProxyName: `PS-${name}`, TLSContextName: `CTX-${name}`, SBCIPv4SIPInterfaceName: `SIF-${name}` },
            ] as const,
        ),
        shuffle,
      ),
      table(
        'IPGroup',
        trunks.map(
          ({ name }, i) => [i + 1, { Name: `IPG-${name}`, ProxySetName: `PS-${name}`, ClassifyByProxySet: 0 }] as const,
        ),
        shuffle,
      ),
      table(
        'ProxyIp',
        trunks
          .flatMap(({ hosts }, i) =>
            hosts.map((host, nth) => ({
              ProxySetId: String(i + 1),
              ProxyIpIndex: nth,
              IpAddress: `${host}:5061`,
              TransportType: 2,
            })),
          )
          .map((row, i) => [i, row] as const),
        shuffle,
      ),
    ];
    const banner = ';**************\n;** Ini File **\n;**************\n\n';
    return { text: `${banner}[SYSTEM Params]\n\n\n${shuffle(tables).join('')}`, evidence: evidence(device) };
  },
};

export const audiocodesCli: Printer = {
  ...FORM,
  format: 'audiocodes-cli',
  path: 'sbc.cli',
  console: { before: '', after: '\nMediant SW# \n' },
  print(device, shuffle) {
    const { trunks } = device;
    const row = (name: string, index: string | number, lines: readonly string[]) =>
      ` ${name} ${index}\n${shuffle(lines)
        .map((line) => `  ${line}\n`)
        .join('')}  activate\n exit\n`;
    const network = [
      row('tls', 0, ['name "default"', 'tls-version 7']),
      ...trunks.map(({ name }, i) => row('tls', i + 1, [`name "CTX-${name}"`, 'tls-version tls-v1.2_1.3'])),
    ];
    const voip = [
      ...trunks.map(({ name }, i) =>
        row('sip-interface', i, [
          `interface-name "SIF-${name}"`,
          'udp-port 0',
          'tcp-port 0',
          `tls-port ${5061 + i}`,
          `tls-context-name "CTX-${name}"`,
          'tls-mutual-auth enable',
        ]),
      ),
      ...trunks.map(({ name }, i) =>
        row('proxy-set', i + 1, [
          `proxy-name "PS-${name}"`,
          `tls-context-name "CTX-${name}"`,
          `sbcipv4-sip-int-name "SIF-${name}"`,
        ]),
      ),
      ...trunks.map(({ name }, i) =>
        row('ip-group', i + 1, [`name "IPG-${name}"`, `proxy-set-name "PS-${name}"`, 'classify-by-proxy-set disable']),
      ),
      // The addresses of one proxy set keep their order, which is that of preference.
      trunks
        .flatMap(({ hosts }, i) =>
          hosts.map((host, nth) =>
            row('proxy-ip', `${i + 1}/${nth}`, [`proxy-address "${host}:5061"`, 'transport-type tls']),
          ),
        )
        .join(''),
    ];
    const text = `Mediant SW# show running-config\nconfigure network\n${shuffle(network).join('')} security-settings\n exit\nexit\nconfigure voip\n${shuffle(voip).join('')}exit\n`;
    return { text, evidence: evidence(device) };
  },
};
