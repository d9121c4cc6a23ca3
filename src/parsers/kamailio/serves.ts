import type { Reasoned } from '../../model/answer.js';
import { mayBeCalledAmong, withoutPort, type Listening } from '../pem-bundle/server-domains.js';
import type { TlsDomain } from './domain.js';

const FALLBACKS = ['default', 'any'];
const CALLED = 'look in kamailio.cfg for server_id and server_name (xavp_cfg), and for the addresses that it calls';
const ASKED = 'look which name of this machine the peer calls: who asks for another one comes by another server domain';
const LISTENING = 'look in kamailio.cfg (listen) for the socket that the peer calls';

/** Whether a domain that names nobody serves those whom other domains name; `null` where it is for somebody else. */
export type Serves = (domain: TlsDomain) => Reasoned | null;

/**
 * How Kamailio chooses a domain (TLS module, TLS domains). Who calls comes by the server domain of the socket, and of the
 * name that is asked for. For a call
 * out it takes a client domain by server_id, by the address that is called, by server_name, and the default one where none
 * fits: that of a host, an id or an address is for that one. `hasMore`: a section could not be read.
 */
export function servesAmong(all: readonly TlsDomain[], hasMore: boolean): Serves {
  const servers = all.filter(({ role }) => role === 'server').map(listening);
  const mayBeCalled = mayBeCalledAmong(servers);
  return (domain) => {
    const { role, address, settings, at } = domain;
    const isFallback = FALLBACKS.includes(address);
    if (role === 'client') {
      const isForOne = ['server_name', 'server_id'].some((key) => (settings.get(key)?.value ?? '') !== '');
      if (!isFallback || isForOne) return null;
      const because = 'whether calls to that peer take this client domain, kamailio.cfg and the called address decide';
      return { answer: 'unknown', because, at, settledBy: CALLED };
    }
    // Beside the domain of an address there is a default one, written or not.
    if (isFallback && servers.length === 1 && !hasMore) {
      return { answer: 'yes', because: 'it is the only server domain, so all who call in TLS come by it', at };
    }
    if (!mayBeCalled(listening(domain))) return null;
    const asked = settings.get('server_name')?.value ?? '';
    const because =
      asked === ''
        ? 'whether calls of that peer come by this server domain, the socket decides, and tls.cfg shows no sockets'
        : `whether calls of that peer come by this server domain, the name that it asks for (${asked}, or another) decides`;
    return { answer: 'unknown', because, at, settledBy: asked === '' ? LISTENING : ASKED };
  };
}

function listening({ address }: TlsDomain): Listening {
  return FALLBACKS.includes(address) ? [] : [withoutPort(address)];
}
