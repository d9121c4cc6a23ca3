/** What two devices trust, by subject and key. */
export interface TrustComparison {
  readonly onlyInFirst: readonly ComparedAnchor[];
  readonly onlyInSecond: readonly ComparedAnchor[];
  readonly inBoth: readonly ComparedAnchor[];
  /** Why a side may trust more than is seen. */
  readonly hiddenInFirst: readonly string[];
  readonly hiddenInSecond: readonly string[];
}

export interface ComparedAnchor {
  readonly name: string;
  readonly sha256: string;
  /** The TLS contexts, or trust stores, that accept it. */
  readonly contexts: readonly string[];
}
