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
  const { problems } = parse('[client:any]\nca_list = {{ ca }}\n[client:any]\n[server:any]\nca_list = ${CA}\n');
  expect(problems.map(({ ruleId }) => ruleId)).toEqual(['unreadable-input', 'duplicate-label', 'unfilled-template']);
});
