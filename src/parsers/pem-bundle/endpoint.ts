import type { Endpoint } from '../../model/trust.js';
import type { Sourced } from '../../text/provenance.js';

/** Host and port of a SIP URI, or of a host name with or without a port; and the transport that it asks for. */
const URI = /^[\s"<]*(?:(sips?):)?(?:[^@;<>]*@)?(\[[^\]\s]+\]|[^\s:;<>\\?,"]+)(?::(\d{1,5}))?(.*)$/i;

export interface Target {
  readonly endpoint: Endpoint;
  /** In lower case; `null` where the URI does not say. */
  readonly transport: string | null;
}

export function targetOf({ value, at }: Sourced<string>): Target | null {
  const found = URI.exec(value);
  if (!found) return null;
  const [, scheme, host = '', port, rest = ''] = found;
  const asked = /;\s*transport=(\w+)/i.exec(rest)?.[1]?.toLowerCase() ?? null;
  return {
    endpoint: {
      host: { value: host.replace(/^\[|\]$/g, ''), at },
      port: port === undefined ? null : { value: Number(port), at },
    },
    transport: asked ?? (scheme?.toLowerCase() === 'sips' ? 'tls' : null),
  };
}
