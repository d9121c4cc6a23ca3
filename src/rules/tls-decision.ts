import type { Level } from '../model/knowledge.js';
import { vendorCommand, confidenceNote } from '../model/vendor-command.js';
import { isTls13Suite, type Allowed, type TlsOffer } from '../model/tls.js';
import type { TlsContext } from '../model/trust.js';
import type { RuleInput, RuleResult } from './define-rule.js';
import { contextWords } from './demand-result.js';
import { facings, weighDisabled, type Facing } from './facing.js';
import { unknown, type Common, type TlsQuestion } from './tls-question.js';

export interface TlsFacing {
  readonly facing: Facing;
  readonly context: TlsContext;
  readonly question: TlsQuestion;
  readonly offers: readonly TlsOffer[];
}

/** Every TLS context whose settings are known to the model and that faces a peer of which something is known. */
export function* tlsFacings({ device, knowledge, asOf }: RuleInput): Generator<TlsFacing> {
  for (const facing of facings(device, knowledge)) {
    const { context, peer, clouds, legs } = facing;
    if (!peer.tls || !context?.offers) continue;
    const { outbound, inbound } = context.offers;
    const used = { outbound, inbound };
    const directions = (['outbound', 'inbound'] as const).filter((each) => legs.some((leg) => leg.direction === each));
    const offers = [...new Set(directions.map((direction) => used[direction]))];
    yield { facing, context, question: { peer, clouds, asOf }, offers };
  }
}

/** The worse answer of two directions, with the side that gives it where the other one differs. */
export interface Worst {
  readonly common: Common;
  readonly setting: Allowed;
  readonly side: string;
}

const ORDER: readonly Common['answer'][] = ['no', 'unknown', 'leaving', 'old', 'yes'];

export function worstOf(
  { context, facing, offers }: TlsFacing,
  ask: (offer: TlsOffer) => { readonly common: Common; readonly setting: Allowed } | null,
): Worst | null {
  const answers = offers.flatMap((offer) => {
    const found = ask(offer);
    return found ? [{ offer, ...found }] : [];
  });
  const [worst] = [...answers].sort((a, b) => ORDER.indexOf(a.common.answer) - ORDER.indexOf(b.common.answer));
  if (!worst) return null;
  const isAlike = answers.every(({ common }) => common.answer === worst.common.answer);
  const isOnly = context.offers?.outbound === context.offers?.inbound || (isAlike && answers.length > 1);
  const side = isOnly ? '' : worst.offer === context.offers?.outbound ? ' as the client' : ' as the server';
  const doubt = facing.legs.find(({ tlsDoubt }) => tlsDoubt)?.tlsDoubt;
  const common = doubt ? { ...unknown([], doubt.because, 'default'), connects: worst.common.connects } : worst.common;
  return { common, setting: worst.setting, side };
}

/**
 * What findings about versions and suites have in common. What is inferred is at most a warning. An open question is one
 * only where something would settle it: a note where it is about a default, with a warning where all that is certain fails.
 */
export function tlsResult(
  { facing, question: { peer } }: TlsFacing,
  { common, setting, side }: Worst,
  { profile }: RuleInput,
): Omit<RuleResult, 'kind' | 'messageId'> {
  const weighed = weighDisabled(levelOf(common), facing.legs);
  const because = common.answer === 'unknown' ? common.because : weighed.because;
  const hint = common.answer === 'unknown' ? settledBy(facing, common, profile) : null;
  return {
    data: {
      context: contextWords(facing, null),
      peer: peer.title,
      side,
      names: common.names.join(', '),
      since: common.since === null ? '' : ` since ${common.since}`,
      confidence: confidenceNote(common.confidence),
    },
    at: setting.at,
    level: weighed.level,
    ...(facing.context ? { tlsContext: facing.context.name.value } : {}),
    peer: peer.id,
    ...(because ? { because } : {}),
    ...(hint ? { hint } : {}),
  };
}

function levelOf({ answer, confidence, connects, names, openBy }: Common): Level {
  if (answer === 'old' || answer === 'leaving') return 'warning';
  if (answer === 'no') return confidence === 'verified' || confidence === 'corroborated' ? 'error' : 'warning';
  if (openBy !== 'default') return connects ? 'warning' : 'error';
  return connects || names.length === 0 ? 'note' : 'warning';
}

function settledBy({ context, legs }: Facing, { openBy, names }: Common, profile: RuleInput['profile']): string | null {
  if (openBy === 'peer') {
    const endpoint = legs.flatMap(({ endpoints }) => endpoints)[0];
    const host = endpoint ? `${endpoint.host.value}:${endpoint.port?.value ?? 5061}` : 'PEER:5061';
    return `openssl s_client -connect ${host} ${askedWith(names)}, wherever you can connect, shows whether the peer takes it`;
  }
  const command = vendorCommand(profile, 'proveTlsSettings', {
    key: context?.key ?? '',
    context: context?.name.value ?? '',
  });
  return command && `${command.text}: ${command.yields}${command.note}`;
}

/** What OpenSSL asks for a version, the newest where there are several, or for a suite. */
function askedWith(names: readonly string[]): string {
  const version = names.map((name) => VERSION_OPTIONS[name]).findLast((option) => option !== undefined);
  return version ?? (names.every(isTls13Suite) ? '-tls1_3' : '-tls1_2 -cipher SUITE');
}

const VERSION_OPTIONS: Readonly<Record<string, string>> = {
  'SSL 3.0': '-ssl3',
  'TLS 1.0': '-tls1',
  'TLS 1.1': '-tls1_1',
  'TLS 1.2': '-tls1_2',
  'TLS 1.3': '-tls1_3',
};
