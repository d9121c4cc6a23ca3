import type { Answer } from '../../model/answer.js';
import type { Condition } from '../../model/custom-check.js';
import { matchesName } from '../../text/matches-name.js';
import type { Value } from './value.js';

/** Whether a value meets a condition. What is not shown is `unknown`, never a pass. */
export function judge(value: Value, condition: Condition): Answer {
  const { operator, values } = condition;
  const [bound = ''] = values;
  switch (operator) {
    case 'is':
      return isOneOf(value, condition);
    case 'not':
      return opposite(isOneOf(value, condition));
    case 'atLeast':
      return compared(value, (found) => found >= Number(bound));
    case 'atMost':
      return compared(value, (found) => found <= Number(bound));
    case 'contains':
      return allOf(values.map((each) => holds(value, each, condition)));
    case 'lacks':
      return allOf(values.map((each) => opposite(holds(value, each, condition))));
    case 'only':
      return holdsOnly(value, condition);
  }
}

/** `no` when one is no, else `unknown` when one is unknown. */
export function allOf(answers: readonly Answer[]): Answer {
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}

function opposite(answer: Answer): Answer {
  return answer === 'yes' ? 'no' : answer === 'no' ? 'yes' : 'unknown';
}

/** Of a single value, whether it is one of those wanted. */
function isOneOf(value: Value, condition: Condition): Answer {
  const answers = condition.values.map((each) => holds(value, each, condition));
  return answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no';
}

function holds({ certain, perhaps, cannotBe }: Value, wanted: string, { type }: Condition): Answer {
  const matches = matcher(type, wanted);
  if (certain.some(matches)) return 'yes';
  if (perhaps !== 'any') return perhaps.some(matches) ? 'unknown' : 'no';
  return cannotBe?.has(wanted) ? 'no' : 'unknown';
}

function holdsOnly({ certain, perhaps }: Value, { type, values }: Condition): Answer {
  const matchers = values.map((each) => matcher(type, each));
  const fits = (item: string) => matchers.some((matches) => matches(item));
  if (!certain.every(fits)) return 'no';
  return perhaps !== 'any' && perhaps.every(fits) ? 'yes' : 'unknown';
}

/** Names may be patterns; everything else is compared as it is. */
function matcher(type: Condition['type'], wanted: string): (item: string) => boolean {
  return type === 'name' || type === 'names' ? (item) => matchesName(wanted, item) : (item) => item === wanted;
}

function compared({ certain: [found], perhaps }: Value, holdsFor: (found: number) => boolean): Answer {
  if (found === undefined) return perhaps === 'any' || perhaps.length > 0 ? 'unknown' : 'no';
  return holdsFor(Number(found)) ? 'yes' : 'no';
}
