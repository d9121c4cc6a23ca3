import { ribbonCoreSet } from '../../../src/parsers/ribbon-core-set/index.js';
import type { ParsedExport } from '../../../src/parsers/parser.js';
import { SourceText } from '../../../src/text/source-text.js';

/** One setting a line, as `show configuration | display set` prints it. */
export const ONE_A_LINE = `set system security pki certificate sbc_example state enabled
set system security pki certificate sbc_example fileName sbc_example.p12
set system security pki certificate sbc_example passPhrase $3$c2VjcmV0
set system security pki certificate sbc_example type local
set system security pki certificate RootG2 state enabled
set system security pki certificate RootG2 fileName DigiCertGlobalRootG2.der
set system security pki certificate RootG2 type remote
set system security pki certificate OldRoot fileName old.cer
set system security pki certificate OldRoot type remote
set profiles security tlsProfile TEAMS_TLS clientCertName sbc_example
set profiles security tlsProfile TEAMS_TLS serverCertName sbc_example
set profiles security tlsProfile TEAMS_TLS cipherSuite1 tls_ecdhe_rsa_with_aes_256_cbc_sha384
set profiles security tlsProfile TEAMS_TLS cipherSuite2 nosuite
set profiles security tlsProfile TEAMS_TLS v1_0 disabled
set profiles security tlsProfile TEAMS_TLS v1_2 enabled
set profiles signaling ipSignalingProfile SIP_DEFAULT egressIpAttributes transport type1 tlsOverTcp
set addressContext default zone TEAMS sipSigPort 10 ipInterfaceGroupName LIF2
set addressContext default zone TEAMS sipSigPort 10 ipAddressV4 203.0.113.9
set addressContext default zone TEAMS sipSigPort 10 portNumber 5060
set addressContext default zone TEAMS sipSigPort 10 state enabled
set addressContext default zone TEAMS sipSigPort 10 tlsProfileName TEAMS_TLS
set addressContext default zone TEAMS sipSigPort 10 transportProtocolsAllowed sip-tls-tcp
set addressContext default zone TEAMS ipPeer P1 policy description "first of two"
set addressContext default zone TEAMS ipPeer P1 policy sip fqdn sip.pstnhub.microsoft.com
set addressContext default zone TEAMS ipPeer P1 policy sip fqdnPort 5060
set addressContext default zone PBX sipSigPort 1 ipInterfaceGroupName LIF1
set addressContext default zone PBX sipSigPort 1 portNumber 5070
set addressContext default zone PBX sipSigPort 1 state enabled
set addressContext default zone PBX ipPeer P2 ipAddress 192.0.2.10
set addressContext default zone PBX ipPeer P2 ipPort 5060
`;

/** The same device, several settings a line. */
export const SEVERAL_A_LINE = `set system security pki certificate sbc_example type local fileName sbc_example.p12 passPhrase $3$c2VjcmV0 state enabled
set system security pki certificate RootG2 type remote fileName DigiCertGlobalRootG2.der state enabled
set system security pki certificate OldRoot type remote fileName old.cer
set profiles security tlsProfile TEAMS_TLS clientCertName sbc_example serverCertName sbc_example cipherSuite1 tls_ecdhe_rsa_with_aes_256_cbc_sha384 cipherSuite2 nosuite v1_0 disabled v1_2 enabled
set profiles signaling ipSignalingProfile SIP_DEFAULT egressIpAttributes transport type1 tlsOverTcp
set addressContext default zone TEAMS sipSigPort 10 ipInterfaceGroupName LIF2 ipAddressV4 203.0.113.9 portNumber 5060 state enabled tlsProfileName TEAMS_TLS transportProtocolsAllowed sip-tls-tcp
set addressContext default zone TEAMS ipPeer P1 policy sip fqdn sip.pstnhub.microsoft.com fqdnPort 5060 description "first of two"
set addressContext default zone PBX sipSigPort 1 ipInterfaceGroupName LIF1 portNumber 5070 state enabled
set addressContext default zone PBX ipPeer P2 ipAddress 192.0.2.10 ipPort 5060
`;

/** The same device as a quoted dump. */
export const QUOTED = `set system security pki certificate "sbc_example" type "local" fileName "sbc_example.p12" passPhrase "$3$c2VjcmV0" state "enabled"
set system security pki certificate "RootG2" type "remote" fileName "DigiCertGlobalRootG2.der" state "enabled"
set system security pki certificate "OldRoot" type "remote" fileName "old.cer"
set profiles security tlsProfile "TEAMS_TLS" clientCertName "sbc_example" serverCertName "sbc_example" cipherSuite1 "tls_ecdhe_rsa_with_aes_256_cbc_sha384" cipherSuite2 "nosuite" v1_0 "disabled" v1_2 "enabled"
set profiles signaling ipSignalingProfile "SIP_DEFAULT" egressIpAttributes transport type1 "tlsOverTcp"
set addressContext "default" staticRoute "192.0.2.0" "24" "203.0.113.1" preference "100"
set addressContext "default" zone "TEAMS" id "10"
set addressContext "default" zone "TEAMS" sipSigPort "10" ipInterfaceGroupName "LIF2" ipAddressV4 "203.0.113.9" portNumber "5060" state "enabled" dscpValue "0" tlsProfileName "TEAMS_TLS" transportProtocolsAllowed "sip-tls-tcp "
set addressContext "default" zone "TEAMS" ipPeer "P1" policy sip fqdn "sip.pstnhub.microsoft.com" fqdnPort "5060"
set addressContext "default" zone "TEAMS" sipTrunkGroup "TG" ingressIpPrefix "192.0.2.0" "24"
set addressContext "default" zone "PBX" sipSigPort "1" ipInterfaceGroupName "LIF1" portNumber "5070" state "enabled"
set addressContext "default" zone "PBX" ipPeer "P2" ipAddress "192.0.2.10" ipPort "5060"
`;

export function parse(text: string): ParsedExport {
  const parsed = ribbonCoreSet.parse(SourceText.of('sbc.set', text));
  if ('refused' in parsed) throw new Error('refused');
  return parsed;
}

/** What an export says, without places and prose. */
export function facts(text: string) {
  const { trustStores, tlsContexts, legs, endEntityCertificates, exposure, problems } = parse(text);
  return {
    stores: trustStores.map(({ entries, complete }) => ({
      complete,
      entries: entries?.map(({ label, claims, usable }) => [
        label.value,
        ...claims.slice(1).map(({ value }) => value),
        usable.answer,
      ]),
    })),
    contexts: tlsContexts.map(({ key, trustStores: ids, tlsVersion, cipherSuites, endEntity }) => [
      key,
      ...ids,
      tlsVersion?.value,
      cipherSuites?.map(({ value }) => value),
      endEntity?.value,
    ]),
    legs: legs.map((leg) =>
      [
        leg.name,
        leg.transport.value,
        leg.tlsContext,
        leg.port,
        leg.endpoints.map(({ host, port }) => `${host.value}:${port?.value ?? '?'}`).join(' '),
        `enabled ${leg.enabled.answer}`,
        `verifies ${leg.verifiesPeer.answer}`,
        `mutual ${leg.mutualTls.answer}`,
      ].join(' | '),
    ),
    own: endEntityCertificates.map(({ label }) => label.value),
    exposure: exposure.answer,
    problems: problems.map(({ messageId, at }) => `${at.line} ${messageId}`),
  };
}
