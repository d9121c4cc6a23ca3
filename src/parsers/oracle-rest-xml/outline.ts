import { LIST_ATTRIBUTES } from '../oracle/vocabulary.js';
import type { XmlElement } from '../xml/document.js';
import { child } from '../xml/document.js';

/** One line for each element with its attributes and text. May hold secrets; is compared, never shown. */
export function outline(root: XmlElement): readonly string[] {
  const lines: string[] = [];
  const visit = (element: XmlElement, path: string) => {
    const attributes = [...element.attributes].map(([name, { text }]) => ` ${name}=${text}`).join('');
    // The name of an element tells which of them a statement is about.
    const here = `${path}/${element.name}${label(element)}`;
    const named =
      element.name === 'attribute' ? element.children.filter(({ name }) => name !== 'name') : element.children;
    // What holds others is in their paths. An empty list is its default, and what a patch gives it is a statement of its own.
    const isEmptyList = element.name === 'attribute' && LIST_ATTRIBUTES.has(nameOf(element));
    if ((named.length === 0 && !isEmptyList) || attributes !== '')
      lines.push(`${here}${attributes} = ${element.value?.text.trim() ?? ''}`);
    for (const inner of named) visit(inner, here);
  };
  visit(root, '');
  return lines;
}

function nameOf(attribute: XmlElement): string {
  return child(attribute, 'name')?.value?.text.trim() ?? '';
}

function label(element: XmlElement): string {
  if (element.name === 'attribute') return `[${nameOf(element)}]`;
  if (element.name !== 'configElement') return '';
  const key = element.children.find((each) => each.name === 'attribute' && nameOf(each) === 'name');
  const value = key && child(key, 'value')?.value?.text.trim();
  return `[${child(element, 'elementType')?.value?.text.trim() ?? ''} ${value ?? ''}]`;
}
