import ignore from 'ignore';

/** Whether a path, relative to the folder that the patterns belong to, matches patterns in the syntax of .gitignore. */
export type FilePatterns = (path: string) => boolean;

/** The only door to `ignore`. Paths outside the folder, and absolute ones, match nothing. */
export function filePatterns(patterns: readonly string[]): FilePatterns {
  const compiled = ignore({ ignoreCase: false }).add([...patterns]);
  return (path) => ignore.isPathValid(path) && compiled.ignores(path);
}

/** What the lines of an ignore file say of a path below its folder; folders end in a slash. `null`: nothing. */
export type IgnoreRules = (path: string) => 'ignored' | 'kept' | null;

export function ignoreRules(text: string): IgnoreRules {
  const compiled = ignore({ ignoreCase: false }).add(text);
  return (path) => {
    if (!ignore.isPathValid(path)) return null;
    const { ignored, unignored } = compiled.test(path);
    return ignored ? 'ignored' : unignored ? 'kept' : null;
  };
}
