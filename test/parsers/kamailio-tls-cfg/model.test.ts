import { kamailioTlsCfg } from '../../../src/parsers/kamailio-tls-cfg/index.js';
import type { ParsedExport } from '../../../src/parsers/parser.js';
import { SourceText } from '../../../src/text/source-text.js';

const source = (text: string) => SourceText.of('tls.cfg', text);

function parse(text: string): ParsedExport {
  const parsed = kamailioTlsCfg.parse(source(text));
  if ('refused' in parsed) throw new Error('refused');
  return parsed;
}

it.each([
  ['[server:default]\n', true],
  ['\t[client : any] # outbound\r\n', true],
  ['[client:[2001:db8::1]:5061]\n', true],
  ['#[client:default]\n', false],
  ['[ SIPInterface ]\nFORMAT Index = a;\n', false],
  ['', false],
])('recognizes %j: %s', (text, expected) => {
  expect(kamailioTlsCfg.detect(source(text))).toBe(expected);
});

it('fills the gaps of a domain from the default of its role, wherever that stands', () => {
  const { tlsContexts, legs } = parse(
    '[client:192.0.2.1:5061]\nserver_name = "a.example"\n[client:default]\nca_list = /ca.pem\nverify_certificate = on\n',
  );
  expect(tlsContexts.map(({ name, trustStores }) => [name.value, trustStores])).toEqual([
    ['client:192.0.2.1:5061 a.example', ['file /ca.pem']],
    ['client:default', ['file /ca.pem']],
  ]);
  expect(legs.map(({ verifiesPeer }) => verifiesPeer.answer)).toEqual(['yes', 'yes']);
  expect(legs[0]?.endpoints.map(({ host, port }) => [host.value, port?.value])).toEqual([['a.example', 5061]]);
});

it('trusts nothing without a CA file, and not what is seen where a folder is named as well', () => {
  const stores = parse('[client:default]\n[server:default]\nca_list = /ca.pem\nca_path = /etc/ssl/certs\n').trustStores;
  expect(stores.map(({ id, entries, complete }) => [id, entries, complete])).toEqual([
    ['nothing client:default', [], true],
    ['file /ca.pem', null, false],
    ['folder /etc/ssl/certs', null, false],
  ]);
});

it('binds by base name, and not where two folders hold that name', () => {
  const bind = (text: string, name: string) => kamailioTlsCfg.bind(name, parse(text));
  const one = '[client:default]\nca_list = /etc/ca.pem\ncertificate = ./own.pem\n';
  expect(bind(one, 'ca.pem')).toEqual({ kind: 'store', store: 'file /etc/ca.pem' });
  expect(bind(one, 'own.pem')).toEqual({ kind: 'end-entity', label: './own.pem' });
  expect(bind(one, 'other.pem')).toBeNull();
  expect(bind(`${one}[server:default]\nca_list = /srv/ca.pem\n`, 'ca.pem')).toBeNull();
});

it('leaves open what an unread line may have said, and keeps the other role apart', () => {
  const { legs, problems } = parse('[client:default]\nca_list /ca.pem\n[server:default]\nverify_certificate = yes\n');
  expect(problems.map(({ ruleId, at }) => [ruleId, at.line])).toEqual([['unreadable-input', 2]]);
  expect(legs.map(({ verifiesPeer }) => verifiesPeer.answer)).toEqual(['unknown', 'yes']);
});

it('names two domains of one name, and a placeholder', () => {
  const { problems, legs } = parse('[client:any]\nca_list = {{ ca }}\n[client:any]\n[server:any]\nca_list = ${CA}\n');
  expect(problems.map(({ ruleId, at }) => [ruleId, at.line])).toEqual([
    ['unreadable-input', 2],
    ['unreadable-input', 3],
    ['unfilled-template', 5],
  ]);
  expect(legs.map(({ verifiesPeer }) => verifiesPeer.answer)).toEqual(['unknown', 'no']);
});

it('takes two domains of one address for two where their server_name or server_id differs', () => {
  const domains = '[client:any]\nserver_id = a\n[client:any]\nserver_id = b\n[client:any]\nserver_name = c.example\n';
  expect(parse(domains).problems).toEqual([]);
  expect(parse(domains).tlsContexts.map(({ name }) => name.value)).toEqual([
    'client:any a',
    'client:any b',
    'client:any c.example',
  ]);
});

it('knows the other spellings of roles, addresses and settings', () => {
  const { tlsContexts, trustStores, legs, problems } = parse(
    '[cli:*]\nverify_cert = on\n[SRV:all]\ncalist_file = /ca.pem\nrequire_cert = yes\n',
  );
  expect(problems).toEqual([]);
  expect(tlsContexts.map(({ name }) => name.value)).toEqual(['client:default', 'server:any']);
  expect(trustStores.map(({ id }) => id)).toEqual(['nothing client:default', 'file /ca.pem']);
  expect(legs.map(({ verifiesPeer }) => verifiesPeer.answer)).toEqual(['yes', 'yes']);
});

it.each([
  ['require_certificate = yes\nverify_certificate = no\n', 'yes'],
  ['require_certificate = no\nverify_certificate = yes\n', 'yes'],
  ['require_certificate = maybe\n', 'unknown'],
  ['verify_client = off\n', 'no'],
  ['verify_client = on\n', 'yes'],
  ['verify_client = optional_no_ca\n', 'unknown'],
])('checks who calls where any of its settings is on: %j is %s', (settings, expected) => {
  const server = parse(`[server:default]\n${settings}`).legs.find(({ direction }) => direction === 'inbound');
  expect(server?.verifiesPeer.answer).toBe(expected);
});

it('makes the client domain that the file lacks, as Kamailio does', () => {
  const { legs, trustStores } = parse('[server:default]\nca_list = /ca.pem\n');
  expect(legs.map(({ tlsContext, verifiesPeer }) => [tlsContext, verifiesPeer.answer])).toEqual([
    ['server:default', 'no'],
    ['client:default', 'no'],
  ]);
  expect(trustStores.map(({ id }) => id)).toEqual(['file /ca.pem', 'nothing client:default']);
  expect(parse('[clieot:default]\n[server:default]\n').legs.map(({ verifiesPeer }) => verifiesPeer.answer)).toEqual([
    'no',
    'unknown',
  ]);
});

it.each(['verify_certificatf = yes', 'ca_lisp = /x.pem', 'something_new = 1'])('leaves open what %j says', (line) => {
  const { legs, problems } = parse(`[client:default]\n${line}\n`);
  expect(problems.map(({ messageId, at }) => [messageId, at.line])).toEqual([['statement', 2]]);
  expect(legs.map(({ verifiesPeer }) => verifiesPeer.answer)).toEqual(['unknown']);
});

it.each(['[client:defauld]', '[client:300.0.2.1:5061]', '[client:192.0.2.1]', '[client:192.0.2.1:99999]'])(
  'takes %s for no header',
  (header) => expect(parse(`[server:default]\n${header}\nca_list = /x.pem\n`).trustStores).toHaveLength(2),
);

it('takes a last line without an end for a part of one, unless its value is quoted', () => {
  const last = (line: string) => parse(`[client:default]\n${line}`).problems.map(({ messageId }) => messageId);
  expect(last('ca_list = /etc/ca')).toEqual(['truncated']);
  expect(last('ca_list = ')).toEqual(['truncated']);
  expect(last('[client:any]')).toEqual(['truncated']);
  expect(last('ca_list = /etc/ca\n')).toEqual([]);
  expect(last('ca_list = "/etc/ca"')).toEqual([]);
  expect(last('verify_certificate = yes # all')).toEqual([]);
});

it('passes over the line that the backslash at the end of a comment takes with it', () => {
  const read = (text: string) => parse(`[client:default]\n${text}`).trustStores.map(({ id }) => id);
  expect(read('# old \\\nca_list = /x.pem\n')).toEqual(['nothing client:default']);
  expect(read('# old \\\\\nca_list = /x.pem\n')).toEqual(['file /x.pem']);
  expect(read('# old \\\r\nca_list = /x.pem\r\n')).toEqual(['file /x.pem']);
});

it('shows no line of a key that somebody pasted among the settings', () => {
  const { problems } = parse(`[client:any]\n${'UExBTlRFRC1TRUNSRVQ'.repeat(3)}=\nca_lst = /ca.pem\n`);
  expect(problems.map(({ data }) => data['what'])).toEqual(['a setting', 'the setting ca_lst']);
});
