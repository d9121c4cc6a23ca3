import { spawnSync } from 'node:child_process';
import { readCipherString } from '../../../src/parsers/tls-settings/cipher-string.js';
import { CIPHER_SUITES } from '../../../src/parsers/tls-settings/suites.js';

const GCM_256 = 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384';
const GCM_128 = 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256';

/** What OpenSSL 3 makes of a string, of the suites that are known here; `null` where there is no such program. */
function byOpenssl(text: string): readonly string[] | null {
  // Only -s looks at the security level.
  const only = text.includes('SECLEVEL=0') ? [] : ['-s'];
  const { status, stdout, error } = spawnSync('openssl', ['ciphers', ...only, '-stdname', text], { encoding: 'utf8' });
  if (error) return null;
  if (status !== 0) return [];
  const printed = new Set(stdout.split('\n').map((line) => line.split(' ')[0] ?? ''));
  return CIPHER_SUITES.map(({ name }) => name).filter((name) => printed.has(name));
}

const version = spawnSync('openssl', ['version'], { encoding: 'utf8' }).stdout ?? '';
const withOpenssl = version.startsWith('OpenSSL 3') ? describe : describe.skip;
/** Suites that OpenSSL 3 is usually built without. */
const GONE = /3DES|RC4/;

describe('a cipher string', () => {
  test.each([
    ['a name', 'ECDHE-RSA-AES256-GCM-SHA384', [GCM_256]],
    ['an IANA name', GCM_128, [GCM_128]],
    ['commas and blanks', 'ECDHE-RSA-AES256-GCM-SHA384, ECDHE-RSA-AES128-GCM-SHA256', [GCM_256, GCM_128]],
    ['two words at once', 'kEECDH+AESGCM+aRSA', [GCM_256, GCM_128]],
    ['what is taken out for good', 'kEECDH+AESGCM:!aECDSA:!aNULL:aECDSA', [GCM_256, GCM_128]],
    ['what is taken out and added again', 'ECDHE+AESGCM+aRSA:-AES128:AES128+ECDHE+AESGCM+aRSA', [GCM_256, GCM_128]],
    ['what is moved', 'ECDHE+AESGCM+aRSA:+AES256:@STRENGTH', [GCM_256, GCM_128]],
    ['nothing that a peer names', 'CAMELLIA:PSK:EXP', []],
  ])('%s', (_, text, names) => {
    expect(readCipherString(text)).toEqual({
      certain: names.length === 0 ? [] : expect.arrayContaining([...names]),
      perhaps: [],
      unknownWord: null,
      buildWord: null,
    });
    expect(readCipherString(text).certain).toHaveLength(names.length);
  });

  test.each(['DEFAULT', 'ALL:!ADH', 'ALL'])('what %s holds depends on the build', (text) => {
    const { certain, perhaps, buildWord } = readCipherString(text);
    expect(certain).toEqual([]);
    expect(perhaps).toContain(GCM_256);
    expect(buildWord).not.toBeNull();
  });

  test('what is taken out of DEFAULT is out', () => {
    expect(readCipherString('DEFAULT:!AESGCM').perhaps).not.toContain(GCM_256);
  });

  test('what is named beside DEFAULT is certain', () => {
    expect(readCipherString('DEFAULT:ECDHE+AESGCM').certain).toContain(GCM_256);
  });

  test('a word that is not known may let anything pass', () => {
    expect(readCipherString('AES128-SHA:FANCY')).toMatchObject({ unknownWord: 'FANCY' });
  });

  test('a word that is not known and takes out leaves nothing certain', () => {
    expect(readCipherString('AES128-SHA:!FANCY')).toMatchObject({
      certain: [],
      perhaps: ['TLS_RSA_WITH_AES_128_CBC_SHA'],
    });
  });

  test('the old default RC4:EXP holds none of AES', () => {
    expect(readCipherString('RC4:EXP').certain.every((name) => name.includes('RC4'))).toBe(true);
  });
});

withOpenssl('compared with openssl ciphers', () => {
  test.each([
    'HIGH',
    'HIGH:!aNULL:!MD5',
    'HIGH:!aNULL:!kRSA',
    'AES128',
    'AES256:!SHA1',
    'ECDHE',
    'ECDHE:!SHA',
    'EECDH+AESGCM:EDH+AESGCM',
    'kEECDH+AES128',
    'kRSA',
    'aRSA',
    'aRSA+AES:!kRSA',
    'ECDSA',
    'aECDSA+AESGCM',
    'AESGCM',
    'AESCCM',
    'CHACHA20',
    'DHE:!DSS',
    'ADH:AECDH',
    'DH+AES',
    'SHA256',
    'SHA384:SHA256:!aDSS',
    'SHA1:-AES256',
    'TLSv1.2',
    'TLSv1.2:!AESCCM:!aNULL:!eNULL',
    'SSLv3+AES',
    'TLSv1+AES',
    'RSA:+SHA:@STRENGTH',
    'ECDHE-RSA-AES256-GCM-SHA384:AES128-SHA',
    'AES128-SHA AES256-SHA,ECDHE-RSA-AES128-SHA256',
    'HIGH:@SECLEVEL=2',
    'HIGH:@SECLEVEL=3',
    'HIGH:@SECLEVEL=4',
    'HIGH:!HIGH:AES128',
    'HIGH:-HIGH:AES128',
    'eNULL:@SECLEVEL=0',
    'HIGH:!FANCY',
  ])('%s', (text) => {
    const expected = byOpenssl(text.includes('SECLEVEL') ? text : `${text}:@SECLEVEL=0`);
    const { certain, perhaps, unknownWord } = readCipherString(text);
    const kept = (names: readonly string[]) => names.filter((name) => !GONE.test(name)).sort();
    if (unknownWord === null) expect(kept(certain)).toEqual([...(expected ?? [])].sort());
    else expect(kept([...certain, ...perhaps])).toEqual(expect.arrayContaining([...(expected ?? [])]));
  });

  test.each(['ALL', 'DEFAULT', 'ALL:!ADH', 'DEFAULT:!kRSA', 'ALL:!SHA1'])('%s holds no more than was read', (text) => {
    const { certain, perhaps } = readCipherString(text);
    const found = byOpenssl(`${text}:@SECLEVEL=0`) ?? [];
    expect(found.length).toBeGreaterThan(0);
    expect([...certain, ...perhaps]).toEqual(expect.arrayContaining([...found]));
  });

  test('names are those of OpenSSL', () => {
    const { stdout } = spawnSync('openssl', ['ciphers', '-stdname', 'ALL:COMPLEMENTOFALL:@SECLEVEL=0'], {
      encoding: 'utf8',
    });
    const printed = new Map(
      stdout
        .split('\n')
        .map((line) => line.split(/[ -]*\s-?\s*/))
        .map(([a = '', b = '']) => [a, b]),
    );
    for (const { name, openssl } of CIPHER_SUITES) {
      if (!GONE.test(name)) expect([name, printed.get(name)]).toEqual([name, openssl]);
    }
  });
});
