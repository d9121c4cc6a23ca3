import { isLocalAddress } from '../../text/host.js';

/** The addresses that a server domain is for; empty where it is for any. */
export type Listening = readonly string[];

/**
 * Whether calls from outside may come by a server domain. By that of a local address they may where NAT lies before it; not
 * where another domain has a public address.
 */
export function mayBeCalled(hosts: Listening, servers: readonly Listening[]): boolean {
  if (hosts.length === 0) return true;
  const isPublic = (host: string) => !isLocalAddress(host);
  const hasPublic = servers.some((each) => each.some(isPublic));
  return hosts.some((host) => isPublic(host) || (!hasPublic && !isLoopback(host)));
}

function isLoopback(host: string): boolean {
  return /^(?:127\.|\[?::1\]?$)/.test(host);
}

/** `192.0.2.1:5061` without its port. */
export function withoutPort(address: string): string {
  return address.replace(/:\d{1,5}$/, '');
}
