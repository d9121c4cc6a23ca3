/** A leg that would lose something without a trust anchor. */
export interface Need {
  readonly device: string;
  readonly leg: string;
  readonly peer: string;
  readonly tlsContext: string;
  /** `path`: paths of the peer would no longer validate. `requirement`: the peer requires it. */
  readonly needs: 'path' | 'requirement';
  readonly because: string;
}

export interface NeedsReport {
  readonly asOf: string;
  readonly anchor: { readonly name: string; readonly sha256: string };
  readonly needs: readonly Need[];
  /** Devices that hold something of which it is not known whether it is the anchor. */
  readonly unknown: readonly { readonly device: string; readonly because: string }[];
}
