import { asteriskPjsip } from '../../../src/parsers/asterisk-pjsip/index.js';
import type { ParsedExport } from '../../../src/parsers/parser.js';
import { SourceText } from '../../../src/text/source-text.js';
import { checkFolder } from '../../support/folder.js';
import { rootPem } from '../../support/rule-cases.js';

function parse(text: string): ParsedExport {
  const parsed = asteriskPjsip.parse(SourceText.of('pjsip.conf', text));
  if ('refused' in parsed) throw new Error('refused');
  return parsed;
}

const CHECKS = 'verify_server=yes\nverify_client=yes\n';
const TLS = `[tls]\ntype=transport\nprotocol=tls\nca_list_file=/ca.pem\n${CHECKS}`;
const TRUNK = `${TLS}[t]\ntype=endpoint\ntransport=tls\naors=t\n[t]\ntype=aor\ncontact=sip:10.1.1.1\n`;
const identify = (...matches: readonly string[]) =>
  `[i]\ntype=identify\nendpoint=t\n${matches.map((match) => `match=${match}\n`).join('')}`;
const registration = (uri: string, more = 'transport=tls\n') =>
  `[r]\ntype=registration\n${more}server_uri=${uri}\nclient_uri=sip:me@a.example\n`;

const hosts = (text: string) =>
  parse(text).legs.map(({ direction, endpoints }) => [direction, endpoints.map(({ host }) => host.value).join(' ')]);

it('is called by the hosts that its identify objects name, in one list or several', () => {
  expect(hosts(TRUNK + identify('a.example, b.example:5061', 'A.example'))).toEqual([
    ['outbound', '10.1.1.1'],
    ['inbound', '10.1.1.1 a.example b.example'],
  ]);
});

it('calls all contacts of an AOR, in one list or several', () => {
  const contacts =
    'contact=sip:a.example\\;transport=tls, sip:b.example:5061\\;transport=tls,\ncontact=sip:c.example\n';
  const text = TRUNK.replace('contact=sip:10.1.1.1\n', contacts);
  expect(hosts(text)[0]).toEqual(['outbound', 'a.example b.example c.example']);
  expect(parse(text).problems).toEqual([]);
  expect(parse(text.replace('sip:b', 'sjp:b')).problems.map(({ data }) => data['what'])).toEqual([
    'a value of contact',
  ]);
});

it('takes addresses and networks for nobody, and the identify object of another endpoint for another', () => {
  const none = [
    ['outbound', '10.1.1.1'],
    ['inbound', '10.1.1.1'],
  ];
  const addresses = identify('203.0.113.9,52.112.0.0/14', '52.120.0.0/255.252.0.0', '2001:db8::/32', '192.0.2.1:5061');
  expect(hosts(TRUNK + addresses)).toEqual(none);
  expect(hosts(TRUNK + identify('a.example').replace('endpoint=t', 'endpoint=u'))).toEqual(none);
});

it('keeps the port of a contact that is matched as well', () => {
  const [, inbound] = parse(TRUNK.replace('10.1.1.1', 'a.example:5061') + identify('a.example')).legs;
  expect(inbound?.endpoints.map(({ host, port }) => [host.value, port?.value])).toEqual([['a.example', 5061]]);
});

it('names the endpoint that an identify object with a host name lacks', () => {
  const lacking = identify('a.example').replace('endpoint=t', 'endpoint=gone');
  expect(parse(TRUNK + lacking).problems.map(({ messageId, data }) => [messageId, data['what']])).toEqual([
    ['statement', 'the endpoint gone'],
  ]);
  expect(parse(TRUNK + lacking.replace('a.example', '203.0.113.9')).problems).toEqual([]);
});

it('registers over a transport of its own, or over the only one where the URI asks for TLS', () => {
  const leg = (text: string) => {
    const found = parse(text).legs.find(({ trunk }) => trunk === 'r');
    const { name, tlsContext, transport, port, endpoints, verifiesPeer } = found ?? {};
    return [name, tlsContext, transport?.value, port, endpoints?.map(({ host }) => host.value), verifiesPeer?.answer];
  };
  const uri = 'sip:a.example:5061\\;transport=tls';
  const expected = ['registration r (out, tls)', 'tls', 'tls', 5061, ['a.example'], 'yes'];
  expect(leg(TRUNK + registration(uri))).toEqual(expected);
  expect(leg(TRUNK + registration(uri, ''))).toEqual(expected);
  expect(leg(TRUNK + registration(uri, 'outbound_proxy=sip:b.example\\;lr\ntransport=tls\n'))[4]).toEqual([
    'a.example',
    'b.example',
  ]);
  const second = TRUNK + TLS.replace('[tls]', '[tls2]');
  expect(leg(second + registration(uri, ''))[1]).toBeNull();
  const udp = '[udp]\ntype=transport\nprotocol=udp\n';
  expect(leg(TRUNK + udp + registration('sip:a.example', 'transport=udp\n')).slice(1, 3)).toEqual([null, 'udp']);
});

it('is one leg where the endpoint calls the same server in the same way', () => {
  const trunk = TRUNK.replace('10.1.1.1', 'a.example:5061');
  const names = (text: string) => parse(text).legs.map(({ name }) => name);
  expect(names(trunk + registration('sip:A.example'))).toEqual(['t (out, tls)', 't (in, tls)']);
  expect(names(trunk + registration('sip:b.example'))).toHaveLength(3);
});

it.each([
  identify('a.example').replace('match', 'matc'),
  identify('a.example').replace('identify', 'identifi'),
  registration('sap:a.example'),
  registration('sip:a.example').replace('server_uri', 'server_url'),
  registration('sip:a.example').replace('registration', 'registratiom'),
  registration('sip:{{ host }}'),
])('leaves something open in %j', (text) => {
  expect(parse(TRUNK + text).problems).toHaveLength(1);
});

describe('what is found', () => {
  const found = async (text: string) => {
    const files = new Map(
      Object.entries({ 'pjsip.conf': text, 'ca.pem': rootPem('baltimore-cybertrust-root') }).map(([path, content]) => [
        path,
        Buffer.from(content, 'latin1'),
      ]),
    );
    const { result } = await checkFolder(files, { asOf: '2026-11-22' });
    const faces = result.devices[0]?.legs.flatMap(({ direction, peer }) => (peer ? [`${direction} ${peer}`] : []));
    return { faces, rules: result.findings.map(({ ruleId, kind }) => `${ruleId} ${kind}`) };
  };
  const count = (rules: readonly string[], rule: string) => rules.filter((each) => each === rule).length;

  it('is what those lack who are matched by name', async () => {
    const { faces, rules } = await found(TRUNK + identify('sip.pstnhub.microsoft.com,sip2.pstnhub.microsoft.com'));
    expect(faces).toEqual(['inbound microsoft-teams-direct-routing']);
    expect(count(rules, 'missing-trust-anchor fail')).toBe(7);
    expect(rules).not.toContain('incomplete-endpoint-set fail');
  });

  it('is what the server of a registration needs', async () => {
    const { faces, rules } = await found(TRUNK + registration('sip:us01peer01.zoom.us:5061\\;transport=tls'));
    expect(faces).toEqual(['outbound zoom']);
    expect(count(rules, 'missing-trust-anchor fail')).toBe(1);
  });

  it('is a name of which a letter is wrong', async () => {
    const { rules } = await found(TRUNK + identify('sip.pstnhub.microsofd.com'));
    expect(rules).toContain('exposure-unknown open');
  });
});
