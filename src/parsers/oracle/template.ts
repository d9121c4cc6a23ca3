import type { Sourced } from '../../text/provenance.js';
import type { OracleElement } from './element.js';

/** `{{ name }}`, `${NAME}`, `<name>`, `%%NAME%%`, `@@NAME@@`: no name, host or address of a device looks like that. */
const PLACEHOLDER =
  /\{\{[^{}]{0,100}\}\}|\$\{[^{}]{1,100}\}|<[A-Za-z][A-Za-z0-9 _.-]{0,100}>|%%\w{1,60}%%|@@\w{1,60}@@/;

export function isPlaceholder(value: string): boolean {
  return value.length < 1000 && PLACEHOLDER.test(value);
}

/** The first value among those that are read in which a template was not filled in. */
export function firstPlaceholder(elements: readonly OracleElement[]): Sourced<string> | null {
  for (const { attributes, children } of elements) {
    for (const { values } of attributes.values()) {
      const found = values.find(({ value }) => isPlaceholder(value));
      if (found) return { value: PLACEHOLDER.exec(found.value)?.[0] ?? found.value, at: found.at };
    }
    const below = children.length > 0 ? firstPlaceholder(children) : null;
    if (below) return below;
  }
  return null;
}
