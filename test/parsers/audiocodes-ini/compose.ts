import type { ParsedExport } from '../../../src/parsers/parser.js';
import { audiocodesIni } from '../../../src/parsers/audiocodes-ini/index.js';
import { SourceText } from '../../../src/text/source-text.js';

export const BANNER = `;**************
;** Ini File **
;**************
`;

export function table(name: string, columns: string, ...rows: readonly string[]): string {
  return `[ ${name} ]\n\nFORMAT Index = ${columns};\n${rows.map((row) => `${name} ${row};\n`).join('')}\n[ \\${name} ]\n\n\n`;
}

/** The parts of a device with one TLS trunk; a test replaces the part that it is about. */
export interface Parts {
  readonly head?: string;
  readonly scalars?: string;
  readonly contexts?: string;
  readonly interfaces?: string;
  readonly proxySets?: string;
  readonly addresses?: string;
  readonly groups?: string;
  readonly rules?: string;
}

export function compose(parts: Parts = {}): string {
  const {
    head = `${BANNER};Software Version: 7.40A.500.357\n\n`,
    scalars = '',
    contexts = table(
      'TLSContexts',
      'Name, TLSVersion, UseDefaultCABundle',
      '0 = "default", 7, 0',
      '3 = "CTX-CLOUD", 12, 0',
    ),
    interfaces = table(
      'SIPInterface',
      'InterfaceName, UDPPort, TCPPort, TLSPort, TLSContext, TLSMutualAuthentication',
      '0 = "SIF-CLOUD", 0, 0, 5061, "CTX-CLOUD", 1',
    ),
    proxySets = table(
      'ProxySet',
      'ProxyName, TLSContextName, GWIPv4SIPInterfaceName, SBCIPv4SIPInterfaceName, SBCIPv6SIPInterfaceName',
      '7 = "PS-CLOUD", "CTX-CLOUD", "", "SIF-CLOUD", ""',
    ),
    addresses = table(
      'ProxyIp',
      'ProxySetId, ProxyIpIndex, IpAddress, TransportType',
      '0 = "7", 0, "sip.example.net:5061", 2',
    ),
    groups = table(
      'IPGroup',
      'Name, ProxySetName, ClassifyByProxySet, PasswordAsClient',
      '1 = "IPG", "PS-CLOUD", 0, "$1$gQ=="',
    ),
    rules = '',
  } = parts;
  return `${head}[SYSTEM Params]\n\n${scalars}\n${contexts}${interfaces}${proxySets}${groups}${addresses}${rules}`;
}

export function parse(text: string): ParsedExport {
  const parsed = audiocodesIni.parse(SourceText.of('sbc.ini', text));
  if ('refused' in parsed) throw new Error('refused');
  return parsed;
}

/** Everything a parse says except the places. */
export function facts({ outline, ...parsed }: ParsedExport): unknown {
  const withoutPlaces = JSON.stringify(parsed, (key, value: unknown) => (key === 'at' ? undefined : value));
  return { parsed: JSON.parse(withoutPlaces) as unknown, outline: outline() };
}

export function problemsOf(text: string): readonly string[] {
  return parse(text).problems.map(({ ruleId, messageId, at }) => `${at.line}:${at.column} ${ruleId} ${messageId}`);
}
