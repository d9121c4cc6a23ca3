import {
  fieldsOf,
  isList,
  operatorsOf,
  type CheckField,
  type CheckSubject,
  type Condition,
  type CustomCheck,
  type Operator,
} from '../model/custom-check.js';
import type { YamlPath } from '../knowledge/yaml.js';
import { closest } from '../text/closest.js';
import type { CheckInFile } from './check-schema.js';

/** Says what is wrong at a place below the check. */
type Say = (path: YamlPath, message: string) => void;

const MOST_VALUES = 1000;

/** A check as it is judged, `null` where something is wrong with it; `say` is told all of that. */
export function readCheck(
  given: CheckInFile,
  builtIn: readonly string[],
  at: CustomCheck['at'],
  say: Say,
): CustomCheck | null {
  let isRight = true;
  const wrong: Say = (path, message) => {
    isRight = false;
    say(path, message);
  };
  const { id, level, see = [], for: subject } = given;
  checkId(id, builtIn, (message) => wrong(['id'], message));
  const fields = fieldsOf(subject);
  if (given.message !== undefined) {
    checkMessage(given.message, [...fields.keys(), 'device'], (message) => wrong(['message'], message));
  }
  const where = given.where === undefined ? [] : readConditions(given.where, subject, ['where'], wrong);
  const expect = readConditions(given.expect, subject, ['expect'], wrong);
  if (!isRight) return null;
  return {
    id,
    level,
    what: oneLine(given.what),
    why: oneLine(given.why),
    remedy: oneLine(given.remedy),
    see: see.map(oneLine),
    message: given.message === undefined ? null : oneLine(given.message),
    subject,
    where,
    expect,
    at,
  };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** A rule that a later version brings must not meet a check of the same id. */
function checkId(id: string, builtIn: readonly string[], wrong: (message: string) => void): void {
  if (builtIn.includes(id))
    return wrong(`${id} is a rule of sbclint; put a word of your own in front, as in acme-${id}`);
  if (id.length > 80 || !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/.test(id)) {
    wrong(
      'an id is lower-case words and digits with hyphens between them, with a word of your own in front, such as acme-teams-mutual-tls',
    );
  }
}

/** A placeholder that names nothing would stand in every report as it is. */
function checkMessage(message: string, known: readonly string[], wrong: (message: string) => void): void {
  for (const [, name = ''] of message.matchAll(/\{([^{}]*)\}/g)) {
    if (known.includes(name)) continue;
    wrong(`{${name}} is no field; ${suggestion(name, known, 'fields')}`);
  }
}

function suggestion(word: string, known: readonly string[], what: string): string {
  const near = closest(word.slice(0, 80), known);
  return near ? `did you mean ${near}?` : `${what}: ${known.join(', ')}`;
}

function readConditions(given: unknown, subject: CheckSubject, path: YamlPath, wrong: Say): readonly Condition[] {
  const name = String(path.at(-1));
  const all = entriesOf(given);
  if (!all || all.length === 0) {
    wrong(path, `${name} holds fields with their values, such as { ${[...fieldsOf(subject).keys()][0]}: ... }`);
    return [];
  }
  const fields = fieldsOf(subject);
  return all.flatMap(([field, value]) => {
    const known = fields.get(field);
    if (!known) {
      wrong([...path, field], `${field} is no field of ${subject}; ${suggestion(field, [...fields.keys()], 'fields')}`);
      return [];
    }
    return readCondition(field, known, value, [...path, field], wrong);
  });
}

/** A value or a list stands for `is` one of them; of a list field the operator has to be said. */
function readCondition(
  field: string,
  known: CheckField,
  given: unknown,
  path: YamlPath,
  wrong: Say,
): readonly Condition[] {
  const operators = operatorsOf(known.type).filter((operator) => operator !== 'is');
  const demands = entriesOf(given);
  const one = (operator: Operator, values: unknown, at: YamlPath): readonly Condition[] => {
    const isOne = operator === 'atLeast' || operator === 'atMost';
    const read = readValues(known, values, at, isOne, wrong);
    return read ? [{ field, type: known.type, operator, values: read }] : [];
  };
  if (!demands) {
    if (!isList(known.type)) return one('is', given, path);
    wrong(path, `${field} is a list: say { contains: ... }, { lacks: ... } or { only: ... }`);
    return [];
  }
  if (demands.length === 0) wrong(path, `${field} needs a value, or one of ${operators.join(', ')}`);
  return demands.flatMap(([name, values]) => {
    const operator = operators.find((each) => each === name);
    if (operator) return one(operator, values, [...path, name]);
    wrong([...path, name], `${name} cannot be asked of ${field}; ${suggestion(name, operators, 'there is')}`);
    return [];
  });
}

function readValues(
  field: CheckField,
  given: unknown,
  path: YamlPath,
  isOne: boolean,
  wrong: Say,
): readonly string[] | null {
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (list.length === 0 || list.length > MOST_VALUES || (isOne && Array.isArray(given))) {
    wrong(path, isOne ? 'wants one number' : `wants 1 to ${MOST_VALUES} values`);
    return null;
  }
  const read = list.map((each, i) => {
    const value = readValue(field, each);
    if (typeof value === 'string') return value;
    wrong(Array.isArray(given) ? [...path, i] : path, value.wrong);
    return null;
  });
  return read.every((each) => each !== null) ? read : null;
}

/** YAML takes `yes` for text and `true` for a truth value: both are an answer here. */
function readValue({ type, values }: CheckField, given: unknown): string | { readonly wrong: string } {
  if (type === 'answer') {
    if (given === true || given === 'yes') return 'yes';
    if (given === false || given === 'no') return 'no';
    return { wrong: 'has to be yes or no; what an export does not show is open by itself' };
  }
  if (type === 'number') {
    return typeof given === 'number' && Number.isSafeInteger(given)
      ? String(given)
      : { wrong: 'has to be a whole number' };
  }
  if (typeof given !== 'string') {
    const isDate = given instanceof Date || typeof given === 'number' || typeof given === 'boolean';
    return { wrong: `has to be text${isDate ? '; put it in quotes' : ''}` };
  }
  if (values) {
    if (values.includes(given)) return given;
    return { wrong: `${given.slice(0, 80)} is none of ${values.join(', ')}${nearOf(given, values)}` };
  }
  if (type === 'sha256' || type === 'sha256s') {
    const plain = given.replace(/[:\s]/g, '').toLowerCase();
    return /^[0-9a-f]{64}$/.test(plain) ? plain : { wrong: 'a SHA-256 has 64 hexadecimal digits' };
  }
  return given.length > 0 && given.length <= 500 ? given : { wrong: 'has to be text of 1 to 500 characters' };
}

function nearOf(word: string, known: readonly string[]): string {
  const near = closest(word.slice(0, 80), known);
  return near ? `; did you mean ${near}?` : '';
}

/** The keys of a mapping with their values, `null` for anything else. */
function entriesOf(given: unknown): readonly (readonly [string, unknown])[] | null {
  if (typeof given !== 'object' || given === null || Array.isArray(given) || given instanceof Date) return null;
  return Object.entries(given);
}
