import { scan, type RestElement } from '../../parsers/oracle-rest-xml/scan.js';
import { EMPTY_PLAN, type Fixer } from '../fixer.js';
import { unreadPart } from '../oracle-acli/choice.js';
import { namesRecords } from '../oracle-acli/edits.js';
import { planAdditions } from '../oracle-acli/plan.js';
import { listEdits, recordEdit } from './edits.js';

/**
 * Adds to the answer of the REST interface what it would hold afterwards, for review. The product is the ACLI script: a
 * PUT of a list replaces it (inferred), and what `+` means there is not known.
 */
export const oracleRestXmlFixer: Fixer = {
  format: 'oracle-rest-xml',

  plan(input) {
    const { source } = input;
    const document = scan(source);
    const isRequest = 'failed' in document || document.elements.some(({ isAnswer }) => !isAnswer);
    if (isRequest) {
      const because = 'the file is not an answer of the device, which would show what it holds';
      return { ...EMPTY_PLAN, refusals: input.wants.map((want) => ({ want, because })) };
    }
    const { elements } = document;
    const records = elements.filter(({ type }) => type === 'certificate-record');
    const last = records.at(-1);
    const named = records.filter(({ attributes }) =>
      attributes.some(({ name, values }) => name === 'name' && values.some(({ text }) => text !== '')),
    );
    return planAdditions<RestElement>(
      input,
      { records: named, taken: takenIn(elements) },
      {
        place({ store }) {
          const [profile, another] = elements.filter(
            ({ type, attributes }) =>
              type === 'tls-profile' &&
              attributes.some(({ name, values }) => name === 'name' && values[0]?.text === store.id),
          );
          if (!profile || another)
            return { refused: `the file has ${another ? 'two' : 'no'} tls-profiles ${store.name}` };
          return unreadPart(input, store.name, profile.range.start, profile.range.end) ?? profile;
        },
        edits: (chosen, lists) => [
          ...(last ? chosen.map((each) => recordEdit(source, last, each)) : []),
          ...[...lists].flatMap(([profile, labels]) => listEdits(source, profile, labels)),
        ],
      },
    );
  },
};

/** Every name that a record has or that something calls one by, in lower case. */
function takenIn(elements: readonly RestElement[]): ReadonlySet<string> {
  const taken = new Set<string>();
  for (const { type, attributes, children } of elements) {
    for (const { name, values } of attributes) {
      if (namesRecords(type, name)) for (const { text } of values) taken.add(text.toLowerCase());
    }
    for (const name of takenIn(children)) taken.add(name);
  }
  return taken;
}
