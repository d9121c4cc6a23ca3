// What else stands in an export: routes, manipulations and phones, none of which has to do with trust. One function a form; each gives
// one more piece of it.
export const SECTIONS = {
  'audiocodes-ini': (dice, i) =>
    `IP2IPRouting ${i} = ${ini({
      RouteName: `site-${i}`,
      RoutingPolicyName: 'Default_SBCRoutingPolicy',
      SrcIPGroupName: 'IPG-CARRIER',
      SrcUsernamePrefix: '*',
      SrcHost: '*',
      DestUsernamePrefix: `+44${dice.digits(8)}`,
      DestHost: '*',
      RequestType: 0,
      MessageConditionName: '',
      ReRouteIPGroupName: 'Any',
      Trigger: 0,
      CallSetupRulesSetId: -1,
      DestType: 0,
      DestIPGroupName: 'IPG-TEAMS',
      DestSIPInterfaceName: '',
      DestAddress: '',
      DestPort: 0,
      DestTransportType: -1,
      AltRouteOptions: 0,
      GroupPolicy: 0,
      CostGroup: '',
      DestTags: '',
      SrcTags: dice.among(['', 'branch', 'fax', 'analog']),
      IPGroupSetName: '',
    })};\n`,

  'audiocodes-cli': (dice, i) => ` sbc routing ip2ip-routing ${i}
  route-name "site-${i}"
  src-ip-group-name "IPG-CARRIER"
  dst-user-name-prefix "+44${dice.digits(8)}"
  dst-type ip-group
  dst-ip-group-name "IPG-TEAMS"
  activate
 exit
`,

  'oracle-acli': (dice, i) => `local-policy
        from-address                            *
        to-address                              +44${dice.digits(8)}
        source-realm                            Inside
        description                             site ${i}
        policy-attribute
                next-hop                                ${dice.address()}
                realm                                   Inside
                action                                  replace-uri
                cost                                    ${dice.below(9)}
`,

  'cisco-ios': (dice, i) => `voice translation-rule ${1000 + i}
${translations(dice)}!
dial-peer voice ${1000 + i} voip
 description site ${i}
 translation-profile outgoing site-${i}
 destination-pattern +44${dice.digits(8)}
 session protocol sipv2
 session target ipv4:${dice.address()}:5060
 dtmf-relay rtp-nte
 codec g711alaw
 no vad
!
`,

  'ribbon-core-set': (dice, i) => {
    const route = `set global callRouting route trunkGroup TG_PBX EDGE standard ${dice.digits(10)} ${i} all all ALL none Sonus_NULL`;
    return `${route} routingLabel TO_TEAMS\n`;
  },

  'ribbon-core-curly': (dice, i) =>
    `        route trunkGroup TG_PBX EDGE standard ${dice.digits(10)} ${i} all all ALL none Sonus_NULL {
            routingLabel TO_TEAMS;
        }
`,

  'ribbon-core-xml': (dice, i) => `      <route>
        <elementType>trunkGroup</elementType>
        <elementId1>TG_PBX</elementId1>
        <elementId2>EDGE</elementId2>
        <routingType>standard</routingType>
        <destinationNational>${dice.digits(10)}</destinationNational>
        <destinationCountry>${i}</destinationCountry>
        <callType>all</callType>
        <digitType>all</digitType>
        <timeRangeProfile>ALL</timeRangeProfile>
        <routingLabel>TO_TEAMS</routingLabel>
      </route>
`,

  // A file of domains, most of them no longer in use and kept as comments.
  'kamailio-tls-cfg': (dice, i) => {
    const domain = `[server:${dice.address()}:${5062 + (i % 50000)}]
method = TLSv1.2+
verify_certificate = no
require_certificate = no
private_key = /etc/kamailio/tls/tenant${i}.key
certificate = /etc/kamailio/tls/tenant${i}.pem
`;
    return `\n# tenant ${i}\n${i % 20 === 0 ? domain : domain.replace(/^/gm, '#').replace(/#$/, '')}`;
  },

  'opensips-script': (dice, i) => `
route[site_${i}] {
	if ($rU =~ "^\\+44${dice.digits(8)}") {
		xlog("L_INFO", "call to site ${i} from $fu\\n");
		$ru = "sip:" + $rU + "@${dice.address()}:5060";
	}
	t_relay();
}
`,

  'asterisk-pjsip': (dice, i) => `
[phone${i}]
type=endpoint
context=internal
transport=transport-udp
disallow=all
allow=alaw,ulaw
auth=phone${i}
aors=phone${i}

[phone${i}]
type=auth
auth_type=userpass
username=phone${i}
password=${dice.digits(12)}

[phone${i}]
type=aor
max_contacts=1
`,
};

function translations(dice) {
  const rule = (_, number) => ` rule ${number + 1} /^\\+44${dice.digits(6)}\\(...\\)$/ /${dice.digits(4)}\\1/\n`;
  return Array.from({ length: 10 }, rule).join('');
}

/** A row of an INI table: words are quoted, numbers are not. */
function ini(columns) {
  return Object.values(columns)
    .map((value) => (typeof value === 'number' ? value : `"${value}"`))
    .join(', ');
}

/** The columns of the rows above, as the line FORMAT names them. */
export const INI_COLUMNS =
  'RouteName, RoutingPolicyName, SrcIPGroupName, SrcUsernamePrefix, SrcHost, DestUsernamePrefix, DestHost, RequestType, ' +
  'MessageConditionName, ReRouteIPGroupName, Trigger, CallSetupRulesSetId, DestType, DestIPGroupName, DestSIPInterfaceName, DestAddress, ' +
  'DestPort, DestTransportType, AltRouteOptions, GroupPolicy, CostGroup, DestTags, SrcTags, IPGroupSetName';
