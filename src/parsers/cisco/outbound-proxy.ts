import type { Endpoint, Problem } from '../../model/trust.js';
import { mayBeAddress } from '../../text/host.js';
import { statement } from '../problem.js';
import { startsWith, type CiscoLine, type CiscoSection } from './element.js';
import { endpoint } from './endpoints.js';

/** Where calls go instead of to their target: one server, none, or what the next level says. */
type Route = { readonly by: Endpoint | null } | 'next-level';

const OWN = ['voice-class', 'sip', 'outbound-proxy'];
const SHARED = ['outbound-proxy'];

/**
 * The first of some levels that says by which server calls go: a dial-peer, its tenant, `voice service voip` and sip-ua, in that order
 * (Cisco, "In Depth Explanation of Cisco IOS and IOS XE Call Routing"). By the same text packets go there and not to the target, `system`
 * leaves it to the next level, and `no` turns it off. That sip-ua takes the setting as well is recalled from guides for Webex Calling.
 */
export function routeOf(levels: readonly CiscoSection[]): Route {
  for (const section of levels) {
    const line = lineOf(section);
    const route = line ? read(line, keywordsOf(section).length) : null;
    if (route && route !== 'next-level') return route;
  }
  return 'next-level';
}

/**
 * The server by which calls go stands before the names of their target, which may say whose trunk it is and are called on its port, where it has one. The
 * addresses are not called, and name nobody.
 */
export function routed(by: Endpoint, targets: readonly Endpoint[]): readonly Endpoint[] {
  const name = by.host.value.toLowerCase();
  const others = targets.filter(({ host }) => host.value.toLowerCase() !== name && !mayBeAddress(host.value));
  return [by, ...others.map(({ host, port }) => ({ host, port: by.port ?? port }))];
}

/** Of each section once: an outbound proxy that the export does not name, or not in a way that is known. */
export function unreadRoutes(sections: readonly CiscoSection[]): readonly Problem[] {
  return sections.flatMap((section) => {
    const line = lineOf(section);
    if (!line || read(line, keywordsOf(section).length)) return [];
    const { kind, name } = section;
    const where = kind === 'dial-peer' || kind === 'tenant' ? `${kind} ${name.value}` : name.value;
    return [statement(`outbound-proxy of ${where}`, 'where calls go by it is not shown, or not understood', line.at)];
  });
}

const keywordsOf = ({ kind }: CiscoSection) => (kind === 'dial-peer' ? OWN : SHARED);

/** The last line that sets it or turns it off. */
function lineOf(section: CiscoSection): CiscoLine | undefined {
  const keywords = keywordsOf(section);
  return section.lines.findLast((line) => startsWith(line, ...keywords) || startsWith(line, 'no', ...keywords));
}

/**
 * `{ dhcp | ipv4:ADDRESS | ipv6:[ADDRESS] | dns:NAME }[:PORT] [reuse] | system` (IOS Voice Command Reference, K through R). The same page
 * writes `dns:HOST:DOMAIN`, which no configuration that was seen has: it is left open, as is dhcp. `null` where it is not known.
 */
function read({ words }: CiscoLine, count: number): Route | null {
  if (words[0]?.value.toLowerCase() === 'no') return { by: null };
  const [value, reuse, more] = words.slice(count);
  if (value?.value.toLowerCase() === 'system') return 'next-level';
  const [by] = value ? endpoint(value) : [];
  if (!by || more || (reuse && reuse.value.toLowerCase() !== 'reuse')) return null;
  return { by };
}
