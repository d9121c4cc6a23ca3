/** `7.20A.201.357`: release 7.2, patch 201, build 357. A fact may stop early, as in `7.40A.600`. */
const RELEASE = /^(\d{1,2})\.(\d\d)([A-Z])(?:\.(\d{1,4}))?(?:\.(\d{1,4}))?$/;

function parts(release: string): readonly number[] | null {
  const found = RELEASE.exec(release.trim().toUpperCase());
  if (!found) return null;
  const [, major, minor, letter, patch, build] = found;
  return [Number(major), Number(minor), (letter ?? '').charCodeAt(0), Number(patch ?? 0), Number(build ?? 0)];
}

/** Whether `release` is `from` or a later one; `null` where either is not written as the vendor writes releases. */
export function isFrom(release: string, from: string): boolean | null {
  const have = parts(release);
  const wanted = parts(from);
  if (!have || !wanted) return null;
  for (const [i, part] of have.entries()) {
    const other = wanted[i] ?? 0;
    if (part !== other) return part > other;
  }
  return true;
}

/** The release line that people speak of: `7.0` for 7.00A.049.003, `7.2` for 7.20A.201.357. */
export function releaseLine(release: string): string | null {
  const have = parts(release);
  if (!have) return null;
  const [major = 0, minor = 0] = have;
  return `${major}.${minor % 10 === 0 ? minor / 10 : minor}`;
}
