import type { Endpoint } from '../../model/trust.js';
import { mayBeAddress } from '../../text/host.js';
import type { PjsipObject } from './objects.js';

const HOST_NAME = /^(\w[\w.-]*)(?::\d{1,5})?$/;

/**
 * The host names by which an identify object knows who calls (pjsip.conf.sample, "identify"): `match` is a list and may
 * repeat. Its addresses and networks do not say whose they are.
 */
export function matchedHosts(identify: PjsipObject): readonly Endpoint[] {
  return identify.values('match').flatMap(({ value, at }) =>
    value.split(',').flatMap((part): readonly Endpoint[] => {
      const host = HOST_NAME.exec(part.trim())?.[1];
      return host === undefined || mayBeAddress(host) ? [] : [{ host: { value: host, at }, port: null }];
    }),
  );
}

/** Those that are not among others, each once. */
export function othersThan(known: readonly Endpoint[], more: readonly Endpoint[]): readonly Endpoint[] {
  const seen = new Set(known.map(({ host }) => host.value.toLowerCase()));
  return more.filter(({ host }) => {
    const name = host.value.toLowerCase();
    return !seen.has(name) && Boolean(seen.add(name));
  });
}
