import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Allowed, TlsOffers } from '../../../src/model/tls.js';
import { asteriskPjsip } from '../../../src/parsers/asterisk-pjsip/index.js';
import { audiocodesIni } from '../../../src/parsers/audiocodes-ini/index.js';
import { ciscoIos } from '../../../src/parsers/cisco-ios/index.js';
import { freeswitchProfile } from '../../../src/parsers/freeswitch-profile/index.js';
import { kamailioTlsCfg } from '../../../src/parsers/kamailio-tls-cfg/index.js';
import { opensipsScript } from '../../../src/parsers/opensips-script/index.js';
import { oracleAcli } from '../../../src/parsers/oracle-acli/index.js';
import type { Parser } from '../../../src/parsers/parser.js';
import { ribbonCoreSet } from '../../../src/parsers/ribbon-core-set/index.js';
import { ribbonEdgeXml } from '../../../src/parsers/ribbon-edge-xml/index.js';
import { SourceText } from '../../../src/text/source-text.js';
import { mediant } from '../../support/audiocodes-text.js';
import { root } from '../../support/knowledge.js';
import { oracleTrunk } from '../../support/oracle-text.js';
import { core } from '../../support/ribbon-text.js';

const GCM = ['TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384', 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'];

function offersOf(parser: Parser, text: string, name?: string): TlsOffers {
  const parsed = parser.parse(SourceText.of('sbc', text));
  if ('refused' in parsed) throw new Error('refused');
  const context = parsed.tlsContexts.find((each) => name === undefined || each.name.value === name);
  if (!context?.offers) throw new Error(`no offers of ${name ?? 'a context'}`);
  return context.offers;
}

/** `TLS 1.2`; `TLS 1.2 +TLS 1.3` with what is perhaps; `+any default` with the doubt. */
function said({ certain, perhaps, doubt }: Allowed): string {
  const rest = perhaps === 'any' ? ['any'] : perhaps;
  return [...certain, ...(rest.length > 0 ? [`+${rest.join(' ')}`] : []), ...(doubt ? [doubt] : [])].join(', ');
}

const versions = (parser: Parser, text: string, name?: string) => said(offersOf(parser, text, name).outbound.versions);
const suites = (parser: Parser, text: string, name?: string) =>
  said(offersOf(parser, text, name).outbound.cipherSuites);

describe('AudioCodes', () => {
  it.each([
    ['1', 'TLS 1.0'],
    ['4', 'TLS 1.2'],
    ['6', 'TLS 1.1, TLS 1.2'],
    ['12', 'TLS 1.2, TLS 1.3'],
    ['15', 'TLS 1.0, TLS 1.1, TLS 1.2, TLS 1.3'],
    ['0', 'TLS 1.0, TLS 1.1, TLS 1.2, +SSL 3.0 TLS 1.3, default'],
    ['16', '+any, unread'],
    ['', '+any, default'],
  ])('TLSVersion %s', (tlsVersion, expected) => {
    expect(versions(audiocodesIni, mediant({ tlsVersion }), 'Teams')).toBe(expected);
  });

  it('has a cipher string for each direction', () => {
    const text = mediant({ ciphers: { client: 'ECDHE+AESGCM+aRSA', server: 'AES128-SHA' } });
    const { outbound, inbound } = offersOf(audiocodesIni, text, 'Teams');
    expect(outbound.cipherSuites.certain).toEqual(GCM);
    expect(inbound.cipherSuites.certain).toEqual(['TLS_RSA_WITH_AES_128_CBC_SHA']);
  });

  it.each([
    ['1', 'TLS 1.0'],
    ['0', 'SSL 2.0, SSL 3.0, TLS 1.0'],
  ])('TLSVersion %s of a release without TLSContexts', (value, expected) => {
    const text = `;**************\n;** Ini File **\n;**************\n\n[SIP Params]\n\nTLSVERSION = ${value}\n`;
    expect(versions(audiocodesIni, text, 'default')).toBe(expected);
  });
});

describe('Oracle', () => {
  const oracle = (profile: Record<string, string | readonly string[]>) => oracleTrunk({ profile: profile as never });
  it.each([
    ['tlsv12', 'TLS 1.2'],
    ['TLSv1', 'TLS 1.0'],
    ['TLS11', 'TLS 1.1'],
    ['tlsv1.2', 'TLS 1.2'],
    ['tlsv13', 'TLS 1.3, +TLS 1.0 TLS 1.1 TLS 1.2, default'],
    ['compatibility', '+any, default'],
    ['fast', '+any, unread'],
  ])('tls-version %s', (value, expected) => {
    expect(versions(oracleAcli, oracle({ 'tls-version': value }))).toBe(expected);
  });

  it.each([
    [['TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384'], 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384'],
    [['AES256-SHA', 'DES-CBC3-SHA'], 'TLS_RSA_WITH_AES_256_CBC_SHA, TLS_RSA_WITH_3DES_EDE_CBC_SHA'],
    [['ALL'], '+any, default'],
    [['FANCY'], '+any, unread'],
  ])('cipher-list %j', (list, expected) => {
    expect(suites(oracleAcli, oracle({ 'cipher-list': list }))).toBe(expected);
  });

  it('leaves open what a list that is cut may hold', () => {
    const text = oracle({ 'cipher-list': ['TLS_RSA_WITH_AES_128_CBC_SHA', 'TLS_RSA_WITH_AES_256_CBC_SHA'] });
    const cut = text.slice(0, text.length - 20);
    expect(suites(oracleAcli, cut)).toContain('TLS_RSA_WITH_AES_128_CBC_SHA, +any');
  });

  it('has one setting for both directions', () => {
    const { outbound, inbound } = offersOf(oracleAcli, oracle({}));
    expect(outbound).toBe(inbound);
    expect(said(outbound.versions)).toBe('+any, default');
  });
});

describe('Ribbon SBC Core', () => {
  const profile = (settings: Record<string, string>) => core({ profile: settings });
  it.each<[Record<string, string>, string]>([
    [{ v1_0: 'disabled', v1_1: 'disabled', v1_2: 'enabled', v1_3: 'enabled' }, 'TLS 1.2, TLS 1.3'],
    [{ v1_2: 'enabled' }, 'TLS 1.2, +TLS 1.0 TLS 1.1 TLS 1.3, default'],
    [{ authClient: 'true' }, '+TLS 1.0 TLS 1.1 TLS 1.2 TLS 1.3, default'],
    [{ v1_2: 'maybe' }, '+any, unread'],
  ])('%j', (settings, expected) => expect(versions(ribbonCoreSet, profile(settings))).toBe(expected));

  it.each<[Record<string, string>, string]>([
    [
      { cipherSuite1: 'rsa-with-aes-128-cbc-sha-256', cipherSuite2: 'tls_ecdhe_rsa_with_aes_256_cbc_sha384' },
      'TLS_RSA_WITH_AES_128_CBC_SHA256, TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384',
    ],
    [{ cipherSuite1: 'rsa-with-3des-ede-cbc-sha', cipherSuite2: 'nosuite' }, 'TLS_RSA_WITH_3DES_EDE_CBC_SHA'],
    [{ cipherSuite2: 'rsa-with-aes-256-cbc-sha' }, '+any, default'],
    [{ cipherSuite1: 'fancy' }, '+any, unread'],
  ])('%j', (settings, expected) => expect(suites(ribbonCoreSet, profile(settings))).toBe(expected));
});

describe('Ribbon SBC Edge', () => {
  const fine = readFileSync(join(root, 'test/fixtures/ribbon-edge-xml/fine/input/symphonyconfig.xml'), 'latin1');
  const edge = (from: RegExp, to: string) => {
    const changed = fine.replace(from, to);
    if (changed === fine) throw new Error('nothing changed');
    return offersOf(ribbonEdgeXml, changed, 'Teams TLS');
  };

  it.each([
    ['1', 'TLS 1.0'],
    ['2', 'TLS 1.0, TLS 1.1, TLS 1.2'],
    ['4', 'TLS 1.2, TLS 1.3'],
    ['5', 'TLS 1.3'],
    ['6', '+any, unread'],
  ])('TLSVersion %s', (code, expected) => {
    const { versions: found } = edge(/(<TLSVersion>)0/, `$1${code}`).outbound;
    expect([said(found), found.confidence]).toEqual([expected, code === '6' ? 'unknown' : 'inferred']);
  });

  it.each([
    ['<ClientCipherSequence>10,5', [GCM[0], 'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256'].join(', ')],
    ['<ClientCipherSequence>8', '+any, unread'],
  ])('%s', (to, expected) => {
    expect(said(edge(/<ClientCipherSequence>10,9/, to).outbound.cipherSuites)).toBe(expected);
  });

  it('has a list of its own for the server', () => {
    const to = '<ServerCipherSequence>0</ServerCipherSequence><ClientCipherSequence>';
    const { outbound, inbound } = edge(/<ClientCipherSequence>/, to);
    expect(outbound.cipherSuites.certain).toEqual(GCM);
    expect(said(inbound.cipherSuites)).toBe('TLS_RSA_WITH_AES_128_CBC_SHA');
  });
});

describe('Cisco CUBE', () => {
  const cube = (...lines: readonly string[]) => `${lines.join('\n')}\nend\n`;
  const signaling = (words: string, ...more: readonly string[]) =>
    cube(...more, 'sip-ua', ` crypto signaling default ${words}`);
  const TP = 'trustpoint SBC';

  it.each([
    ['v1.2', 'TLS 1.2'],
    ['v1.1', 'TLS 1.1'],
    ['v1.2 minimum', 'TLS 1.2, TLS 1.3'],
    ['v1.2 maximum', '+any, unread'],
    ['v2', '+any, unread'],
  ])('transport tcp tls %s', (value, expected) => {
    const text = cube('version 17.9', 'sip-ua', ` transport tcp tls ${value}`, ` crypto signaling default ${TP}`);
    expect(versions(ciscoIos, text)).toBe(expected);
  });

  it.each([
    ['16.9', 'TLS 1.2, +TLS 1.1 TLS 1.3, default'],
    ['16.8', '+any, default'],
    ['15.7', '+any, default'],
  ])('no version, in release %s', (release, expected) => {
    expect(versions(ciscoIos, signaling(TP, `version ${release}`))).toBe(expected);
  });

  it.each([
    ['', '+any, default'],
    [
      ' strict-cipher',
      'TLS_RSA_WITH_AES_128_CBC_SHA, +TLS_DHE_RSA_WITH_AES_128_CBC_SHA TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, default',
    ],
    [' ecdsa-cipher', 'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'],
  ])('crypto signaling%s', (words, expected) => expect(suites(ciscoIos, signaling(`${TP}${words}`))).toBe(expected));

  it('names suites in a list of its own', () => {
    const list = [
      'voice class tls-cipher 1',
      ' cipher 1 ECDHE_RSA_AES256_GCM_SHA384',
      ' cipher 2 RSA_WITH_AES_128_CBC_SHA',
    ];
    const profile = ['voice class tls-profile 2', ' trustpoint SBC', ' cipher 1'];
    expect(suites(ciscoIos, signaling('tls-profile 2', ...list, ...profile))).toBe(
      'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, TLS_RSA_WITH_AES_128_CBC_SHA',
    );
    expect(suites(ciscoIos, signaling('tls-profile 2', ...profile))).toBe('+any, unread');
    const cut = signaling('tls-profile 2', ...list, ...profile).replace('\nend\n', '\n');
    expect(suites(ciscoIos, cut)).toContain('+any, default');
  });
});

describe('products on OpenSSL', () => {
  const kamailio = (method: string, ciphers = '') => `[client:default]\nmethod = ${method}\n${ciphers}`;
  it.each([
    ['TLSv1', 'TLS 1.0'],
    ['TLSv1.2', 'TLS 1.2'],
    ['TLSv1.2+', 'TLS 1.2, +TLS 1.3, default'],
    ['TLSv1+', 'TLS 1.0, TLS 1.1, TLS 1.2, +TLS 1.3, default'],
    ['SSLv23', 'TLS 1.0, TLS 1.1, TLS 1.2, +SSL 3.0 TLS 1.3, default'],
    ['TLSv9', '+any, unread'],
  ])('Kamailio, method %s', (method, expected) => expect(versions(kamailioTlsCfg, kamailio(method))).toBe(expected));

  it('Kamailio, cipher_list', () => {
    expect(suites(kamailioTlsCfg, kamailio('TLSv1.2', 'cipher_list = ECDHE+AESGCM+aRSA\n'))).toBe(GCM.join(', '));
  });

  const opensips = (method: string) =>
    `loadmodule "tls_mgm.so"\nmodparam("tls_mgm", "client_domain", "teams")\nmodparam("tls_mgm", "tls_method", "[teams]${method}")\nmodparam("tls_mgm", "ciphers_list", "[teams]AES128-SHA")\n`;
  it.each([
    ['TLSv1_2', 'TLS 1.2'],
    ['TLSv1_2-TLSv1_3', 'TLS 1.2, TLS 1.3'],
    ['TLSv1_2-', 'TLS 1.2, TLS 1.3'],
    ['SSLv23', 'TLS 1.0, TLS 1.1, TLS 1.2, +SSL 3.0 TLS 1.3, default'],
  ])('OpenSIPS, tls_method %s', (method, expected) => {
    expect(versions(opensipsScript, opensips(method))).toBe(expected);
    expect(suites(opensipsScript, opensips(method))).toBe('TLS_RSA_WITH_AES_128_CBC_SHA');
  });

  const asterisk = (method: string) => `[t]\ntype=transport\nprotocol=tls\nmethod=${method}\ncipher=AES128-SHA\n`;
  it.each([
    ['tlsv1_2', 'TLS 1.2'],
    ['default', '+any, default'],
    ['fancy', '+any, unread'],
  ])('Asterisk, method %s', (method, expected) => expect(versions(asteriskPjsip, asterisk(method))).toBe(expected));

  const freeswitch = (version: string) =>
    `<profile name="external"><settings><param name="tls" value="true"/><param name="tls-version" value="${version}"/><param name="tls-ciphers" value="AES128-SHA"/></settings></profile>`;
  it.each([
    ['tlsv1.2', 'TLS 1.2'],
    ['tlsv1,tlsv1.1, tlsv1.2', 'TLS 1.0, TLS 1.1, TLS 1.2'],
    ['$${sip_tls_version}', '+any, default'],
    ['fancy', '+any, unread'],
  ])('FreeSWITCH, tls-version %s', (version, expected) => {
    expect(versions(freeswitchProfile, freeswitch(version))).toBe(expected);
    expect(suites(freeswitchProfile, freeswitch(version))).toBe('TLS_RSA_WITH_AES_128_CBC_SHA');
  });
});
