import type { Leg, TlsContext } from '../../model/trust.js';
import { covers, ipv4 } from './address.js';
import type { Contexts, Signaling } from './contexts.js';

/** What decides about TLS on a leg, without the transport. */
export type Choice = Pick<Leg, 'tlsContext' | 'unresolved' | 'tlsDoubt'>;

/**
 * What `crypto signaling` chooses for a leg towards some hosts; `null` where no line may count. Dial-peers and lines may be many, so what is
 * the same for many of them is found once.
 */
export function signalingChoices({ signaling, tlsContexts }: Contexts, settledBy: string) {
  const linesFor = lineFinder(signaling);
  const contexts = new Map([...tlsContexts].reverse().map((context) => [context.name.value, context]));
  const told = new WeakMap<readonly Signaling[], Choice | null>();
  return (hosts: readonly string[]): Choice | null => {
    const lines = linesFor(hosts);
    const before = told.get(lines);
    if (before !== undefined) return before;
    const choice = choiceOf(lines, contexts, settledBy);
    told.set(lines, choice);
    return choice;
  };
}

function choiceOf(
  lines: readonly Signaling[],
  contexts: ReadonlyMap<string, TlsContext>,
  settledBy: string,
): Choice | null {
  const [first] = lines;
  if (!first) return null;
  const unresolved = (because: string, { at }: Signaling) => ({
    tlsContext: null,
    unresolved: { answer: 'unknown', because, at, settledBy } as const,
  });
  const unread = lines.find(({ context }) => context === null);
  if (unread) return unresolved('what crypto signaling refers to is not in the export, or not understood', unread);
  const found = lines.map(({ context }) => contexts.get(context ?? ''));
  // A name may resolve to any address; where all candidates trust the same, it does not matter which one it is.
  if (new Set(found.map((each) => each?.trustStores.join(' '))).size > 1)
    return unresolved('which crypto signaling line counts depends on the address behind the name', first);
  const resolved = { tlsContext: first.context, unresolved: null };
  const suites = found.map((each) => {
    const allowed = each?.offers?.outbound.cipherSuites;
    return JSON.stringify([allowed?.certain, allowed?.perhaps]);
  });
  if (new Set(suites).size < 2) return resolved;
  const because =
    'which crypto signaling line counts depends on the address behind the name, and their cipher suites differ';
  return { ...resolved, tlsDoubt: { answer: 'unknown', because, at: first.at, settledBy } };
}

/** The lines that count towards some hosts; by name, all `remote-addr` lines are candidates, and always as the same list. */
function lineFinder(signaling: readonly Signaling[]): (hosts: readonly string[]) => readonly Signaling[] {
  const byAddress = signaling.filter(({ range }) => range !== null);
  const fallback = signaling.filter(({ range }) => range === null).slice(-1);
  const all = [...byAddress, ...fallback];
  const unread = [...byAddress.filter(({ range }) => range?.ipv4 === null), ...fallback];
  const told = new Map<number, readonly Signaling[]>();
  const linesOf = (host: string) => {
    const address = ipv4(host);
    if (address === null) return all;
    // Which of two ranges that hold an address counts is not known.
    const certain = told.get(address) ?? byAddress.filter(({ range }) => range !== null && covers(range, address));
    told.set(address, certain);
    return certain.length > 0 ? certain : unread;
  };
  return (hosts) => {
    const found = new Set((hosts.length > 0 ? hosts : ['']).map(linesOf));
    const [only = []] = found;
    return found.size === 1 ? only : [...new Set([...found].flat())];
  };
}
