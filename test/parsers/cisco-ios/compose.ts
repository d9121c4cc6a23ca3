import { ciscoIos } from '../../../src/parsers/cisco-ios/index.js';
import type { ParsedExport } from '../../../src/parsers/parser.js';
import { SourceText } from '../../../src/text/source-text.js';

export function parse(text: string): ParsedExport {
  const parsed = ciscoIos.parse(SourceText.of('cube1.cfg', text));
  if ('refused' in parsed) throw new Error('refused');
  return parsed;
}

/** DER that is whole by its outer length and nothing else, as hexadecimal lines. */
export const BODY = ['  30060102 03040506'];

export function chain(name: string, entry: string, lines: readonly string[] = [...BODY, '  \tquit']): string {
  return [`crypto pki certificate chain ${name}`, ` certificate ${entry}`, ...lines, ''].join('\n');
}

export function trustpoint(name: string): string {
  return `crypto pki trustpoint ${name}\n enrollment terminal pem\n revocation-check none\n`;
}

/** A trunk on TLS with the settings that a case is about. */
export function trunk({
  peer = ['session target dns:trunk.example.net:5061'],
  tenant = ['session transport tcp tls', 'tls-profile 1'],
  profile = ['trustpoint ID'],
  userAgent = ['transport tcp tls v1.2'],
}: Partial<Record<'peer' | 'tenant' | 'profile' | 'userAgent', readonly string[]>> = {}): string {
  const section = (header: string, lines: readonly string[]) => [header, ...lines.map((line) => ` ${line}`), '!'];
  return [
    ...section('voice service voip', ['mode border-element', 'allow-connections sip to sip']),
    ...section('voice class tls-profile 1', profile),
    ...section('voice class tenant 2', tenant),
    ...section('dial-peer voice 20 voip', ['session protocol sipv2', 'voice-class sip tenant 2', ...peer]),
    ...section('sip-ua', userAgent),
    'end',
    '',
  ].join('\n');
}

/** Each problem as `line rule` with its data. */
export function problemsOf({ problems }: ParsedExport): readonly string[] {
  return problems.map(({ at, ruleId, messageId, data }) =>
    [at.line, ruleId, messageId, ...Object.values(data)].join(' '),
  );
}
