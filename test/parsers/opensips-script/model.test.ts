import { opensipsScript } from '../../../src/parsers/opensips-script/index.js';
import type { ParsedExport } from '../../../src/parsers/parser.js';
import { SourceText } from '../../../src/text/source-text.js';

const source = (text: string) => SourceText.of('opensips.cfg', text);
const set = (name: string, value: string) => `modparam("tls_mgm", "${name}", "${value}")\n`;
const ROUTE = 'route { t_relay(); }\n';
const CLIENT = set('client_domain', 'a') + set('ca_list', '[a]/ca.pem');

function parse(text: string, route = ROUTE): ParsedExport {
  const parsed = opensipsScript.parse(source(text + route));
  if ('refused' in parsed) throw new Error('refused');
  return parsed;
}

it.each([
  [set('verify_cert', '1'), true],
  ["\tmodparam( 'tls_mgm', 'x', 'y')\r\n", true],
  ['#modparam("tls_mgm", "x", "y")\n', false],
  ['modparam("tls", "config", "/etc/kamailio/tls.cfg")\n', false],
])('recognizes %j: %s', (text, expected) => expect(opensipsScript.detect(source(text))).toBe(expected));

it('checks by default, and reads what comes before the declaration', () => {
  const answers = (text: string) => parse(text).legs.map(({ verifiesPeer }) => verifiesPeer.answer);
  expect(answers(CLIENT)).toEqual(['yes']);
  expect(answers(set('verify_cert', '[a]0') + CLIENT)).toEqual(['no']);
  expect(answers(`modparam("tls_mgm", "verify_cert", 0)\n${CLIENT}`)).toEqual(['yes', 'no', 'no']);
});

it('always looks in a folder as well', () => {
  const stores = (text: string) => parse(text).trustStores.map(({ id }) => id);
  expect(stores(CLIENT)).toEqual(['file /ca.pem', 'folder /etc/pki/CA/']);
  expect(stores(CLIENT + set('ca_dir', '[a]/certs'))).toEqual(['file /ca.pem', 'folder /certs']);
});

it('ignores comments, and reads a parameter over several lines', () => {
  const { trustStores } = parse(
    `# modparam("tls_mgm", "ca_list", "[a]/no.pem")\n/* ${set('ca_list', '[a]/no.pem')} */ ${CLIENT.replace(/, /g, ',\n  ')}`,
  );
  expect(trustStores[0]?.id).toBe('file /ca.pem');
});

it('gives a URI of the routing logic to the only client domain, and to none of two', () => {
  const route = 'route { $du = "sip:b.example:5061;transport=tls"; }\n';
  const called = (text: string) =>
    parse(text, route)
      .legs.filter(({ trunk }) => trunk === 'script')
      .map(({ tlsContext, endpoints }) => [tlsContext, endpoints[0]?.host.value, endpoints[0]?.port?.value]);
  expect(called(CLIENT)).toEqual([['client:a', 'b.example', 5061]]);
  expect(called(CLIENT + set('client_domain', 'c'))).toEqual([[null, 'b.example', 5061]]);
  expect(called(CLIENT + set('db_url', 'x'))).toEqual([[null, 'b.example', 5061]]);
  expect(called(CLIENT + set('match_sip_domain', '[a]b.example'))).toEqual([]);
});

it.each([
  ['modparam("tls_mgm" "ca_list", "[a]/x")\n', 'unreadable-input'],
  ['modparam("tls_mgm", "ca_list", "[a]/x', 'unreadable-input'],
  [set('ca_list', '[gone]/x'), 'unreadable-input'],
  [set('client_domain', 'a'), 'unreadable-input'],
  [set('db_url', 'x'), 'unreadable-input'],
  [set('ca_list', '[a]{{ ca }}'), 'unfilled-template'],
])('reports %j', (text, ruleId) => {
  expect(parse(CLIENT + text).problems.map((problem) => problem.ruleId)).toContain(ruleId);
});

it('reads a whole script without a problem', () => expect(parse(CLIENT).problems).toEqual([]));

it.each([
  ['modparan("tls_mgm", "verify_cert", "[a]0")\n'],
  ['modparam("tls_mgn", "verify_cert", "[a]0")\n'],
  ['modparam("tls_mgm", "verify_cerd", "[a]0")\n'],
  ['modparam("tls_mgm", "verify_cert", "{a]0")\n'],
  ['modparam("tls_mgm", "verify_cert", "[b]0")\n'],
  ['include_file "tls.cfg"\n'],
  ['/* modparam("tls_mgm", "verify_cert", "[a]0")\n'],
  [ROUTE],
  ['loadmodule "tls_mgm.so"\nloadmodule "/usr/lib/opensips/modules/tls_mgm.so"\n'],
])('leaves open what all domains trust and check after %j', (text) => {
  const { problems, legs } = parse(CLIENT + text);
  expect(problems.map(({ kind }) => kind)).toContain('open');
  expect(legs[0]?.verifiesPeer.answer).toBe('unknown');
});

it.each(['', 'route { if (1) { t_relay(); }\n', '/* route { }\n', 'route { xlog("no end'])(
  'takes a script that ends in %j for a part of one',
  (route) => {
    const [problem] = parse(CLIENT, route).problems;
    expect(problem?.messageId).toBe('truncated');
  },
);
