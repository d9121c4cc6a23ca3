import type { RuleLevel } from '../engine/input.js';
import type { Knowledge } from '../model/knowledge.js';
import { readMoment, type Moment } from '../model/time.js';
import { closest } from '../text/closest.js';
import type { Environment } from './environment.js';
import type { Arguments } from './flags.js';
import { UsageError } from './usage-error.js';

export function readAsOf(args: Arguments, { today }: Environment): Moment {
  const text = args.text('asOf') ?? today();
  const moment = readMoment(text);
  if (!moment || moment.precision === 'range' || moment.precision === 'month') {
    throw new UsageError(
      `--as-of wants a day such as 2026-11-22, or an instant such as 2026-11-22T10:00Z, not ${text}`,
    );
  }
  return moment;
}

export function readPeer(id: string | undefined, { peers }: Knowledge): string | null {
  if (id === undefined) return null;
  if (peers.some((peer) => peer.id === id)) return id;
  const ids = peers.map((peer) => peer.id);
  const near = closest(id, ids);
  throw new UsageError(
    `--peer: unknown peer ${id}; ${near ? `did you mean ${near}?` : `known peers: ${ids.join(', ')}`}`,
  );
}

export function readLevels(texts: readonly string[], ruleIds: readonly string[]): Record<string, RuleLevel> {
  return Object.fromEntries(
    texts.map((text) => {
      const [id = '', level = '', more] = text.split('=');
      if (!ruleIds.includes(id)) {
        const near = closest(id, ruleIds);
        throw new UsageError(`--rule: unknown rule ${id}${near ? `; did you mean ${near}?` : ''}`);
      }
      if (more !== undefined || !['off', 'note', 'warning', 'error'].includes(level)) {
        throw new UsageError(`--rule wants ${id}=off, =note, =warning or =error`);
      }
      return [id, level as RuleLevel];
    }),
  );
}

/** How many threads may check; `auto` is as many as the machine has. */
export function readJobs(args: Arguments): number | 'auto' {
  const jobs = args.text('jobs') ?? 'auto';
  if (jobs === 'auto') return 'auto';
  if (!/^[1-9]\d{0,3}$/.test(jobs)) throw new UsageError(`--jobs wants a number or auto, not ${jobs}`);
  return Number(jobs);
}
