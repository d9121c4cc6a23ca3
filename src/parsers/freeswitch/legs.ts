import type { Reasoned } from '../../model/answer.js';
import type { Leg, Transport } from '../../model/trust.js';
import type { Sourced } from '../../text/provenance.js';
import { targetOf } from '../pem-bundle/endpoint.js';
import type { Gateway, Params, SofiaProfile } from './sofia.js';

/** The words of tls-verify-policy that check the server called, and the client calling. Those on subjects check the path too. */
const OUT = ['out', 'all', 'subjects_out', 'subjects_all'];
const IN = ['in', 'all', 'subjects_in', 'subjects_all'];
const KNOWN = new Set([...OUT, ...IN, 'none']);

/** A gateway calls its proxy, or its realm, or the host that its name is; an outbound proxy comes before them. */
export function legsOf(gateway: Gateway, profile: SofiaProfile | null): readonly Leg[] {
  const { name, params, at } = gateway;
  const written = filled(params, 'proxy') ?? filled(params, 'realm') ?? name;
  const route = filled(params, 'outbound-proxy');
  const targets = (route ? [route, written] : [written]).flatMap((uri) => targetOf(uri) ?? []);
  const [target] = targets;
  const transport = transportOf(gateway, target?.transport ?? null);
  const mayBeTls = transport.value === 'tls' || transport.value === 'unknown';
  const because = 'the profile that includes this gateway is in another file';
  const noProfile: Reasoned = { answer: 'unknown', because, at };
  const check = (words: readonly string[]) => (profile ? checks(profile, words) : noProfile);
  const shared = {
    // A gateway has one proxy: those of one profile are the addresses of one trunk.
    trunk: profile?.name.value ?? name.value,
    tlsContext: mayBeTls && profile ? profile.name.value : null,
    unresolved: mayBeTls && !profile ? noProfile : null,
    transport,
    endpoints: targets.map(({ endpoint }) => endpoint),
    enabled: { answer: 'yes', because: 'a gateway cannot be disabled', at },
    at,
  } as const;
  const called = check(IN);
  const listens = Number(profile?.params.get('tls-sip-port')?.value ?? '') || null;
  return [
    {
      ...shared,
      name: `${name.value} (out, ${transport.value})`,
      direction: 'outbound',
      port: target?.endpoint.port?.value ?? null,
      verifiesPeer: check(OUT),
      mutualTls: { answer: 'no', because: 'an outbound leg accepts no calls', at },
    },
    {
      ...shared,
      name: `${name.value} (in, ${transport.value})`,
      direction: 'inbound',
      port: listens,
      verifiesPeer: called,
      mutualTls: called,
    },
  ];
}

/** Why some of a profile's settings may be missing. */
export function unreadIn({ faults: [first] }: SofiaProfile): string | null {
  return first ? `line ${first.at.line} of the profile could not be read` : null;
}

function filled(params: Params, name: string): Sourced<string> | null {
  const found = params.get(name);
  return found && found.value !== '' ? found : null;
}

/** Which transport a gateway without any of these uses, the reference does not say. */
function transportOf({ params, at }: Gateway, asked: string | null): Sourced<Transport> {
  const register = params.get('register-transport');
  const contact = /transport=(\w+)/i.exec(params.get('contact-params')?.value ?? '')?.[1];
  const word = (asked ?? register?.value ?? contact ?? '').toLowerCase();
  const known = (['tls', 'tcp', 'udp'] as const).find((transport) => transport === word);
  return { value: known ?? 'unknown', at: register?.at ?? at };
}

function checks(profile: SofiaProfile, words: readonly string[]): Reasoned {
  const { params, at } = profile;
  const unread = unreadIn(profile);
  if (unread !== null) return { answer: 'unknown', because: unread, at };
  const policy = params.get('tls-verify-policy');
  if (!policy || policy.value === '')
    return { answer: 'no', because: 'tls-verify-policy is not set, and its default is none', at };
  const set = policy.value
    .toLowerCase()
    .split('|')
    .map((word) => word.trim());
  if (set.some((word) => words.includes(word)))
    return { answer: 'yes', because: `tls-verify-policy is ${policy.value}`, at: policy.at };
  return set.every((word) => KNOWN.has(word))
    ? { answer: 'no', because: `tls-verify-policy is ${policy.value}`, at: policy.at }
    : { answer: 'unknown', because: 'the value of tls-verify-policy is not known', at: policy.at };
}
