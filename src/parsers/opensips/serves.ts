import type { Reasoned } from '../../model/answer.js';
import { mayBeCalledAmong, withoutPort, type Listening } from '../pem-bundle/server-domains.js';
import type { TlsDomain } from './domains.js';

const CHOSEN = 'look in the routing logic for the AVPs of client_tls_domain_avp and client_sip_domain_avp';
const LISTENING = 'look in the script (socket) for the address that the peer calls';

/** Whether a domain that names nobody serves those whom others name; `null` where it is for somebody else. */
export type Serves = (domain: TlsDomain) => Reasoned | null;

/**
 * How OpenSIPS chooses a domain (tls_mgm, TLS domains): for a call in by the address that is called and the name that is asked
 * for, for a call out by an AVP, else by address and host, the most specific first. `hasMore`: a part could not be read, or is
 * in a database.
 */
export function servesAmong(domains: readonly TlsDomain[], hasMore: boolean): Serves {
  const servers = domains.filter(({ role }) => role === 'server').map(listening);
  const mayBeCalled = mayBeCalledAmong(servers);
  return (domain) => {
    const { role, at } = domain;
    const hosts = listening(domain);
    if (role === 'client') {
      if (hosts.length > 0) return null;
      const because = 'whether calls to that peer take this client domain, the routing logic decides';
      return { answer: 'unknown', because, at, settledBy: CHOSEN };
    }
    if (!mayBeCalled(hosts)) return null;
    if (servers.length === 1 && !hasMore) {
      return { answer: 'yes', because: 'it is the only server domain, so all who call in TLS come by it', at };
    }
    const because = 'whether calls of that peer come by this server domain, the called address and name decide';
    return { answer: 'unknown', because, at, settledBy: LISTENING };
  };
}

/** `match_ip_address` is a list; an asterisk stands for any address. */
function listening({ address, settings }: TlsDomain): Listening {
  const list = address ?? settings.get('match_ip_address')?.value ?? '';
  const hosts = list.split(',').map((each) => withoutPort(each.trim()));
  return hosts.includes('*') ? [] : hosts.filter((host) => host !== '');
}
