/** What a plan comes to, at its end. */
export interface PlanTotals {
  readonly devices: number;
  readonly additions: number;
  readonly roots: readonly {
    readonly name: string;
    readonly sha256: string;
    readonly devices: number;
    readonly additions: number;
  }[];
  readonly waves: readonly WaveTotals[];
}

export interface WaveTotals {
  readonly wave: number;
  readonly devices: number;
  readonly additions: number;
}
