import { ONE_A_LINE, parse, QUOTED } from './samples.js';
import { fixtureText } from '../ribbon-core-pairs.js';

const because = (text: string) => parse(text).problems.map(({ because }) => because);
const COMMAND = 'show configuration | display set';

/** The sample with one of its words changed, the last time that it stands there. */
function changed(from: string, to: string): string {
  const at = ONE_A_LINE.lastIndexOf(from);
  if (at < 0) throw new Error(`${from} is not there`);
  return ONE_A_LINE.slice(0, at) + to + ONE_A_LINE.slice(at + from.length);
}

describe('a damaged word', () => {
  it.each([
    ['a list', 'zone PBX ipPeer', 'zond PBX ipPeer'],
    ['a list below', 'ipPeer P2 ipPort', 'ipPger P2 ipPort'],
    ['a setting', 'transportProtocolsAllowed', 'transportProtocolsBllowed'],
    [
      'a setting of a port',
      'state enabled\nset addressContext default zone PBX',
      'stave enabled\nset addressContext default zone PBX',
    ],
    ['capitals', 'tlsProfileName', 'TLSProfileName'],
    ['a letter too many', 'sipSigPort', 'sipSiigPort'],
    ['the top', 'addressContext', 'addresqContext'],
    ['a section', 'profiles security', 'profiles sdcurity'],
    ['a blank', 'zone PBX', 'zone$PBX'],
    ['a blank behind a key', 'default zone', 'default0zone'],
    ['a blank behind a port', 'sipSigPort 10 transport', 'sipSigPort 10!transport'],
    ['a key that none can have', 'zone PBX', 'zone P(X'],
    ['a carriage return in a name', 'zone PBX', 'zone P\rX'],
    ['a tab in a name', 'zone PBX sipSigPort', 'zone P\tX sipSigPort'],
    ['a line that goes on', 'enabled\nset addressContext', 'enabledJset addressContext'],
    ['the verb', 'set addressContext', 'sdt addressContext'],
    ['the verb, with any letter in it', 'set addressContext', 'xet addressContext'],
    ['a letter too many in the verb', 'set addressContext', 'seet addressContext'],
    ['a blank behind the verb', 'set addressContext', 'set$addressContext'],
    ['a host', 'sip.pstnhub', 'sip&pstnhub'],
    ['a control character', 'P2 ipPort', 'P2 ip\x01Port'],
    ['a port without what each has', 'sipSigPort 10 transport', 'sipSigPort 11 transport'],
  ])('is said: %s', (_name, from, to) => {
    expect(because(ONE_A_LINE)).toEqual([]);
    expect(because(changed(from, to))).toHaveLength(1);
  });

  it('is said: a quote', () => {
    expect(because(QUOTED.replace('"203.0.113.9" portNumber', '"203.0.113.9# portNumber'))).not.toEqual([]);
  });

  it.each([
    [
      'other profiles',
      'set profiles security dtlsProfile D certName c\nset profiles security EmaTlsProfile E authClient true',
    ],
    ['newer settings', 'set profiles security tlsProfile TEAMS_TLS v1_4 enabled cipherSuite4 nosuite'],
    ['a setting of a zone', 'set addressContext default zone TEAMS remoteDeviceType appServer'],
    [
      'settings with several values',
      'set addressContext default staticRoute 192.0.2.0 24 203.0.113.1 LIF1 PKT0 preference 100',
    ],
    ['other lists', 'set addressContext default zone TEAMS h323SigPort 1 state enabled'],
    ['prose', 'setup system security pki is next'],
    ['a line that somebody took out', '#set addressContext default zone NEW sipSigPort 5 portNumber 5061'],
    ['another mark for that', '!delete profiles security tlsProfile OLD'],
  ])('other settings say nothing: %s', (_name, line) => {
    expect(because(`${ONE_A_LINE}${line}\n`)).toEqual([]);
  });
});

describe('a last line that does not end', () => {
  it.each([
    ['in a number', 'set addressContext default zone PBX ipPeer P2 ipPort 50'],
    ['in a line that is about something else', 'set global callRouting routingLabel TO'],
    ['in the verb', 'se'],
  ])('may be cut: %s', (_name, end) => {
    const { problems, exposure } = parse(ONE_A_LINE + end);
    expect(problems.map(({ messageId }) => messageId)).toEqual(['truncated']);
    expect(exposure.answer).toBe('unknown');
  });

  it.each([
    ['a value of which there are few', 'set addressContext default zone PBX sipSigPort 1 state enabled'],
    ['a quoted value', 'set system ntp serverAdmin "192.0.2.1"'],
    ['a prompt', 'admin@sbc1> '],
    ['a comment', '# set by hand'],
  ])('is complete: %s', (_name, end) => {
    expect(because(ONE_A_LINE + end)).toEqual([]);
  });
});

describe('whom a device faces', () => {
  const PORT = 'set addressContext default zone NEW sipSigPort 5 ipInterfaceGroupName LIF1';
  it.each([
    ['a port and nobody behind it', `${PORT}\n`, 'unknown'],
    ['a port that is disabled', `${PORT}\n${PORT.replace('ipInterfaceGroupName LIF1', 'state disabled')}\n`, 'yes'],
    ['a trunk group', `${PORT}\nset addressContext default zone NEW sipTrunkGroup T state enabled\n`, 'yes'],
  ])('is unknown where a zone shows only its beginning: %s', (_name, lines, expected) => {
    expect(parse(ONE_A_LINE + lines).exposure.answer).toBe(expected);
  });

  it('is unknown without any zone', () => {
    const text = ONE_A_LINE.slice(0, ONE_A_LINE.indexOf('set addressContext'));
    expect(parse(text).exposure).toMatchObject({ answer: 'unknown', because: expect.stringContaining('no zone') });
  });
});

describe('two exports in one file', () => {
  const other = ONE_A_LINE.replace(/RootG2/g, 'RootG3');
  const echo = (host: string, text: string, command = COMMAND) =>
    `admin@${host}> ${command}\n${text}[ok]\nadmin@${host}> \n`;
  const pki = ONE_A_LINE.split('\n').slice(0, 9).join('\n') + '\n';

  it.each([
    ['behind each other', ONE_A_LINE + other],
    ['a capture behind an export', ONE_A_LINE + echo('a', other)],
    ['two captures that differ', echo('a', ONE_A_LINE) + echo('a', other)],
    [
      'a part that differs',
      echo('a', ONE_A_LINE) +
        echo('a', pki.replace(/RootG2/g, 'X'), 'show configuration system security pki | display set'),
    ],
    ['two captures of two devices', echo('a', ONE_A_LINE) + echo('b', ONE_A_LINE)],
    ['a script behind an export', `${ONE_A_LINE}configure\n${pki}commit\n`],
  ])('are said: %s', (_name, text) => {
    expect(parse(text).problems.map(({ data }) => data['what'])).toEqual(['a second export']);
  });

  it.each([
    ['one export printed twice', echo('a', ONE_A_LINE) + echo('a', ONE_A_LINE)],
    [
      'a part and the whole',
      echo('a', pki, 'show configuration system security pki | display set') + echo('a', ONE_A_LINE),
    ],
    ['lines that somebody added', `${ONE_A_LINE}set system security pki certificate N type remote\n`],
    ['one script behind another', `configure\n${pki}commit\nexit\nconfigure\n${pki}commit\nexit\n`],
  ])('are not seen where there is one: %s', (_name, text) => {
    expect(because(text)).toEqual([]);
  });
});

it('reads certificates that the capture of a configuration holds as well', () => {
  const listing = fixtureText('ribbon-core-set', 'captured-session', /\.txt$/);
  const configuration = fixtureText('ribbon-core-set', 'captured-session', /\.log$/);
  const found = parse(configuration + listing);
  expect(found.listed?.map(({ label, body }) => [label?.value, body.kind])).toEqual([
    ['DigiCertGlobalRootG2', 'described'],
    ['MSFT_RSA_Root_2017', 'described'],
  ]);
  expect(found.problems).toEqual(parse(configuration).problems);
});
