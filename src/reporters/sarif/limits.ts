/** What GitHub code scanning takes of one file; a run over it is refused whole. */
export const MAX_RESULTS = 25_000;

/** What it shows of them. */
export const SHOWN_RESULTS = 5_000;

/** Compressed with gzip. */
export const MAX_BYTES = 10_000_000;

/** More characters in fixes would not fit into 10 MB compressed, and no longer text can be made than half a gigabyte. */
export const MAX_FIXES = 50_000_000;
