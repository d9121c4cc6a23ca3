import type { ParsedExport } from '../../../src/parsers/parser.js';
import { audiocodesCli } from '../../../src/parsers/audiocodes-cli/index.js';
import { SourceText } from '../../../src/text/source-text.js';

export function row(table: string, index: string, ...settings: readonly string[]): string {
  return ` ${table} ${index}\n${settings.map((setting) => `  ${setting}\n`).join('')}  activate\n exit\n`;
}

/** The parts of a device with one TLS trunk; a test replaces the part that it is about. */
export interface Parts {
  readonly head?: string;
  readonly security?: string;
  readonly contexts?: string;
  readonly interfaces?: string;
  readonly proxySets?: string;
  readonly addresses?: string;
  readonly groups?: string;
  readonly rules?: string;
  readonly end?: string;
}

/** The device of test/parsers/audiocodes-ini/compose.ts as a saved session. */
export function compose(parts: Parts = {}): string {
  const {
    head = 'Mediant SW# show running-config\n',
    security = '',
    contexts = row('tls', '0', 'name "default"', 'tls-version 7') +
      row('tls', '3', 'name "CTX-CLOUD"', 'tls-version tls-v1.2_1.3'),
    interfaces = row(
      'sip-interface',
      '0',
      'interface-name "SIF-CLOUD"',
      'udp-port 0',
      'tcp-port 0',
      'tls-port 5061',
      'tls-context-name "CTX-CLOUD"',
      'tls-mutual-auth enable',
    ),
    proxySets = row(
      'proxy-set',
      '7',
      'proxy-name "PS-CLOUD"',
      'tls-context-name "CTX-CLOUD"',
      'sbcipv4-sip-int-name "SIF-CLOUD"',
    ),
    addresses = row('proxy-ip', '7/0', 'proxy-address "sip.example.net:5061"', 'transport-type tls'),
    groups = row('ip-group', '1', 'name "IPG"', 'proxy-set-name "PS-CLOUD"', 'classify-by-proxy-set disable'),
    rules = '',
    end = 'exit\n',
  } = parts;
  return (
    `${head}configure network\n${contexts} security-settings\n${security} exit\nexit\n` +
    `configure voip\n${interfaces}${proxySets}${groups}${addresses}${rules}${end}`
  );
}

export function parse(text: string): ParsedExport {
  const parsed = audiocodesCli.parse(SourceText.of('sbc.cli', text));
  if ('refused' in parsed) throw new Error('refused');
  return parsed;
}

export function problemsOf(text: string): readonly string[] {
  return parse(text).problems.map(({ ruleId, messageId, at, data, because }) =>
    [`${at.line}:${at.column}`, ruleId, messageId, data['what'] ?? data['name'], because].filter(Boolean).join(' '),
  );
}
