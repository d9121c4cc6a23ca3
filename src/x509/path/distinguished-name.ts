import { nameAttributes } from '../../model/certificate.js';

/** RFC 5280, 7.1: attributes in order, without regard to case and to repeated spaces. */
export function isSameName(a: string, b: string): boolean {
  return a === b || attributes(a).join('\n') === attributes(b).join('\n');
}

/** Whether a directory name lies below another: it begins, from the root of the directory, with all of it. */
export function liesBelow(name: string, base: string): boolean {
  const inner = attributes(name);
  const outer = attributes(base);
  return outer.length <= inner.length && outer.join('\n') === inner.slice(inner.length - outer.length).join('\n');
}

/** Most specific first, as they are printed. */
function attributes(name: string): readonly string[] {
  return nameAttributes(name).map(([type, value]) => `${type}=${value.trim().replace(/\s+/g, ' ').toLowerCase()}`);
}
