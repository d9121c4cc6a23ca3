import type { Answer } from '../../model/answer.js';
import type { Condition, CustomCheck } from '../../model/custom-check.js';
import { lowered } from '../../model/finding.js';
import { CONFIDENCE_WORDS } from '../../model/vendor-command.js';
import type { Rule, RuleInput, RuleResult } from '../define-rule.js';
import { allOf, judge } from './judge.js';
import { subjectsOf, type Subject } from './subjects.js';
import type { Value } from './value.js';
import { appliesWords, failureWords, questionWords, valueWords } from './words.js';

/** A check of the user's own as a rule like every other. */
export function customRule(check: CustomCheck): Rule {
  const { id, level, what, why, remedy, see, at } = check;
  return {
    id,
    level,
    citations: [
      { document: `${at.file}:${at.line}` },
      ...see.map((document) => (document.startsWith('https://') ? { document, url: document } : { document })),
    ],
    docs: { what, why, remedy },
    applies: appliesWords(check),
    messages: {
      fails: check.message ?? '{subject}: {found}',
      unproven: 'cannot tell of {subject} whether {wanted}',
      unclear: 'cannot tell of {subject} whether the check is about it: whether {wanted}',
    },
    definedIn: at.file,
    *check(input) {
      const seen = new Set<string>();
      for (const { result } of answersOf(check, input)) {
        // One finding for each setting, however many legs it rules.
        const key = result && JSON.stringify([result.at, result.kind, result.tlsContext, result.peer, result.about]);
        if (!result || seen.has(key ?? '')) continue;
        seen.add(key ?? '');
        yield result.rule;
      }
    },
  };
}

/** What a check says of one subject that it is about. */
export interface CheckAnswer {
  readonly answer: 'pass' | 'fail' | 'open';
  readonly result: Found | null;
}

interface Found extends Pick<RuleResult, 'at' | 'kind' | 'tlsContext' | 'peer'> {
  /** The conditions that it is about. */
  readonly about: string;
  readonly rule: RuleResult;
}

/** One condition and what the subject says to it. */
interface Judged {
  readonly condition: Condition;
  readonly value: Value;
  readonly answer: Answer;
}

/** Every subject that the check is about, or may be about, with its answer. */
export function* answersOf(check: CustomCheck, input: RuleInput): Generator<CheckAnswer> {
  for (const subject of subjectsOf(check.subject, input)) {
    const where = judgeEach(check.where, subject);
    const isAbout = allOf(where.map(({ answer }) => answer));
    if (isAbout === 'no') continue;
    const expect = judgeEach(check.expect, subject);
    const meets = allOf(expect.map(({ answer }) => answer));
    if (meets === 'yes') {
      if (isAbout === 'yes' && !subject.isHidden) yield { answer: 'pass', result: null };
      continue;
    }
    if (isAbout === 'yes' && meets === 'no') {
      const failing = expect.filter(({ answer }) => answer === 'no');
      yield { answer: 'fail', result: failure(check, subject, failing, input) };
      continue;
    }
    const isUnclear = isAbout === 'unknown' && !subject.isHidden;
    const open = (isUnclear ? where : expect).filter(({ answer }) => answer !== 'yes');
    yield { answer: 'open', result: question(subject, open, isUnclear ? 'unclear' : 'unproven', input) };
  }
}

/** A field that two sides of a subject give differently counts with the side that says least good. */
function judgeEach(conditions: readonly Condition[], subject: Subject): readonly Judged[] {
  return conditions.map((condition) => {
    const all = subject.field(condition.field).map((value) => ({ condition, value, answer: judge(value, condition) }));
    const worst = all.find(({ answer }) => answer === 'no') ?? all.find(({ answer }) => answer === 'unknown') ?? all[0];
    if (!worst) throw new Error(`no field ${condition.field}`);
    return worst;
  });
}

function failure(check: CustomCheck, subject: Subject, failing: readonly Judged[], { device, knowledge }: RuleInput) {
  const found = failing.map(({ condition, value }) => failureWords(condition, value, knowledge)).join('; ');
  const reasons = [...new Set(failing.map(({ value }) => value.because))].filter((because) => because !== '');
  const weak = failing.every(({ value }) => value.confidence === 'inferred' || value.confidence === 'unknown');
  const confidence = failing[0]?.value.confidence;
  const isLess = weak && check.level === 'error' && confidence !== undefined;
  const less = isLess
    ? [`a warning only, because how the setting is read is ${CONFIDENCE_WORDS[confidence]}`]
    : weak && confidence !== undefined
      ? [`how the setting is read is ${CONFIDENCE_WORDS[confidence]}`]
      : [];
  const because = [...less, ...reasons].join('; ');
  return result(subject, failing, {
    kind: 'fail',
    messageId: 'fails',
    data: { ...fieldsOf(check, subject), device: device.id, subject: subject.words, found },
    ...(isLess ? { level: lowered(check.level) } : {}),
    ...(because === '' ? {} : { because }),
    hint: check.remedy,
  });
}

function question(subject: Subject, open: readonly Judged[], messageId: string, { knowledge }: RuleInput) {
  const unknown = open.filter(({ answer }) => answer === 'unknown');
  const telling = unknown.length > 0 ? unknown : open;
  const wanted = telling.map(({ condition }) => questionWords(condition, knowledge)).join(', and whether ');
  const reasons = [...new Set(telling.map(({ value }) => value.because))].filter((because) => because !== '');
  const hint = telling.map(({ value }) => value.settledBy).find((settledBy) => settledBy !== undefined);
  return result(subject, telling, {
    kind: 'open',
    messageId,
    data: { subject: subject.words, wanted },
    because: reasons.join('; ') || 'the export does not show it',
    ...(hint === undefined ? {} : { hint }),
  });
}

function result(
  { at, names, tlsContext, peer, trustAnchor }: Subject,
  judged: readonly Judged[],
  said: Omit<RuleResult, 'at'>,
): Found {
  const place = judged.map(({ value }) => value.at).find((each) => each !== null) ?? at;
  const shared = {
    at: place,
    ...(tlsContext === undefined ? {} : { tlsContext }),
    ...(peer === undefined ? {} : { peer }),
  };
  const rule = { ...said, ...shared, names, ...(trustAnchor === undefined ? {} : { trustAnchor }) };
  const about = JSON.stringify(judged.map(({ condition }) => condition));
  return { ...shared, kind: said.kind, about, rule };
}

/** What a message of the user's own may name. */
function fieldsOf({ message }: CustomCheck, subject: Subject): Readonly<Record<string, string>> {
  const named = [...(message ?? '').matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  return Object.fromEntries(
    named
      .filter((name) => name !== 'device')
      .map((name) => [name, [...new Set(subject.field(name).map(valueWords))].join(' or ')]),
  );
}
