import type { Reasoned } from '../../model/answer.js';
import type { Leg, Transport } from '../../model/trust.js';
import type { Sourced } from '../../text/provenance.js';
import { targetOf, type Target } from '../pem-bundle/endpoint.js';
import type { Gateway, Params, SofiaProfile } from './sofia.js';

/** The words of tls-verify-policy that check the server called, and the client calling. Those on subjects check the path too. */
const OUT = ['out', 'all', 'subjects_out', 'subjects_all'];
const IN = ['in', 'all', 'subjects_in', 'subjects_all'];
const KNOWN = new Set([...OUT, ...IN, 'none']);

/**
 * A gateway calls its proxy, or its realm, or the host that its name is; an outbound proxy comes before them. It registers, unless it is
 * told not to, at its register-proxy where it has one (sofia.c, sofia_reg.c).
 */
export function legsOf(gateway: Gateway, profile: SofiaProfile | null): readonly Leg[] {
  const { name, params, at } = gateway;
  const written = filled(params, 'proxy') ?? filled(params, 'realm') ?? name;
  const route = filled(params, 'outbound-proxy');
  const targets = (route ? [route, written] : [written]).flatMap((uri) => targetOf(uri) ?? []);
  const [target] = targets;
  const transport = transportOf(gateway, target?.transport ?? null);
  const because = 'the profile that includes this gateway is in another file';
  const noProfile: Reasoned = { answer: 'unknown', because, at };
  const check = (words: readonly string[]) => (profile ? checks(profile, words) : noProfile);
  const over = (chosen: Sourced<Transport>) => {
    const mayBeTls = chosen.value === 'tls' || chosen.value === 'unknown';
    return {
      tlsContext: mayBeTls && profile ? profile.name.value : null,
      unresolved: mayBeTls && !profile ? noProfile : null,
      transport: chosen,
    };
  };
  const shared = {
    // A gateway has one proxy: those of one profile are the addresses of one trunk.
    trunk: profile?.name.value ?? name.value,
    ...over(transport),
    endpoints: targets.map(({ endpoint }) => endpoint),
    enabled: { answer: 'yes', because: 'a gateway cannot be disabled', at },
    at,
  } as const;
  const called = check(IN);
  const listens = Number(profile?.params.get('tls-sip-port')?.value ?? '') || null;
  const outbound: Leg = {
    ...shared,
    name: `${name.value} (out, ${transport.value})`,
    direction: 'outbound',
    port: target?.endpoint.port?.value ?? null,
    verifiesPeer: check(OUT),
    mutualTls: { answer: 'no', because: 'an outbound leg accepts no calls', at },
  };
  const server = registrarOf(params);
  const registers = server && transportOf(gateway, server.transport);
  const isCalled = targets.some(({ endpoint: { host } }) => isSameHost(host, server?.endpoint.host));
  return [
    outbound,
    ...(server && registers && !(isCalled && registers.value === transport.value)
      ? [
          {
            ...outbound,
            ...over(registers),
            name: `${name.value} (register, ${registers.value})`,
            port: server.endpoint.port?.value ?? null,
            endpoints: [server.endpoint],
          },
        ]
      : []),
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

/** The server that a gateway registers at, where that is another setting than the one it calls. */
function registrarOf(params: Params): Target | null {
  const server = filled(params, 'register-proxy');
  return server && !/^(?:false|no|off|0)$/i.test(params.get('register')?.value ?? '') ? targetOf(server) : null;
}

function isSameHost(one: Sourced<string>, other: Sourced<string> | undefined): boolean {
  return one.value.toLowerCase() === other?.value.toLowerCase();
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
