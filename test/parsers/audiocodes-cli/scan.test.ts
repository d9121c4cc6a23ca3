import { audiocodesCli } from '../../../src/parsers/audiocodes-cli/index.js';
import { SourceText } from '../../../src/text/source-text.js';
import { compose, parse, problemsOf, row, type Parts } from './compose.js';

const legs = (text: string) =>
  parse(text).legs.map(({ direction, tlsContext, port, transport, verifiesPeer }) =>
    [direction, tlsContext, port, transport.value, verifiesPeer.answer].join(' '),
  );
const INTACT = ['outbound CTX-CLOUD 5061 tls unknown', 'inbound CTX-CLOUD 5061 tls yes'];

describe('layout says nothing', () => {
  const text = compose();
  it.each<[string, string]>([
    ['as saved', text],
    ['no indentation', text.replace(/^ +/gm, '')],
    ['any indentation', text.replace(/^ */gm, '      ')],
    ['several blanks', text.replace(/(\w) (?=\S)/g, '$1   ').replace('show   running', 'show running')],
    ['no activate', text.replace(/ *activate\n/g, '')],
    ['CRLF', text.replaceAll('\n', '\r\n')],
    ['CR CR LF', text.replaceAll('\n', '\r\r\n')],
    ['tabs', text.replace(/^ +/gm, '\t')],
    ['capitals', text.replace(/^( *)([a-z-]+)/gm, (_, lead: string, word: string) => lead + word.toUpperCase())],
    ['comments', text.replaceAll('\n', '\n# proxy-ip 9/9\n')],
    ['the pager', text.replaceAll('\n ', '\n--MORE--\r         \r ')],
    ['the pager, erased', text.replaceAll('\n ', '\n -- More --\x08\x08\x08\x1b[K ')],
    ['the pager at line ends', text.replaceAll('\n ', ' --MORE--\n ')],
    [
      'a block inside a block',
      text.replace('configure voip\n', 'configure voip\n a 1\n  b 2\n   c 3\n  exit\n exit\n'),
    ],
    ['a setting right below the section', text.replace('configure voip\n', 'configure voip\n c 3\n') + 'exit\n'],
    ['a prompt at the end', `${text}\nMediant SW*# \n`],
    ['typed line by line', text.replace(/^(?= |conf|exit)/gm, 'Mediant SW(config)# ')],
  ])('%s', (_, changed) => {
    expect(problemsOf(changed)).toEqual([]);
    expect(legs(changed)).toEqual(INTACT);
    expect(audiocodesCli.detect(SourceText.of('x', changed))).toBe(true);
  });
});

describe('places', () => {
  it('are those of the words', () => {
    const source = SourceText.of('sbc.cli', compose());
    const parsed = audiocodesCli.parse(source);
    if ('refused' in parsed) throw new Error('refused');
    const [leg] = parsed.legs;
    const { range } = leg?.endpoints[0]?.host.at ?? { range: { start: 0, end: 0 } };
    expect(source.slice(range.start, range.end)).toBe('sip.example.net');
    expect(source.slice(leg?.transport.at.range.start ?? 0, leg?.transport.at.range.end ?? 0)).toBe('tls');
  });
});

describe('what is not understood and may matter', () => {
  const address = (...settings: readonly string[]) => compose({ addresses: row('proxy-ip', '7/0', ...settings) });
  const set = (...settings: readonly string[]) =>
    compose({ proxySets: row('proxy-set', '7', 'proxy-name "PS-CLOUD"', ...settings) });

  it.each<[string, string, string]>([
    ['an odd quote', address('proxy-address "sip.example.net'), 'ProxyIp 7/0 its double quotes do not pair up'],
    ['no value', address('proxy-address'), 'ProxyIp 7/0 a setting of it has not exactly one value'],
    ['two values', address('proxy-address a b'), 'ProxyIp 7/0 a setting of it has not exactly one value'],
    ['no address', address('transport-type tls'), 'ProxyIp 7/0 it has no proxy-address'],
    ['an unknown word', address('proxy-address a', 'transport-type dtls'), 'TransportType of ProxyIp 7/0'],
    ['an unknown keyword', set('tls-ctx "X"'), 'ProxySet 7 a keyword of it is not known'],
    ['a negated setting', set('no tls-context-name "X"'), 'ProxySet 7 a setting of it is negated'],
    ['two values of one', set('proxy-name "B"'), 'ProxySet 7 a setting of it stands twice with different values'],
    ['an index', compose({ addresses: row('proxy-ip', '7', 'proxy-address a') }), 'row of ProxyIp its index'],
    ['a lost exit', compose().replace('  activate\n exit\n proxy-set', ' proxy-set'), 'no exit ends it'],
    ['a parameter', compose({ security: '  tls-vrfy-srvr-cert\n' }), 'parameter VerifyServerCertificate'],
    ['a damaged keyword', set('proxy-namf "X"'), 'ProxySet 7 a keyword of it is not known'],
    ['an address inside the set', set('proxy-address 0 192.0.2.1'), 'ProxySet 7 a keyword of it is not known'],
    ['a setting that starts with a quote', set('"tls-context-name X'), 'ProxySet 7 a keyword of it is not known'],
    ['a damaged exit', compose().replace('activate\n exit', 'activate\n eyit'), 'TLSContexts 0 no exit ends it'],
    ['an exit behind another line', compose().replace('activate\n exit', 'activate\v exit'), 'no exit ends it'],
    ['a parameter in a row', set('tls-vrfy-srvr-cert enable'), 'ProxySet 7 no exit ends it'],
    ...[
      'tls-vrfz-srvr-cert enable',
      'tls-vrfy-srvr cert enable',
      'x\v tls-vrfy-srvr-cert enable',
      '"tls-vrfy-srvr-cert 1',
    ].map((security): [string, string, string] => [
      `a damaged parameter, ${security}`,
      compose({ security: `  ${security}\n` }),
      'parameter VerifyServerCertificate',
    ]),
    [
      'a row of a release before 7.2',
      compose({ proxySets: ' voip-network proxy-set 7\n  proxy-name "X"\n exit\n' }),
      'row of ProxySet it stands below another word',
    ],
    ['two sessions in one file', compose() + 'B# show running-config\n', 'second session two exports share this file'],
    ['a row that is taken away', compose({ proxySets: ' no proxy-set 7\n' }), 'row of ProxySet it removes a row'],
    [
      'a rule that is taken away',
      compose({ rules: ' no sbc classification 0\n' }),
      'row of Classification it removes a row',
    ],
    [
      'an unknown keyword of a rule',
      compose({ rules: row('sbc classification', '0', 'src-sip-int "X"') }),
      'Classification 0 a keyword of it is not known',
    ],
    ['a row twice', compose() + compose(), 'duplicate-label'],
    ['a dangling name', set('sbcipv4-sip-int-name "NO"'), 'undefined-reference'],
  ])('%s', (_, text, problem) => {
    expect(problemsOf(text)).toContainEqual(expect.stringContaining(problem));
  });

  it('leaves a damaged parameter unknown', () => {
    const verifies = (security: string) => parse(compose({ security })).legs[0]?.verifiesPeer.answer;
    const interfaces = row('sip-interface', '0', 'interface-name "SIF-CLOUD"', 'tls-mutual-auth disable');
    expect(parse(compose({ interfaces })).legs[0]?.verifiesPeer.answer).toBe('no');
    expect(parse(compose({ interfaces, security: '  tls-vrfy-srvr-cerd enable\n' })).legs[0]?.verifiesPeer.answer).toBe(
      'unknown',
    );
    expect(verifies('  tls-vrfy-srvr-cert enable\n')).toBe('yes');
  });

  it('never makes a leg use another context', () => {
    const text = set('tls-ctx "X"', 'sbcipv4-sip-int-name "SIF-CLOUD"');
    expect(parse(text).legs.map(({ tlsContext }) => tlsContext)).toEqual([null, null]);
  });

  it('is a placeholder', () => {
    const text = address('proxy-address "${TRUNK}"', 'transport-type tls');
    expect(problemsOf(text)).toContainEqual(expect.stringContaining('unfilled-template'));
    const index = compose({ proxySets: row('proxy-set', '{{id}}', 'proxy-name "X"') });
    expect(problemsOf(index)).toContainEqual(expect.stringContaining('unfilled-template'));
  });
});

describe('what a script leaves out', () => {
  const bundles = (text: string) => parse(text).trustStores.map(({ builtInBundle }) => builtInBundle?.answer);
  const context = (...settings: readonly string[]) => row('tls', '3', 'name "CTX-CLOUD"', ...settings);

  it('is its default where the whole configuration was asked for', () => {
    expect(bundles(compose())).toEqual(['no', 'no']);
    expect(parse(compose()).exposure.answer).toBe('yes');
  });

  it.each([
    ['a script', compose({ head: '' })],
    ['a session that broke off', compose({ end: '' })],
    [
      'a session that broke off behind a block inside a block',
      compose({ end: '' }).replace('configure voip\n', 'configure voip\n a 1\n  b 2\n  exit\n exit\n'),
    ],
    ['half a configuration', compose().replace('configure network', 'configure troubleshoot')],
  ])('is unknown in %s', (_, text) => {
    expect(bundles(text)).not.toContain('no');
    expect(parse(text).exposure.answer).toBe('unknown');
    expect(parse(text).legs[0]?.verifiesPeer.answer).not.toBe('no');
  });

  describe('of its TLS context and of whom it checks, which a script leaves as they are', () => {
    const bare = {
      interfaces: row('sip-interface', '0', 'interface-name "SIF-CLOUD"', 'tls-port 5061'),
      proxySets: row('proxy-set', '7', 'proxy-name "PS-CLOUD"', 'sbcipv4-sip-int-name "SIF-CLOUD"'),
    };
    const told = (parts: Parts) =>
      parse(compose(parts)).legs.map(({ tlsContext, mutualTls }) => `${tlsContext} ${mutualTls.answer}`);

    it('stays unknown', () => {
      expect(told({ ...bare, head: '' })).toEqual(['null unknown', 'null unknown']);
      expect(told({ proxySets: bare.proxySets, head: '' })).toEqual(['null yes', 'CTX-CLOUD yes']);
      expect(told({ interfaces: bare.interfaces, head: '' })).toEqual(['CTX-CLOUD unknown', 'null unknown']);
    });

    it('is the default where the whole configuration was asked for', () => {
      expect(told(bare)).toEqual(['default no', 'default no']);
    });
  });

  it.each([
    ['use-default-ca-bundle enable', 'yes'],
    ['use-default-ca-bundle on', 'yes'],
    ['default-ca-list disable', 'no'],
    ['default-ca-list perhaps', 'unknown'],
    ['something-new 1', 'unknown'],
    ['ocsp-server enable', 'no'],
  ])('of the built-in list, with %s: %s', (setting, answer) => {
    expect(bundles(compose({ contexts: context(setting) }))[0]).toBe(answer);
  });

  it('of the global transport stays unknown', () => {
    const follows = row('proxy-ip', '7/0', 'proxy-address a', 'transport-type not-configured');
    expect(parse(compose({ addresses: follows })).legs[0]?.transport.value).toBe('unknown');
    const set = compose({ addresses: follows, security: '  app-sip-transport-type tls\n' });
    expect(parse(set).legs[0]?.transport.value).toBe('tls');
  });
});

describe('a file that ends early', () => {
  const text = compose();
  it.each(Array.from({ length: text.length - 1 }, (_, length) => length).filter((length) => length % 7 === 0))(
    'at byte %d never throws, and never is complete',
    (length) => {
      const cut = parse(text.slice(0, length));
      expect(cut.exposure.answer).toBe('unknown');
      expect(() => cut.outline()).not.toThrow();
    },
  );
});
