/** A pattern as the folder that it starts in, `null` where that is the working folder, and what is looked for below it. */
export interface SplitPattern {
  readonly folder: string | null;
  readonly pattern: string;
}

/** Whether a path that is not there may be meant as a pattern. */
export function hasWildcard(path: string): boolean {
  return /[*?[{]/.test(path);
}

/**
 * On Windows a backslash separates, as in `C:\exports\*.ini`, and a drive is no part of a pattern. Elsewhere it takes the meaning
 * from the character behind it, and the pattern stays whole.
 */
export function splitPattern(path: string, separator: string): SplitPattern {
  if (separator !== '\\') return { folder: null, pattern: path };
  const parts = path.replaceAll('\\', '/').split('/');
  const first = parts.findIndex(hasWildcard);
  const folder = parts.slice(0, first).join('/');
  const pattern = parts.slice(first).join('/');
  if (first === 0) return { folder: null, pattern };
  return { folder: folder === '' || /^[A-Za-z]:$/.test(folder) ? `${folder}/` : folder, pattern };
}
