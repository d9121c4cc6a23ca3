import { asteriskPjsip } from '../../../src/parsers/asterisk-pjsip/index.js';
import type { ParsedExport } from '../../../src/parsers/parser.js';
import { SourceText } from '../../../src/text/source-text.js';

const source = (text: string) => SourceText.of('pjsip.conf', text);

function parse(text: string): ParsedExport {
  const parsed = asteriskPjsip.parse(source(text));
  if ('refused' in parsed) throw new Error('refused');
  return parsed;
}

const TLS = '[tls]\ntype=transport\nprotocol=tls\nca_list_file=/ca.pem\n';
const AOR = '[t]\ntype=aor\ncontact=sip:a.example:5061\\;transport=tls\n';

it.each([
  ['[x]\ntype=transport\n', true],
  ['[x]\r\n  type => endpoint ; a comment\r\n', true],
  ['type=transport\n', false],
  ['[general]\ntype=peer\n', false],
  ['[x]\n;type=aor\n', false],
])('recognizes %j: %s', (text, expected) => expect(asteriskPjsip.detect(source(text))).toBe(expected));

it('inherits from templates of templates; what the section says itself counts', () => {
  const { legs, tlsContexts, trustStores } = parse(
    '[a](!)\ntype=transport\nprotocol=tls\nverify_server=yes\nca_list_file=/a.pem\n[b](!,a)\nca_list_file=/b.pem\n' +
      '[tls](b)\nverify_server=no\n[t]\ntype=endpoint\ntransport=tls\naors=t\n' +
      AOR,
  );
  expect(tlsContexts.map(({ name, trustStores: ids }) => [name.value, ids])).toEqual([['tls', ['file /b.pem']]]);
  expect(trustStores.map(({ id }) => id)).toEqual(['file /b.pem']);
  expect(legs.map(({ direction, verifiesPeer }) => [direction, verifiesPeer.answer])).toEqual([
    ['outbound', 'no'],
    ['inbound', 'no'],
  ]);
});

it('finds the transport that an endpoint does not name, where there is one only', () => {
  const endpoint = `[t]\ntype=endpoint\naors=t\n${AOR}`;
  const contexts = (text: string) => parse(text).legs.map(({ tlsContext }) => tlsContext);
  expect(contexts(TLS + endpoint)).toEqual(['tls', 'tls']);
  expect(contexts(`${TLS}[tls2]\ntype=transport\nprotocol=tls\n${endpoint}`)).toEqual([null, null]);
  expect(contexts(`#include other.conf\n${TLS}${endpoint}`)).toEqual([null, null]);
});

it('calls all contacts of all AORs, with the port and without the escaped parameters', () => {
  const [leg] = parse(
    `${TLS}[t]\ntype=endpoint\ntransport=tls\naors=t, u\n${AOR}[u]\ntype=aor\ncontact=sips:b@b.example\n`,
  ).legs;
  expect(leg?.endpoints.map(({ host, port }) => [host.value, port?.value])).toEqual([
    ['a.example', 5061],
    ['b.example', undefined],
  ]);
});

it('does not know whom it faces where endpoints or AORs are elsewhere', () => {
  const exposure = (text: string) => parse(text).exposure.answer;
  expect(exposure(TLS)).toBe('unknown');
  expect(exposure(`${TLS}[t]\ntype=endpoint\ntransport=tls\naors=t\n`)).toBe('unknown');
  expect(exposure(`${TLS}[t]\ntype=endpoint\ntransport=tls\naors=t\n${AOR}`)).toBe('yes');
  expect(exposure(`${TLS}[t]\ntype=endpoint\ntransport=tls\naors=t\n${AOR}#tryinclude x.conf\n`)).toBe('unknown');
});

it('leaves open what is trusted without a CA file, and what an unread line or template may have said', () => {
  const stores = (text: string) => parse(text).trustStores.map(({ id, complete }) => [id, complete]);
  expect(stores('[tls]\ntype=transport\nprotocol=tls\n')).toEqual([['unknown tls', false]]);
  expect(stores(`${TLS}ca_list\n`)).toEqual([
    ['file /ca.pem', false],
    ['unread tls', false],
  ]);
  expect(stores(TLS.replace('[tls]', '[tls](gone)'))).toHaveLength(2);
});

it('names what does not exist', () => {
  const { problems } = parse(
    `${TLS.replace('[tls]', '[tls](gone)')}[t]\ntype=endpoint\ntransport=nowhere\naors=t\n${AOR}`,
  );
  expect(problems.map(({ ruleId, at }) => [ruleId, at.line])).toEqual([
    ['unreadable-input', 1],
    ['undefined-reference', 7],
  ]);
});

const WHOLE = `${TLS}verify_server=yes\n[t]\ntype=endpoint\ntransport=tls\naors=t\n${AOR}`;

it('reads a whole file without a problem', () => {
  expect(parse(WHOLE).problems).toEqual([]);
  expect(parse(WHOLE).exposure.answer).toBe('yes');
});

it.each([
  [WHOLE.replace('protocol=tls', 'protocol=tlq')],
  [WHOLE.replace('type=transport', 'type=transporu')],
  [WHOLE.replace('type=aor', 'type=aos')],
  [WHOLE.replace('contact=', 'contact=').replace('contact', 'kontact')],
  [WHOLE.replace('aors=t', 'aors=u')],
  [WHOLE.replace('aors=t', 'asrs=t')],
  [WHOLE.replace('=sip:', '=sap:')],
  [WHOLE.replace('verify_server', 'verify_servers')],
  [WHOLE.replace('[t]', '(t]')],
  [WHOLE.replace('[t]', '[t] x')],
  [WHOLE.replace('[t]', '[t](gone)')],
  [WHOLE.replace('[t]', '[t](+)')],
  [`${WHOLE}[t](+)\ntransport=other\n`],
  [`${WHOLE}${TLS}`],
  [`${WHOLE};-- and the rest\n`],
  [WHOLE.trimEnd()],
  [`${WHOLE}[u]`],
  [`${WHOLE}[u]\naors=t\n`],
  [`${WHOLE}#include pjsip_custom.conf\n`],
])('leaves something open in %j', (text) => {
  expect(parse(text).problems.map(({ kind }) => kind)).toContain('open');
});

it('does not know whom it faces where a part of an endpoint or AOR was not read', () => {
  const exposure = (text: string) => parse(text).exposure.answer;
  expect(exposure(WHOLE.replace('[t]', '[t](gone)'))).toBe('unknown');
  expect(exposure(WHOLE.replace('aors=t\n', ''))).toBe('unknown');
  expect(exposure(WHOLE.replace('aors=t\n', 'outbound_proxy=sip:a.example\n'))).toBe('yes');
});

it('takes no settings from a comment, which may start behind a setting, nest and end before one', () => {
  const checks = (text: string) => parse(WHOLE + text).legs[0]?.verifiesPeer.answer;
  expect(checks('[tls](+) ; on top\nverify_server=no ; since\n')).toBe('no');
  expect(checks('[tls](+)\nallow_reload=yes ;-- old\nverify_server=no\n--;\n')).toBe('yes');
  expect(checks('[tls](+)\n;-- one ;-- two\n--;\nverify_server=no\n--;\n')).toBe('yes');
  expect(checks('[tls](+)\n;-- one --; verify_server=no\n')).toBe('no');
  expect(checks('[tls](+)\n;---- a ruler\nverify_server=no\n')).toBe('no');
});

it('passes over a section general without a type, as people write it who know sip.conf', () => {
  const { problems, exposure } = parse(`[general]\ndisable_tcp=no\n${WHOLE}`);
  expect(problems).toEqual([]);
  expect(exposure.answer).toBe('yes');
  expect(parse(`[tls2]\nbind=0.0.0.0\n${WHOLE}`).problems).toHaveLength(1);
});

it('reads the settings of a wizard as settings, and not the endpoints that it makes', () => {
  const { problems, exposure } = parse(`${WHOLE}[w]\ntype=wizard\nremote_hosts=a.example\nendpoint/context=x\n`);
  expect(problems).toEqual([]);
  expect(exposure).toMatchObject({ answer: 'unknown', because: 'the wizard w makes endpoints of its own' });
});
