/** A small CUBE with one tenant towards Teams, and the identity that it shows there. */
export function cube({
  localhost,
  identity,
}: {
  readonly localhost: string | null;
  readonly identity: string;
}): string {
  const hex = Buffer.from(identity.replace(/-----[A-Z ]+-----|\s/g, ''), 'base64')
    .toString('hex')
    .toUpperCase();
  const lines = (hex.match(/.{1,64}/g) ?? []).map((line) => `  ${(line.match(/.{1,8}/g) ?? []).join(' ')}`);
  return [
    'hostname cube1',
    'crypto pki trustpoint SBC-ID',
    ' enrollment terminal',
    ' rsakeypair SBC-ID',
    'crypto pki certificate chain SBC-ID',
    ' certificate 1001',
    ...lines,
    '  \tquit',
    'voice service voip',
    ' mode border-element',
    'voice class tls-profile 1',
    ' trustpoint SBC-ID',
    'voice class tenant 200',
    ' tls-profile 1',
    ...(localhost === null ? [] : [` localhost dns:${localhost}`]),
    ' session transport tcp tls',
    'dial-peer voice 200 voip',
    ' session protocol sipv2',
    ' session target dns:sip.pstnhub.microsoft.com:5061',
    ' voice-class sip tenant 200',
    'end',
    '',
  ].join('\n');
}
