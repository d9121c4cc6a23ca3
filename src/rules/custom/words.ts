import type { Condition, CustomCheck, Operator } from '../../model/custom-check.js';
import type { Knowledge } from '../../model/knowledge.js';
import type { Value } from './value.js';

/** What a value has to be, and what cannot be told of it, before the values. */
const DEMANDS: Readonly<Record<Operator, string>> = {
  is: 'has to be',
  not: 'must not be',
  atLeast: 'has to be at least',
  atMost: 'has to be at most',
  contains: 'has to hold',
  lacks: 'must not hold',
  only: 'may hold only',
};

const QUESTIONS: Readonly<Record<Operator, string>> = {
  is: 'is',
  not: 'is other than',
  atLeast: 'is at least',
  atMost: 'is at most',
  contains: 'holds',
  lacks: 'holds none of',
  only: 'holds only',
};

/** Names certificates by their SHA-256; `null` where a text is about no run. */
type Names = Pick<Knowledge, 'certificates'> | null;

/** `has to be yes`. */
function demandWords(condition: Condition, names: Names): string {
  return `${DEMANDS[condition.operator]} ${valuesWords(condition, names)}`;
}

/** `mutualTls is yes`. */
export function questionWords(condition: Condition, names: Names): string {
  return `${condition.field} ${QUESTIONS[condition.operator]} ${valuesWords(condition, names)}`;
}

/** `mutualTls is no, and has to be yes`. */
export function failureWords(condition: Condition, value: Value, names: Names): string {
  const { field, operator } = condition;
  const holds = operator === 'contains' || operator === 'lacks' || operator === 'only';
  const found = value.certain.map((each) => itemWords(each, condition.type, names));
  const said = found.length === 0 ? (holds ? 'nothing' : 'not set') : found.join(', ');
  return `${field}${value.side ?? ''} ${holds ? 'holds' : 'is'} ${said}, and ${demandWords(condition, names)}`;
}

function valuesWords({ operator, type, values }: Condition, names: Names): string {
  const items = values.map((each) => itemWords(each, type, names));
  const last = operator === 'contains' ? 'and' : 'or';
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;
}

/** A SHA-256 goes by the name of its certificate where that is known. */
function itemWords(item: string, type: Condition['type'], names: Names): string {
  if (!names || (type !== 'sha256' && type !== 'sha256s')) return item;
  const known = names.certificates.find(({ sha256 }) => sha256 === item);
  return known ? `${item.slice(0, 16)} (${known.name})` : item.slice(0, 16);
}

/** A value in a message of the user's own. */
export function valueWords({ certain, perhaps }: Value): string {
  if (certain.length > 0) return certain.join(', ');
  return perhaps === 'any' || perhaps.length > 0 ? 'unknown' : 'none';
}

const ONE: Readonly<Record<CustomCheck['subject'], string>> = {
  legs: 'A leg',
  tlsContexts: 'A TLS context',
  trustStores: 'A trust store',
  entries: 'An entry of a trust store',
  devices: 'A device',
};

/** What a check looks at and what it expects, in a sentence. */
export function appliesWords({ subject, where, expect }: CustomCheck): string {
  const which = where.map((condition) => questionWords(condition, null)).join(' and ');
  const wanted = expect.map((condition) => `${condition.field} ${demandWords(condition, null)}`).join('; ');
  return `${ONE[subject]}${which === '' ? '' : ` where ${which}`}: ${wanted}.`;
}
