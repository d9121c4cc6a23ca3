import type { Reasoned } from '../../model/answer.js';
import { mayBeAddress } from '../../text/host.js';
import type { SignalingGroup } from './groups.js';
import type { EdgeTables } from './tables.js';

const SETTLED = 'take a new backup of the whole device';

/** Whether the file shows whom the device faces: every group that may use TLS has a host name on its other side. */
export function exposureOf(groups: readonly SignalingGroup[], { at, ...tables }: EdgeTables): Reasoned {
  if (!tables.groups) {
    return { answer: 'unknown', because: 'the file has no token SignalingGroups/SIP', at, settledBy: SETTLED };
  }
  if (!tables.serverTables && groups.length > 0) {
    return { answer: 'unknown', because: 'the file has no token SIP/SIPServers', at, settledBy: SETTLED };
  }
  if (groups.length === 0) {
    return { answer: 'unknown', because: 'the file has no SIP signaling group', at, settledBy: SETTLED };
  }
  for (const group of groups) {
    const { trunk, servers, federated, listeners, record, hidden } = group;
    if (hidden) {
      const because = `the SIP server table of ${trunk} is not shown`;
      return { answer: 'unknown', because, at: hidden.at, settledBy: SETTLED };
    }
    const secured = [...servers, ...listeners].filter(({ transport: { value } }) => value !== 'udp' && value !== 'tcp');
    if (secured.length === 0) continue;
    const called = servers.filter((server) => secured.includes(server)).map(({ endpoint }) => endpoint);
    const named = [...servers.map(({ endpoint }) => endpoint), ...federated].filter(
      ({ host }) => !mayBeAddress(host.value),
    );
    if (named.length > 0 && !called.some(({ host }) => mayBeAddress(host.value))) continue;
    const because = `${trunk} uses TLS and shows an address, or nobody, on its other side, and an address does not say whose it is`;
    return { answer: 'unknown', because, at: record.id.at };
  }
  return { answer: 'yes', because: 'the file shows the servers of its SIP signaling groups', at };
}
