import type { Problem } from '../../model/trust.js';
import type { Range, Sourced } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import type { OracleAttribute, OracleElement, Unreadable } from '../oracle/element.js';
import { nearMiss } from '../../text/near-miss.js';
import { oneLetterOff } from '../oracle/near-word.js';
import { secondExport } from '../oracle/second-export.js';
import { OTHER_TRUST, PARTS, READ, TOP_LEVEL, TRUST_LISTS } from '../oracle/vocabulary.js';
import { statement } from '../problem.js';
import type { RestAttribute, RestElement } from './scan.js';

/** What no name of a record holds: blanks, and the signs and parentheses of commands. */
const NO_NAME = /\s|^[+\-(]|\)$/;

/** The elements that say whom the device trusts and faces, and what looks like one and cannot be read. */
export function trustElements(
  source: SourceText,
  found: readonly RestElement[],
): { readonly elements: readonly OracleElement[]; readonly lost: readonly Problem[] } {
  const elements: OracleElement[] = [];
  const lost: Problem[] = [];
  for (const element of found) {
    if (READ.has(element.type)) {
      elements.push(convert(source, element));
      continue;
    }
    const near = nearMiss(element.type, TOP_LEVEL);
    if (near !== null) {
      lost.push(
        statement(`an element ${element.type}`, oneLetterOff(near), source.at(element.at.start, element.at.end)),
      );
      continue;
    }
    const list = element.attributes.find(({ name }) => TRUST_LISTS.has(name));
    const at = element.type === '' ? element.range : list && !OTHER_TRUST.test(element.type) ? list.range : null;
    if (!at) continue;
    const what = element.type === '' ? 'a configElement' : `an element ${element.type} that lists trust anchors`;
    const because = element.type === '' ? 'its elementType is missing' : `${element.type} is not a known element`;
    lost.push(statement(what, because, source.at(at.start, at.end)));
  }
  const answers = found.filter(({ isAnswer }) => isAnswer);
  for (const problem of secondExport(answers, ({ at }) => source.at(at.start, at.end))) lost.push(problem);
  return { elements, lost };
}

function convert(source: SourceText, element: RestElement): OracleElement {
  const { type, at, isAnswer } = element;
  const attributes = new Map<string, OracleAttribute>();
  const unreadable = element.strays.map((stray) => unknownTag(source, stray));
  for (const each of element.attributes) {
    const near = nearMiss(each.name, READ.get(type) ?? []);
    if (near !== null)
      unreadable.push({ at: source.at(each.range.start, each.range.end), because: oneLetterOff(near) });
    if (!READ.get(type)?.has(each.name)) continue;
    const attribute = convertAttribute(source, each);
    const before = attributes.get(each.name);
    const twice = { at: attribute.at, because: `${each.name} stands twice in one element` };
    if (!before) attributes.set(each.name, attribute);
    else if (before.unreadable.length === 0) attributes.set(each.name, { ...before, unreadable: [twice] });
  }
  const children: OracleElement[] = [];
  for (const part of element.children) {
    const near = nearMiss(part.type, PARTS.get(type) ?? []);
    if (near !== null) unreadable.push({ at: source.at(part.at.start, part.at.end), because: oneLetterOff(near) });
    if (READ.has(part.type)) children.push(convert(source, { ...part, children: [] }));
  }
  return {
    type,
    attributes,
    children,
    unreadable,
    truncated: null,
    // A request holds what it changes; and what cannot be read may be the very attribute that seems absent.
    ...((!isAnswer || unreadable.length > 0) && { isPart: true }),
    at: source.at(at.start, at.end),
  };
}

function convertAttribute(source: SourceText, { name, values, strays, range }: RestAttribute): OracleAttribute {
  const unreadable: Unreadable[] = strays.map((stray) => unknownTag(source, stray));
  const read: Sourced<string>[] = [];
  for (const value of values) {
    if (value.text === '') continue;
    const at = source.at(value.range.start, value.range.end);
    if (TRUST_LISTS.has(name) && NO_NAME.test(value.text)) {
      unreadable.push({ at, because: 'no name of a record looks like that: each has a value of its own' });
    } else read.push({ value: value.text, at });
  }
  return { name, values: read, unreadable, at: source.at(range.start, range.end) };
}

function unknownTag(source: SourceText, { start, end }: Range): Unreadable {
  return { at: source.at(start, end), because: 'an element of this name is not known here' };
}
