import type { Endpoint } from '../../model/trust.js';
import type { Sourced } from '../../text/provenance.js';

const HOST = /^(\[[^\]\s]+\]|[^\s:;<>\\?,"]+)(?::(\d{1,5}))?([^]*)/;

export interface Target {
  readonly endpoint: Endpoint;
  /** In lower case; `null` where the URI does not say. */
  readonly transport: string | null;
}

/** Host and port of a SIP URI, or of a host name with or without a port; and the transport that it asks for. */
export function targetOf({ value, at }: Sourced<string>): Target | null {
  const uri = value.replace(/^[\s"<]+/, '');
  const [lead = '', scheme] = /^(sips?):/i.exec(uri) ?? [];
  const behind = uri.slice(lead.length);
  const user = /^[^@;<>]*@/.exec(behind)?.[0] ?? '';
  const found = HOST.exec(behind.slice(user.length)) ?? HOST.exec(behind) ?? HOST.exec(uri);
  if (!found) return null;
  const [, host = '', port, rest = ''] = found;
  const asked = /;\s*transport=(\w+)/i.exec(rest)?.[1]?.toLowerCase() ?? null;
  return {
    endpoint: {
      host: { value: host.replace(/^\[|\]$/g, ''), at },
      port: port === undefined ? null : { value: Number(port), at },
    },
    transport: asked ?? (scheme?.toLowerCase() === 'sips' ? 'tls' : null),
  };
}
