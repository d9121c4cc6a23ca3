import type { Reasoned } from '../../model/answer.js';
import { isLocalAddress } from '../../text/host.js';
import type { TlsDomain } from './domain.js';

const FALLBACKS = ['default', 'any'];
const CALLED = 'look in kamailio.cfg for server_id and server_name (xavp_cfg), and for the addresses that it calls';
const LISTENING = 'look in kamailio.cfg (listen) for the socket that the peer calls';

/** Whether a domain that names nobody serves those whom other domains name; `null` where it is for somebody else. */
export type Serves = (domain: TlsDomain) => Reasoned | null;

/**
 * How Kamailio chooses a domain (TLS module, TLS domains). Who calls comes by the server domain of the socket. For a call
 * out it takes a client domain by server_id, by the address that is called, by server_name, and the default one where none
 * fits: that of a host, an id or an address is for that one. `hasMore`: a section could not be read.
 */
export function servesAmong(all: readonly TlsDomain[], hasMore: boolean): Serves {
  const servers = all.filter(({ role }) => role === 'server');
  const isAlone = servers.length === 1 && !hasMore;
  const hasPublic = servers.some(({ address }) => !FALLBACKS.includes(address) && !isLocalAddress(hostOf(address)));
  return ({ role, address, settings, at }) => {
    const isFallback = FALLBACKS.includes(address);
    if (role === 'client') {
      const isForOne = ['server_name', 'server_id'].some((key) => (settings.get(key)?.value ?? '') !== '');
      if (!isFallback || isForOne) return null;
      const because = 'whether calls to that peer take this client domain, kamailio.cfg and the called address decide';
      return { answer: 'unknown', because, at, settledBy: CALLED };
    }
    if (isAlone && isFallback) {
      return { answer: 'yes', because: 'it is the only server domain, so all who call in TLS come by it', at };
    }
    if (isInside(hostOf(address), hasPublic)) return null;
    const because =
      'whether calls of that peer come by this server domain, the socket decides, and tls.cfg shows no sockets';
    return { answer: 'unknown', because, at, settledBy: LISTENING };
  };
}

function hostOf(address: string): string {
  return address.replace(/:\d+$/, '');
}

/** Behind NAT the address of a local network is the one that the outside calls, unless there is a public one. */
function isInside(host: string, hasPublic: boolean): boolean {
  return /^(?:127\.|\[::1\]$)/.test(host) || (hasPublic && isLocalAddress(host));
}
