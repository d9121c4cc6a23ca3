import { isAbsolute, relative, sep } from 'node:path';

/** A path as seen from a folder, with forward slashes; `null` where it lies elsewhere, such as on another drive. */
export function belowFolder(folder: string, path: string): string | null {
  const below = relative(folder, path).split(sep).join('/');
  return below === '' || below.startsWith('../') || below === '..' || isAbsolute(below) ? null : below;
}

/** Whether a path is a folder, or lies below it. */
export function isWithin(folder: string, path: string): boolean {
  return relative(folder, path) === '' || belowFolder(folder, path) !== null;
}
