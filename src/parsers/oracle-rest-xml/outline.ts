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
    // What holds others is in their paths.
    if (named.length === 0 || attributes !== '')
      lines.push(`${here}${attributes} = ${element.value?.text.trim() ?? ''}`);
    for (const inner of named) visit(inner, here);
  };
  visit(root, '');
  return lines;
}

function label(element: XmlElement): string {
  if (element.name === 'attribute') return `[${child(element, 'name')?.value?.text.trim() ?? ''}]`;
  if (element.name !== 'configElement') return '';
  const key = element.children.find(
    (each) => each.name === 'attribute' && child(each, 'name')?.value?.text.trim() === 'name',
  );
  const value = key && child(key, 'value')?.value?.text.trim();
  return `[${child(element, 'elementType')?.value?.text.trim() ?? ''} ${value ?? ''}]`;
}
