import type { SourceText } from '../../text/source-text.js';
import type { Format } from '../parser.js';

const PROFILE = /<profile\s{1,20}name\s{0,4}=/;
const PROFILE_PARAM =
  /<param\s{1,20}name\s{0,4}=\s{0,4}["'](?:sip-port|sip-ip|tls-sip-port|tls-cert-dir|tls-verify-policy)["']/i;
const GATEWAY = /<gateway\s{1,20}name\s{0,4}=/;
const GATEWAY_PARAM = /<param\s{1,20}name\s{0,4}=\s{0,4}["'](?:proxy|realm|register-transport)["']/i;

/** A profile of mod_sofia with its gateways, or a gateway in a file of its own. */
export const freeswitchProfileFormat: Format = {
  format: 'freeswitch-profile',
  vendor: 'freeswitch',
  detect,
  load: async () => (await import('./index.js')).freeswitchProfile,
};

function detect(source: SourceText): boolean {
  const { text, contentStart } = source;
  if (!/^\s{0,200}</.test(text.slice(contentStart, contentStart + 201))) return false;
  if (!text.includes('<profile') && !text.includes('<gateway')) return false;
  return (PROFILE.test(text) && PROFILE_PARAM.test(text)) || (GATEWAY.test(text) && GATEWAY_PARAM.test(text));
}
