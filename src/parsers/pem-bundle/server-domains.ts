import { isLocalAddress } from '../../text/host.js';

/** The addresses that a server domain is for; empty where it is for any. */
export type Listening = readonly string[];

/**
 * Whether calls from outside may come by one of some server domains. By that of a local address they may where NAT lies before
 * it; not where another domain has a public address.
 */
export function mayBeCalledAmong(servers: readonly Listening[]): (hosts: Listening) => boolean {
  const hasPublic = servers.some((each) => each.some(isPublic));
  return (hosts) => hosts.length === 0 || hosts.some((host) => isPublic(host) || (!hasPublic && !isLoopback(host)));
}

function isPublic(host: string): boolean {
  return !isLocalAddress(host);
}

function isLoopback(host: string): boolean {
  return /^(?:127\.|\[?::1\]?$)/.test(host);
}

/** `192.0.2.1:5061` without its port. */
export function withoutPort(address: string): string {
  return address.replace(/:\d{1,5}$/, '');
}
