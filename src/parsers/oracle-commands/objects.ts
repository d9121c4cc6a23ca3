import { valueOf, type OracleElement } from '../oracle/element.js';
import { keyOf } from './draft.js';

/** The elements of the device as the commands so far have left them. */
export class Objects {
  readonly elements: OracleElement[] = [];
  readonly #index = new Map<string, number>();

  add(element: OracleElement): void {
    this.remember(element, this.elements.length);
    this.elements.push(element);
  }

  /** Of several of one name the first, as in the inventory. */
  remember(element: OracleElement, index: number): void {
    const key = isSingleton(element.type) ? '' : (valueOf(element, keyOf(element.type))?.value ?? '');
    const id = `${element.type} ${key}`;
    if (!this.#index.has(id)) this.#index.set(id, index);
  }

  find(type: string, key: string): number | null {
    return this.#index.get(`${type} ${key}`) ?? null;
  }
}

/** Of the elements that are read, the one without a key: a device has one of it. */
export function isSingleton(type: string): boolean {
  return type === 'system-config';
}
