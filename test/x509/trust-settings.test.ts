import { withoutTrustSettings } from '../../src/x509/trust-settings.js';
import { integer, oid, sequence, text, tlv } from '../support/der.js';

const certificate = sequence(integer(1), integer(2));
const SERVER = oid('1.3.6.1.5.5.7.3.1');
const CLIENT = oid('1.3.6.1.5.5.7.3.2');
const ANY = oid('2.5.29.37.0');
const trusted = (...uses: Uint8Array[]) => sequence(...uses);
const rejected = (...uses: Uint8Array[]) => tlv(0xa0, ...uses);

const REJECTED = 'the bundle rejects it for TLS servers';
const OTHER = 'the bundle trusts it for other uses than TLS servers only';
const UNREAD = 'its trust settings cannot be read';

it.each<[string, Uint8Array, string | null]>([
  ['nothing', sequence(), null],
  ['a name', sequence(text(0x0c, 'Root')), null],
  ['trust for servers', sequence(trusted(CLIENT, SERVER)), null],
  ['trust for anything', sequence(trusted(ANY)), null],
  ['trust for clients', sequence(trusted(CLIENT)), OTHER],
  ['trust for nothing', sequence(trusted()), OTHER],
  ['trust that cannot be followed', sequence(tlv(0x30, [0x06])), OTHER],
  ['rejection for servers', sequence(trusted(SERVER), rejected(CLIENT, SERVER)), REJECTED],
  ['rejection for anything', sequence(rejected(ANY)), REJECTED],
  ['rejection for clients', sequence(rejected(CLIENT)), null],
  ['something that cannot be followed', tlv(0x30, [0x30]), UNREAD],
])('settings that say %s are taken off', (_, settings, doubt) => {
  const taken = withoutTrustSettings(Buffer.concat([certificate, settings]));
  expect(Buffer.from(taken.certificate).toString('hex')).toBe(certificate.toString('hex'));
  expect(taken.doubt).toBe(doubt);
});

it.each<[string, Uint8Array]>([
  ['a certificate alone', certificate],
  ['something else behind it', Buffer.concat([certificate, integer(1)])],
  ['more behind the settings', Buffer.concat([certificate, sequence(), integer(1)])],
  ['no DER', Buffer.from('text')],
])('%s is left as it is', (_, der) => {
  expect(withoutTrustSettings(der)).toEqual({ certificate: der, doubt: null });
});
