import { isAddress, isDomainName, isLocalAddress, mayBeAddress } from '../../src/text/host.js';

it.each([
  ['192.0.2.1', true],
  ['2001:db8::1', true],
  ['[2001:db8::1]', true],
  ['::ffff:192.0.2.1', true],
  ['192.0.2', false],
  ['a192.0.2.1', false],
  ['192.0.2.1.example.com', false],
  ['sip.example.com', false],
  ['face', false],
])('%s is an address: %s', (host, is) => {
  expect(isAddress(host)).toBe(is);
});

it.each([
  ['192.0.2.1', true],
  ['2001:db8::1', true],
  ['192.0.2.0/24', true],
  ['192.0.2', true],
  ['192.0.2.l', true],
  ['999.0.2.1', true],
  ['192.0.2.1.example.com', false],
  ['sip.example.com', false],
  ['TeamsPrimary', false],
])('%s may be an address: %s', (host, is) => {
  expect(mayBeAddress(host)).toBe(is);
});

it.each([
  ['sip.example.com', true],
  ['TeamsPrimary', false],
  ['192.0.2.1', false],
  ['::ffff:192.0.2.1', false],
])('%s is a name with a domain: %s', (host, is) => {
  expect(isDomainName(host)).toBe(is);
});

it.each([
  ['127.0.0.1', true],
  ['::1', true],
  ['[::1]', true],
  ['10.1.2.3', true],
  ['172.16.0.1', true],
  ['172.31.255.1', true],
  ['192.168.1.1', true],
  ['169.254.1.1', true],
  ['fd12:3456::1', true],
  ['[FC00::1]', true],
  ['fe80::1', true],
  ['172.15.0.1', false],
  ['172.32.0.1', false],
  ['192.0.2.1', false],
  ['2001:db8::1', false],
  ['fd::1', false],
  ['fec0::1', false],
  ['fd12.example.com', false],
  ['10.example.com', false],
])('%s is an address of a local network or of the device itself: %s', (host, is) => {
  expect(isLocalAddress(host)).toBe(is);
});
