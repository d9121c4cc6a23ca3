export interface Core {
  /** Names of PKI entries of type remote; the state is left out where it is `null`. */
  readonly entries?: Readonly<Record<string, 'enabled' | 'disabled' | null>>;
  /** Settings of the TLS profile. */
  readonly profile?: Readonly<Record<string, string>>;
  readonly profileName?: string;
  readonly port?: Readonly<Record<string, string>>;
  readonly hosts?: readonly string[];
  readonly fqdnPort?: string | null;
}

/** A small SBC Core with one zone, towards the three names of Teams unless told otherwise, as `display set` prints it. */
export function core({
  entries = {},
  profile = { authClient: 'true', peerCertValidate: 'true' },
  profileName = 'TEAMS_TLS',
  port = {},
  hosts,
  fqdnPort = '5061',
}: Core = {}): string {
  const names = hosts ?? ['sip.pstnhub.microsoft.com', 'sip2.pstnhub.microsoft.com', 'sip3.pstnhub.microsoft.com'];
  const signaling = {
    state: 'enabled',
    tlsProfileName: 'TEAMS_TLS',
    transportProtocolsAllowed: 'sip-tls-tcp',
    ...port,
  };
  const zone = 'addressContext default zone TEAMS';
  return [
    ...Object.entries(entries).flatMap(([name, state]) => [
      ...(state ? [`system security pki certificate ${name} state ${state}`] : []),
      `system security pki certificate ${name} fileName ${name}.der`,
      `system security pki certificate ${name} type remote`,
    ]),
    ...Object.entries(profile).map(([leaf, value]) => `profiles security tlsProfile ${profileName} ${leaf} ${value}`),
    ...Object.entries(signaling).map(([leaf, value]) => `${zone} sipSigPort 10 ${leaf} ${value}`),
    ...names.flatMap((host, i) => [
      `${zone} ipPeer TEAMS_${i + 1} policy sip fqdn ${host}`,
      ...(fqdnPort === null ? [] : [`${zone} ipPeer TEAMS_${i + 1} policy sip fqdnPort ${fqdnPort}`]),
    ]),
  ]
    .map((line) => `set ${line}\n`)
    .join('');
}
