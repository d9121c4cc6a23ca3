/** A table of an INI file; each row is its cells as they are written, in the order of the columns. */
export function table(name: string, columns: readonly string[], rows: Readonly<Record<number, string>>): string {
  const lines = Object.entries(rows).map(([index, cells]) => `${name} ${index} = ${cells};\n`);
  return `\n[ ${name} ]\n\nFORMAT Index = ${columns.join(', ')};\n${lines.join('')}\n[ \\${name} ]\n`;
}

export interface Mediant {
  /** `null` for an INI file without the header of a full export. */
  readonly release?: string | null;
  readonly parameters?: readonly string[];
  /** `UseDefaultCABundle` of the TLS context that Teams uses. */
  readonly builtInBundle?: string;
  readonly contextIndex?: number;
  /** `TLSVersion` of that context, and its cipher strings as the client and as the server. */
  readonly tlsVersion?: string;
  readonly ciphers?: { readonly client: string; readonly server: string };
  readonly mutualTls?: string;
  readonly tlsPort?: number;
  readonly hosts?: readonly string[];
  /** `TransportType` of the addresses. */
  readonly transport?: string;
  /** What `SIPInterface` and `ProxySet` call the TLS context. */
  readonly context?: string;
  readonly tables?: readonly ('TLSContexts' | 'SIPInterface' | 'ProxySet' | 'ProxyIp')[];
}

/** A small Mediant with one trunk, towards the three names of Teams unless told otherwise. */
export function mediant({
  release = '7.40A.500.357',
  parameters = ['VerifyServerCertificate = 1'],
  builtInBundle = '0',
  contextIndex = 1,
  tlsVersion = '12',
  ciphers,
  mutualTls = '1',
  tlsPort = 5061,
  hosts,
  transport = '2',
  context = 'Teams',
  tables = ['TLSContexts', 'SIPInterface', 'ProxySet', 'ProxyIp'],
}: Mediant = {}): string {
  const addresses = hosts ?? ['sip', 'sip2', 'sip3'].map((name) => `${name}.pstnhub.microsoft.com:5061`);
  const all = {
    TLSContexts: ciphers
      ? table('TLSContexts', ['Name', 'TLSVersion', 'ServerCipherString', 'ClientCipherString', 'UseDefaultCABundle'], {
          [contextIndex]: `"Teams", ${tlsVersion}, "${ciphers.server}", "${ciphers.client}", ${builtInBundle}`,
        })
      : table('TLSContexts', ['Name', 'TLSVersion', 'UseDefaultCABundle'], {
          0: '"default", 12, 0',
          [contextIndex]: `"Teams", ${tlsVersion}, ${builtInBundle}`,
        }),
    SIPInterface: table('SIPInterface', ['InterfaceName', 'TLSPort', 'TLSContext', 'TLSMutualAuthentication'], {
      1: `"Teams", ${tlsPort}, "${context}", ${mutualTls}`,
    }),
    ProxySet: table('ProxySet', ['ProxyName', 'TLSContextName', 'SBCIPv4SIPInterfaceName'], {
      1: `"Teams", "${context}", "Teams"`,
    }),
    ProxyIp: table(
      'ProxyIp',
      ['ProxySetId', 'IpAddress', 'TransportType'],
      Object.fromEntries(addresses.map((address, i) => [i, `"1", "${address}", ${transport}`])),
    ),
  };
  const header =
    release === null ? '' : `;**************\n;** Ini File **\n;**************\n\n;Software Version: ${release}\n\n`;
  const settings = parameters.length > 0 ? `[SIP Params]\n\n${parameters.join('\n')}\n` : '';
  return `${header}${settings}${tables.map((name) => all[name]).join('')}`;
}
