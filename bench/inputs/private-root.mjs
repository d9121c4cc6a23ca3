// A root of a private CA, which no list of public roots holds: an EC key from the dice, and as much DER as that takes. Keys and names
// are the same for the same seed; the signature is not, as ECDSA rolls its own dice.
import { createECDH, createHash, createPrivateKey, sign } from 'node:crypto';

const tlv = (tag, ...parts) => {
  const body = Buffer.concat(parts);
  const { length } = body;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
};
const hex = (text) => Buffer.from(text, 'hex');
const sequence = (...parts) => tlv(0x30, ...parts);
const utf8 = (text) => tlv(0x0c, Buffer.from(text));
const utcTime = (text) => tlv(0x17, Buffer.from(text));
const bits = (bytes) => tlv(0x03, Buffer.from([0]), bytes);
const octets = (bytes) => tlv(0x04, bytes);

const ID = {
  ecdsaWithSha256: hex('06082a8648ce3d040302'),
  ecPublicKey: hex('06072a8648ce3d0201'),
  p256: hex('06082a8648ce3d030107'),
  organizationName: hex('060355040a'),
  commonName: hex('0603550403'),
  basicConstraints: hex('0603551d13'),
  keyUsage: hex('0603551d0f'),
  subjectKeyIdentifier: hex('0603551d0e'),
};
const TRUE = hex('0101ff');

export function privateRoot(dice, name) {
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(createHash('sha256').update(dice.bytes(32)).digest());
  const point = ecdh.getPublicKey();
  const key = createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      d: ecdh.getPrivateKey().toString('base64url'),
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  });
  const algorithm = sequence(ID.ecdsaWithSha256);
  const rdn = (type, value) => tlv(0x31, sequence(type, utf8(value)));
  const subject = sequence(rdn(ID.organizationName, 'Example Voice'), rdn(ID.commonName, name));
  const extensions = sequence(
    sequence(ID.basicConstraints, TRUE, octets(sequence(TRUE))),
    sequence(ID.keyUsage, TRUE, octets(hex('03020106'))),
    sequence(ID.subjectKeyIdentifier, octets(octets(createHash('sha1').update(point).digest()))),
  );
  const body = sequence(
    tlv(0xa0, hex('020102')),
    tlv(0x02, Buffer.from([1]), dice.bytes(15)),
    algorithm,
    subject,
    sequence(utcTime('240101000000Z'), utcTime('440101000000Z')),
    subject,
    sequence(sequence(ID.ecPublicKey, ID.p256), bits(point)),
    tlv(0xa3, extensions),
  );
  const der = sequence(body, algorithm, bits(sign('sha256', body, key)));
  const lines = der.toString('base64').match(/.{1,64}/g);
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
