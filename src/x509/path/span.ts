import type { Certificate } from '../../model/certificate.js';

/** A span of time as two instants in ISO 8601; `null` where it has no end. */
export interface Span {
  readonly validFrom: string | null;
  readonly validUntil: string | null;
}

/** The span around a moment in which something stays as it is, when it can only change at the given instants. */
export function spanAround(
  { first, last }: { readonly first: number; readonly last: number },
  edges: readonly number[],
  isSame: (instant: number) => boolean,
): Span {
  const ordered = [...new Set(edges)].sort((a, b) => a - b);
  const later = ordered.filter((edge) => edge > last).find((edge) => !isSame(edge));
  const earlier = ordered
    .filter((edge) => edge <= first)
    .reverse()
    .find((edge) => !isSame(edge - 1));
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
