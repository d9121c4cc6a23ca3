import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Device } from '../../../src/model/device.js';
import { facts } from '../../../src/fixers/facts.js';
import type { ParsedExport } from '../../../src/parsers/parser.js';
import { isTls13Suite, type TlsOffer } from '../../../src/model/tls.js';
import { audiocodesCli } from '../../../src/parsers/audiocodes-cli/index.js';
import { audiocodesIni } from '../../../src/parsers/audiocodes-ini/index.js';
import { SourceText } from '../../../src/text/source-text.js';
import {
  BANNER,
  type Parts as IniParts,
  compose as composeIni,
  parse as parseIni,
  table,
} from '../audiocodes-ini/compose.js';
import { compose, parse, row, type Parts as CliParts } from './compose.js';

/**
 * All that a model says, without places. Who made the file and which release it is from stand in an INI only; how a script
 * spells ContactName, the SBC's own name, is not in the reference.
 */
function said(parsed: ParsedExport): readonly string[] {
  const device: Device = {
    ...parsed,
    id: 'x',
    key: 'x',
    vendor: 'audiocodes',
    format: 'x',
    files: [],
    release: null,
    product: 'Mediant SBC',
    legs: parsed.legs.map((leg) => ({ ...leg, ownNames: [], peer: null, cloud: null })),
  };
  return facts(device);
}

const CONTEXTS =
  row('tls', '0', 'name "default"', 'tls-version 7') + row('tls', '3', 'name "CTX-CLOUD"', 'tls-version tls-v1.2_1.3');
const TWO_INTERFACES =
  row(
    'sip-interface',
    '0',
    'interface-name "SIF-CLOUD"',
    'tls-port 5061',
    'tls-context-name "CTX-CLOUD"',
    'tls-mutual-auth enable',
  ) +
  row(
    'sip-interface',
    '1',
    'interface-name "SIF-IN"',
    'tls-port 5067',
    'tls-context-name "default"',
    'tls-mutual-auth disable',
  );

describe('one device as CLI text and as INI says the same', () => {
  it.each([
    ['as composed', {}, {}],
    ['a global parameter', { security: '  tls-vrfy-srvr-cert enable\n' }, { scalars: 'VerifyServerCertificate = 1\n' }],
    [
      'the older spelling of the other',
      { security: '  SIPSREQUIRECLIENTCERTIFICATE 1\n' },
      { scalars: 'SIPSRequireClientCertificate = 1\n' },
    ],
    ...[
      row('dns dns-to-ip', '0', 'domain-name sip.example.net', 'first-ip-address 198.51.100.1'),
      ' dns\n dns-to-ip 0\n domain-name "sip.example.net"\n first-ip-address 198.51.100.1\n exit\n exit\n',
    ].map((rows): [string, CliParts, IniParts] => [
      `names of the Internal DNS table in ${rows}`,
      { contexts: CONTEXTS + rows },
      {
        rules: table(
          'Dns2Ip',
          'DomainName, FirstIpAddress, SecondIpAddress',
          '0 = "sip.example.net", 198.51.100.1, ""',
        ),
      },
    ]),
    ...['classification', 'sbc classification'].map((word): [string, CliParts, IniParts] => [
      `rows of ${word}`,
      {
        interfaces: TWO_INTERFACES,
        rules:
          row(word, '0', 'classification-name "R"', 'src-sip-interface-name "SIF-IN"', 'src-ip-group-name "IPG"') +
          row(word, '1', 'src-transport-type tls', 'action-type deny', 'src-ip-group-name "IPG"'),
      },
      {
        interfaces: table(
          'SIPInterface',
          'InterfaceName, TLSPort, TLSContext, TLSMutualAuthentication',
          '0 = "SIF-CLOUD", 5061, "CTX-CLOUD", 1',
          '1 = "SIF-IN", 5067, "default", 0',
        ),
        rules: table(
          'Classification',
          'SrcSIPInterfaceName, SrcTransportType, ActionType, SrcIPGroupName',
          '0 = "SIF-IN", -1, 1, "IPG"',
          '1 = "Any", 2, 0, "IPG"',
        ),
      },
    ]),
    [
      'a row of classification without an interface, which is any',
      { interfaces: TWO_INTERFACES, rules: row('sbc classification', '0', 'src-ip-group-name "IPG"') },
      {
        interfaces: table(
          'SIPInterface',
          'InterfaceName, TLSPort, TLSContext, TLSMutualAuthentication',
          '0 = "SIF-CLOUD", 5061, "CTX-CLOUD", 1',
          '1 = "SIF-IN", 5067, "default", 0',
        ),
        rules: table('Classification', 'SrcSIPInterfaceName, SrcIPGroupName', '0 = "Any", "IPG"'),
      },
    ],
  ] satisfies [string, CliParts, IniParts][])('%s', (_, cli, ini) => {
    expect(said(parse(compose(cli)))).toEqual(said(parseIni(composeIni({ head: `${BANNER}\n`, ...ini }))));
  });

  it('of a name that only a table inside can resolve: nobody knows whose it is', () => {
    const text = readFileSync(join(__dirname, '../../fixtures/audiocodes-cli/fine/input/sbc.cli'), 'latin1');
    const inner = text.replaceAll(/sip\d?\.pstnhub\.microsoft\.com:5061/g, 'teams.local');
    expect(inner).not.toBe(text);
    expect(parse(inner).exposure.answer).toBe('unknown');
  });

  it('in the fixtures', () => {
    const read = (path: string) => {
      const file = join(__dirname, '../../fixtures', path);
      const parser = path.endsWith('.ini') ? audiocodesIni : audiocodesCli;
      const parsed = parser.parse(new SourceText(file, readFileSync(file)));
      if ('refused' in parsed) throw new Error('refused');
      // The INI writes the cipher strings of TLS 1.3, which have their defaults, and a script leaves those out.
      const tlsContexts = parsed.tlsContexts.map(({ offers, ...context }) => {
        if (!offers) return context;
        const { outbound, inbound } = offers;
        const old = ({ cipherSuites }: TlsOffer) => ({
          ...cipherSuites,
          certain: cipherSuites.certain.filter((name) => !isTls13Suite(name)),
        });
        const both = [outbound, inbound].map((offer) => ({ ...offer, cipherSuites: old(offer) }));
        return { ...context, cipherSuites: [], offers: { outbound: both[0] ?? outbound, inbound: both[1] ?? inbound } };
      });
      return said({ ...parsed, tlsContexts });
    };
    expect(read('audiocodes-cli/fine/input/sbc.cli')).toEqual(read('audiocodes-ini/fine/input/sbc.ini'));
  });
});
