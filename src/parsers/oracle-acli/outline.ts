import type { SourceText } from '../../text/source-text.js';
import { KEYS, LIST_ATTRIBUTES } from '../oracle/vocabulary.js';
import { valueRanges, type AcliElement, type AcliText } from './scan.js';

/** One line for each element, value, empty attribute and every other line of the file. May hold secrets; is compared, never shown. */
export function outline(source: SourceText, { elements, trivia }: AcliText): readonly string[] {
  const lines = trivia.map(({ start, end }) => `! ${source.slice(start, end)}`);
  const pending: { readonly path: string; readonly element: AcliElement }[] = [];
  const enter = (prefix: string, siblings: readonly AcliElement[]) => {
    const seen = new Map<string, number>();
    for (const element of siblings) {
      const ordinal = (seen.get(element.type) ?? 0) + 1;
      seen.set(element.type, ordinal);
      pending.push({ path: `${prefix}${element.type}[${keyOf(source, element) ?? ordinal}]`, element });
    }
  };

  enter('', elements);
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { path, element } = next;
    lines.push(path, ...element.strays.map(({ start, end }) => `${path} ? ${source.slice(start, end)}`));
    const children: AcliElement[] = [];
    for (const child of element.content) {
      if (child.kind === 'element') {
        children.push(child);
        continue;
      }
      // An empty list is its default, and what a patch gives it is a statement of its own.
      if (child.values.length === 0 && !LIST_ATTRIBUTES.has(child.name)) lines.push(`${path}.${child.name}`);
      for (const { start, end } of valueRanges(source, child)) {
        lines.push(`${path}.${child.name} = ${source.slice(start, end)}`);
      }
      for (const { start, end } of child.strays) lines.push(`${path}.${child.name} ? ${source.slice(start, end)}`);
    }
    enter(`${path}/`, children);
  }
  return lines;
}

function keyOf(source: SourceText, element: AcliElement): string | null {
  const key = KEYS.get(element.type) ?? 'name';
  for (const child of element.content) {
    const value = child.kind === 'attribute' && child.name === key ? child.values[0] : undefined;
    if (value) return source.slice(value.range.start, value.range.end);
  }
  return null;
}
