import { asteriskPjsip } from '../../../src/parsers/asterisk-pjsip/index.js';
import { freeswitchProfile } from '../../../src/parsers/freeswitch-profile/index.js';
import { kamailioTlsCfg } from '../../../src/parsers/kamailio-tls-cfg/index.js';
import { opensipsScript } from '../../../src/parsers/opensips-script/index.js';
import type { ParsedExport, Parser } from '../../../src/parsers/parser.js';
import { SourceText } from '../../../src/text/source-text.js';

const source = (text: string) => SourceText.of('external.xml', text);
const GATEWAY =
  '<gateway name="g"><param name="proxy" value="a.example:5061"/><param name="register-transport" value="tls"/></gateway>';
const profile = (settings: string, gateways = GATEWAY) =>
  `<include><profile name="p"><gateways>${gateways}</gateways><settings><param name="sip-port" value="5080"/>${settings}</settings></profile></include>`;

function parse(text: string, parser: Parser = freeswitchProfile): ParsedExport {
  const parsed = parser.parse(source(text));
  if ('refused' in parsed) throw new Error('refused');
  return parsed;
}

it.each([
  [profile(''), true],
  [`<include>${GATEWAY}</include>`, true],
  ['<configuration name="voicemail.conf"><profiles><profile name="default"/></profiles></configuration>', false],
  ['{"profile": "<profile name=1"}', false],
])('recognizes %j: %s', (text, expected) => expect(freeswitchProfile.detect(source(text))).toBe(expected));

it.each([
  ['', ['no', 'no']],
  ['none', ['no', 'no']],
  ['out', ['yes', 'no']],
  ['in|subjects_out', ['yes', 'yes']],
  ['subjects_in', ['no', 'yes']],
  ['ALL', ['yes', 'yes']],
  ['$${policy}', ['unknown', 'unknown']],
])('a policy of %j checks on the way out and in: %j', (policy, expected) => {
  const { legs } = parse(profile(policy === '' ? '' : `<param name="tls-verify-policy" value="${policy}"/>`));
  expect(legs.map(({ verifiesPeer }) => verifiesPeer.answer)).toEqual(expected);
});

it('puts the fixed name of the file behind its folder, and binds by it', () => {
  const stores = (text: string) => parse(text).trustStores.map(({ id }) => id);
  expect(stores(profile(''))).toEqual(['file cafile.pem']);
  const text = profile('<param name="tls-cert-dir" value="/etc/tls/"/>');
  expect(stores(text)).toEqual(['file /etc/tls/cafile.pem']);
  expect(freeswitchProfile.bind('cafile.pem', parse(text))?.kind).toBe('store');
  expect(freeswitchProfile.bind('agent.pem', parse(text))?.kind).toBe('end-entity');
  expect(freeswitchProfile.bind('tls.pem', parse(text))).toBeNull();
});

it('leaves open what other files hold', () => {
  const include = '<X-PRE-PROCESS cmd="include" data="external/*.xml"/>';
  expect(parse(profile('')).exposure.answer).toBe('yes');
  expect(parse(profile('', include)).exposure.answer).toBe('unknown');
  expect(parse(`<include>${GATEWAY}</include>`).legs.map(({ unresolved }) => unresolved?.answer)).toEqual([
    'unknown',
    'unknown',
  ]);
  expect(parse('<include><profile').problems.map(({ ruleId }) => ruleId)).toEqual(['unreadable-input']);
});

it.each([
  ['$${peer}:5061;transport=tls', 'unknown'],
  ['sip.$${domain}', 'unknown'],
  ['{{ gateway.proxy }}', 'unknown'],
  ['a.example:5061;transport=tls', 'yes'],
  ['$${peer};transport=udp', 'yes'],
])('knows whom a gateway faces whose proxy is %j: %s', (proxy, expected) => {
  const gateway = `<gateway name="g"><param name="proxy" value="${proxy}"/></gateway>`;
  expect(parse(profile('', gateway)).exposure.answer).toBe(expected);
});

/** One device, told by four products: one outbound leg with the check on, and one file. */
it('means the same as the other products that name a PEM file by path', () => {
  const told: readonly ParsedExport[] = [
    parse(
      profile('<param name="tls-cert-dir" value="/tls"/><param name="tls-verify-policy" value="out"/>'),
      freeswitchProfile,
    ),
    parse(
      '[t]\ntype=transport\nprotocol=tls\nverify_server=yes\nca_list_file=/tls/cafile.pem\n[g]\ntype=endpoint\ntransport=t\naors=g\n' +
        '[g]\ntype=aor\ncontact=sip:a.example:5061\n',
      asteriskPjsip,
    ),
    parse(
      '[client:192.0.2.1:5061]\nserver_name=a.example\nverify_certificate=yes\nca_list=/tls/cafile.pem\n',
      kamailioTlsCfg,
    ),
    parse(
      'modparam("tls_mgm", "client_domain", "g=192.0.2.1:5061")\nmodparam("tls_mgm", "match_sip_domain", "[g]a.example")\n' +
        'modparam("tls_mgm", "ca_list", "[g]/tls/cafile.pem")\nroute { }\n',
      opensipsScript,
    ),
  ];
  for (const { trustStores, tlsContexts, legs } of told) {
    expect(trustStores[0]?.id).toBe('file /tls/cafile.pem');
    expect(tlsContexts[0]?.key).toBe('/tls/cafile.pem');
    const out = legs.find(({ direction }) => direction === 'outbound');
    expect([out?.tlsContext, out?.verifiesPeer.answer, out?.transport.value]).toEqual([
      tlsContexts[0]?.name.value,
      'yes',
      'tls',
    ]);
    expect(out?.endpoints.map(({ host, port }) => [host.value, port?.value])).toEqual([['a.example', 5061]]);
  }
});

const POLICY = '<param name="tls-verify-policy" value="all"/>';

it('reads a whole profile without a problem', () => expect(parse(profile(POLICY)).problems).toEqual([]));

it.each([
  ['<param name="tls-verify-policy" vclue="all"/>'],
  ['<param nbme="tls-verify-policy" value="all"/>'],
  ['<paran name="tls-verify-policy" value="all"/>'],
  ['<param name="tls-verify-policz" value="all"/>'],
  ['<param name="tls-verfiy-policy" value="all"/>'],
  ['|param name="tls-verify-policy" value="all"/>'],
])('leaves open what a profile trusts and checks after %s', (settings) => {
  const { problems, legs, trustStores } = parse(profile(settings));
  expect(problems.map(({ ruleId }) => ruleId)).toEqual(['unreadable-input']);
  expect(legs.map(({ verifiesPeer }) => verifiesPeer.answer)).toEqual(['unknown', 'unknown']);
  expect(trustStores).toHaveLength(2);
});

it('takes comments between elements for nothing', () => {
  expect(parse(profile(`<!-- a > b --> ${POLICY}<!-- <param name="x"/> -->`)).problems).toEqual([]);
  expect(parse(profile(POLICY, '<!-- none > yet -->')).problems).toEqual([]);
});

it.each([
  [profile(POLICY, GATEWAY.replace('"proxy"', '"prozy"'))],
  [profile(POLICY, GATEWAY.replace('value=', 'valve='))],
  [profile(POLICY, GATEWAY.replaceAll('gateway', 'gateuay'))],
  [profile(POLICY).replaceAll('gateways>', 'gatewaxs>')],
  [profile(POLICY).replaceAll('settings>', 'setting>')],
  [profile(POLICY, `${GATEWAY}<X-PRE-PROCESS cmd="include" data="external/*.xml"/>`)],
  [profile(POLICY, `${GATEWAY}<X-PRE-PROCESS cmd="inclufe" data="external/*.xml"/>`)],
  [profile(POLICY, `${GATEWAY}<!--#include "external/*.xml"-->`)],
  [profile(POLICY).replace(/(<profile.*<\/profile>)/, '$1$1')],
])('leaves something open in %s', (text) => {
  expect(parse(text).problems.map(({ kind }) => kind)).toContain('open');
});

it('calls the outbound proxy of a gateway, and the realm where the proxy is empty', () => {
  const called = (params: string) =>
    parse(profile(POLICY, `<gateway name="g">${params}</gateway>`)).legs[0]?.endpoints.map(({ host }) => host.value);
  const proxy = '<param name="proxy" value="b.example"/>';
  expect(called(`${proxy}<param name="outbound-proxy" value="a.example"/>`)).toEqual(['a.example', 'b.example']);
  expect(called('<param name="proxy" value=""/><param name="realm" value="c.example"/>')).toEqual(['c.example']);
});

describe('a gateway with a register-proxy', () => {
  const legs = (params: string) => {
    const values = [...params.matchAll(/([a-z-]+)=(\S+)/g)].map(
      ([, name, value]) => `<param name="${name}" value="${value}"/>`,
    );
    return parse(profile(POLICY, `<gateway name="g">${values.join('')}</gateway>`)).legs.map(
      ({ name, direction, tlsContext, port, endpoints }) =>
        `${name} ${direction} ${tlsContext ?? ''} ${endpoints.map(({ host }) => host.value).join()} ${port ?? ''}`,
    );
  };
  const CALLS = 'g (out, udp) outbound  a.example ';
  const CALLED = 'g (in, udp) inbound  a.example ';

  it('registers there in its own way', () => {
    const registers = 'g (register, tls) outbound p b.example 5061';
    const shown = legs('proxy=a.example;transport=udp register-proxy=sip:b.example:5061;transport=tls');
    expect(shown).toEqual([CALLS, registers, CALLED]);
  });

  it.each([
    [
      'where it does not register',
      'proxy=a.example;transport=udp register-proxy=b.example;transport=tls register=false',
    ],
    ['where it calls the same server', 'proxy=a.example;transport=udp register-proxy=A.example;transport=udp'],
  ])('has no leg of its own %s', (_, params) => expect(legs(params)).toEqual([CALLS, CALLED]));
});
