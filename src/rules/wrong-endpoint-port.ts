import { defineRule } from './define-rule.js';
import { facingEndpoints } from './endpoint-names.js';
import { weighDisabled } from './facing.js';

export const wrongEndpointPort = defineRule({
  id: 'wrong-endpoint-port',
  level: 'error',
  citations: [{ document: 'The peer profile', section: 'clouds' }],
  docs: {
    what: 'A trunk calls the peer on a port other than the one that the peer documents.',
    why: 'The peer does not listen there: no call gets out.',
    remedy: 'Set the documented port.',
    open: {
      see: 'settings',
      means:
        'No port is written, and the default of the product is not established; or nobody has established the port of the peer.',
    },
  },
  applies: 'A trunk calls a host name of a known peer on TLS.',
  messages: {
    wrong: '{host} is called on port {port}, and {peer} listens on {documented}',
    unestablished: '{host} is called on port {port}, and {peer} may listen on {documented} only',
    unproven: 'cannot tell on which port {host} is called; {peer} listens on {documented}',
  },

  *check(input) {
    for (const { leg, peer, endpoint } of facingEndpoints(input)) {
      const cloud = peer.clouds.find(({ id }) => id === leg.cloud);
      if (!cloud || leg.transport.value === 'udp' || leg.transport.value === 'tcp') continue;
      if (endpoint.port?.value === cloud.port) continue;
      const shared = {
        at: endpoint.port?.at ?? endpoint.host.at,
        peer: peer.id,
        level: weighDisabled(cloud.confidence === 'inferred' ? 'warning' : 'error', [leg]).level,
        hint: `write the port: ${endpoint.host.value}:${cloud.port}`,
      };
      const data = { host: endpoint.host.value, peer: peer.title, documented: String(cloud.port) };
      if (endpoint.port && cloud.confidence === 'unknown') {
        const because = `that ${peer.title} listens on ${cloud.port} only is not established`;
        const hint = `ask ${peer.title} on which port it listens`;
        yield {
          ...shared,
          kind: 'open',
          messageId: 'unestablished',
          data: { ...data, port: String(endpoint.port.value) },
          because,
          hint,
        };
        continue;
      }
      yield endpoint.port
        ? {
            ...shared,
            kind: 'fail',
            messageId: 'wrong',
            data: { ...data, port: String(endpoint.port.value) },
            fix: 'manual',
          }
        : {
            ...shared,
            kind: 'open',
            messageId: 'unproven',
            data,
            because: 'no port is written, and the default of this product is not established',
          };
    }
  },
});
