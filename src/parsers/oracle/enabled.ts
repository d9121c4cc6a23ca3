import type { Reasoned } from '../../model/answer.js';
import { isWord, valueOf, type OracleElement } from './element.js';

/** `state`, whose documented default is enabled. */
export function enabledOf(element: OracleElement): Reasoned {
  const state = valueOf(element, 'state');
  if (!state && element.isPart) {
    return { answer: 'unknown', because: `the file does not say the state of ${element.type}`, at: element.at };
  }
  if (!state) {
    return { answer: 'yes', because: `state is absent in ${element.type}, and its default is enabled`, at: element.at };
  }
  const because = `state of ${element.type} is ${state.value}`;
  if (isWord(state, 'disabled')) return { answer: 'no', because, at: state.at };
  return { answer: isWord(state, 'enabled') ? 'yes' : 'unknown', because, at: state.at };
}

export function bothEnabled(agent: OracleElement, sipInterface: OracleElement): Reasoned {
  const one = enabledOf(agent);
  const other = enabledOf(sipInterface);
  if (one.answer === 'no' || other.answer === 'yes') return one;
  return other.answer === 'no' || one.answer === 'yes' ? other : one;
}
