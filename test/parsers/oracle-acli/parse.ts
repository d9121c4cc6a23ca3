import { oracleAcli } from '../../../src/parsers/oracle-acli/index.js';
import type { ParsedExport } from '../../../src/parsers/parser.js';
import { SourceText } from '../../../src/text/source-text.js';

export function parse(text: string): ParsedExport {
  const parsed = oracleAcli.parse(SourceText.of('edge1.cfg', text));
  if ('refused' in parsed) throw new Error('refused');
  return parsed;
}

/** What an export says, without places. */
export function factsOf({ held, trustStores, tlsContexts, legs, exposure }: ParsedExport) {
  return {
    held: held?.map(({ label, claims, usable }) => [label.value, claims.map(({ value }) => value), usable.answer]),
    stores: trustStores.map(({ id, entries, complete }) => [id, entries?.map(({ label }) => label.value), complete]),
    contexts: tlsContexts.map(({ key, endEntity, tlsVersion }) => [key, endEntity?.value, tlsVersion?.value]),
    legs: legs.map((leg) => [
      leg.name,
      leg.trunk,
      leg.direction,
      leg.transport.value,
      leg.tlsContext,
      leg.port,
      leg.endpoints.map(({ host }) => host.value),
      [leg.enabled.answer, leg.verifiesPeer.answer, leg.mutualTls.answer],
    ]),
    exposure: exposure.answer,
  };
}

/** Each problem as `line:column rule messageId` with its data. */
export function problemsOf({ problems }: ParsedExport): readonly string[] {
  return problems.map(
    ({ at, ruleId, messageId, data }) =>
      `${at.line}:${at.column} ${ruleId} ${messageId} ${Object.values(data).join(', ')}`,
  );
}

/** `attribute  value` lines of the usual grid, one level deep: a value that is a list has one entry a line. */
export function element(type: string, attributes: Readonly<Record<string, string | readonly string[]>>): string {
  const lines = Object.entries(attributes).map(([name, value]) => {
    const [first = '', ...more] = [value].flat();
    const start = `        ${first === '' ? name : name.padEnd(40)}${first}`;
    return [start, ...more.map((entry) => ' '.repeat(48) + entry)].join('\n');
  });
  return [type, ...lines].join('\n') + '\n';
}

/** A trunk whose profile trusts one root and names one that is not there. */
export const TRUNK = `certificate-record
        name                                    EdgeCert
        country                                 DE
        common-name                             sbc1.voice.example.net
        extended-key-usage-list                 serverAuth
                                                clientAuth
certificate-record
        name                                    OldCyberRoot
        common-name                             Baltimore CyberTrust Root
realm-config
        identifier                              CloudPBX
        network-interfaces                      M00:100.4
        teams-fqdn                              sbc1.voice.example.net
session-agent
        hostname                                sip.cloud.example.net
        port                                    5061
        transport-method                        StaticTLS
        realm-id                                CloudPBX
        ping-interval                           30
sip-interface
        realm-id                                CloudPBX
        sip-port
                address                                 192.0.2.20
                port                                    5061
                transport-protocol                      TLS
                tls-profile                             ToCloudPBX
                allow-anonymous                         agents-only
        options                                 100rel-interworking
tls-profile
        name                                    ToCloudPBX
        end-entity-certificate                  EdgeCert
        trusted-ca-certificates                 OldCyberRoot
                                                RootThatDoesNotExist
        mutual-authenticate                     enabled
        tls-version                             tlsv12
`;
