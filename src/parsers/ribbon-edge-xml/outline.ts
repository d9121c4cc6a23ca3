import type { XmlElement } from '../xml/document.js';

/** Every element with its place in the tree, its attributes and its text. */
export function outlineOf(root: XmlElement): readonly string[] {
  const lines: string[] = [];
  const walk = (element: XmlElement, path: string) => {
    const attributes = [...element.attributes].map(([name, { text }]) => `${name}=${JSON.stringify(text)}`);
    const here = `${path}/${[element.name, ...attributes.sort()].join(' ')}`;
    lines.push(element.value ? `${here} ${JSON.stringify(element.value.text.trim())}` : here);
    for (const child of element.children) walk(child, here);
  };
  walk(root, '');
  return lines;
}
