import type { Certificate } from '../../model/certificate.js';

/** A span of time as two instants in ISO 8601; `null` where it has no end. */
export interface Span {
  readonly validFrom: string | null;
  readonly validUntil: string | null;
}

/**
 * The span around a moment in which something stays as it is, when it can only change at the given instants. What holds of a
 * day may begin or end on that day.
 */
export function spanAround(
  { first, last }: { readonly first: number; readonly last: number },
  edges: readonly number[],
  isSame: (instant: number) => boolean,
): Span {
  const ordered = [...new Set(edges)].sort((a, b) => a - b);
  const ends = (edge: number) => isSame(edge - 1) && !isSame(edge);
  const begins = (edge: number) => !isSame(edge - 1) && isSame(edge);
  const later = isSame(last + 1)
    ? ordered.find((edge) => edge > last && !isSame(edge))
    : ordered.filter((edge) => edge > first && edge <= last + 1 && ends(edge)).at(-1);
  const earlier = isSame(first - 1)
    ? ordered.filter((edge) => edge <= first && !isSame(edge - 1)).at(-1)
    : ordered.find((edge) => edge >= first && edge <= last && begins(edge));
  return {
    validFrom: earlier === undefined ? null : new Date(earlier).toISOString(),
    validUntil: later === undefined ? null : new Date(later - 1).toISOString(),
  };
}

/** The instants at which something begins to hold for certificates: each validity, and the first moment after it. */
export function edgesOf(certificates: readonly Certificate[]): readonly number[] {
  // A validity ends with the last second that it names.
  return certificates.flatMap(({ notBefore, notAfter }) => [Date.parse(notBefore), Date.parse(notAfter) + 1000]);
}
