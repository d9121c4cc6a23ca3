import { masked, maskSecrets } from '../../src/text/secrets.js';

it.each([
  ['IPGroup 1 = "x", "hunter2", 0', 'IPGroup 1 = ***'],
  ['IPGroub 1 = "x", "hunter2", 0', 'IPGroub 1 = ***'],
  ['IPGroup q = "x", "hunter2", 0', 'IPGroup q = ***'],
  ['Account 1, 2 = "x", "hunter2", 0', 'Account 1, 2 = ***'],
  ['Other 1 = "x", "$1$gQ==", 0', 'Other 1 = "x", "$1$***", 0'],
  ['key $2$abc.def/ghi;', 'key $2$***;'],
  ['set certificate x passPhrase one two', 'set certificate x passPhrase ***'],
  ['        password                                hunter2', '        password                                ***'],
  ["AdminPassword = 'x y'", 'AdminPassword = ***'],
  ['community-name                          public', 'community-name                          ***'],
  ['condition $1+$2', 'condition $1+$2'],
  ['a line without any', 'a line without any'],
  ['  key-blob "a b" encrypted', '  key-blob *** encrypted'],
  ['  key-blob abc encrypted', '  key-blob *** encrypted'],
  ['media encrypted-only', 'media encrypted-only'],
  ['password', 'password'],
  ['set certificate x state enabled passPhrse hunter2', 'set certificate x state enabled passPhrse ***'],
  ['passPhrqse hunter2;', 'passPhrqse ***'],
  ['        pasword                                 hunter2', '        pasword                                 ***'],
  [' enrollment url http://user:hunter2@ca.example.net', ' enrollment url http://user:***@ca.example.net'],
  [' url http://ca.example.net:80/x', ' url http://ca.example.net:80/x'],
  ['contact=sip:user:hunter2@sip.example.net', 'contact=sip:user:***@sip.example.net'],
  ['contact=sip:user@sip.example.net:5061', 'contact=sip:user@sip.example.net:5061'],
  [' key 7 0011223344', ' key ***'],
  ['crypto isakmp key hunter2 address 0.0.0.0', 'crypto isakmp key ***'],
  ['md5_cred=0123456789', 'md5_cred=***'],
  ['crypto key generate', 'crypto key generate'],
])('%s', (line, masked) => {
  expect(maskSecrets(line)).toBe(masked);
});

it('a value for the library holds no private key, and is itself where it held none', () => {
  const fine = { names: ['pbx'] };
  expect(masked(fine)).toBe(fine);
  const damaged = { names: ['pbx-----BEGIN PRIVATE KEY-----\nTUlJ\n-----END PRIVATE KEY-----1'], count: 2 };
  expect(masked(damaged)).toEqual({ names: ['pbx***1'], count: 2 });
});
