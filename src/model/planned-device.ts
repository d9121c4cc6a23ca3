/** One thing for the operator to do or to look at. */
export interface Step {
  readonly what: string;
  readonly command: string | null;
  readonly expect: string | null;
}

/** One file of a roll-out pack, by its path below the output folder. */
export interface PackFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** A device's part of plan.json. */
export interface PlannedDevice {
  readonly id: string;
  readonly additions: readonly {
    readonly trustAnchor: { readonly name: string; readonly sha256: string };
    readonly label: string;
    readonly tlsContext: string | null;
  }[];
  readonly edits: readonly {
    readonly path: string;
    readonly byteStart: number;
    readonly byteEnd: number;
    readonly insert: string;
  }[];
  readonly proof: { readonly facts: boolean; readonly bytes: boolean; readonly idempotent: boolean };
  readonly steps: readonly Step[];
  readonly refused: readonly { readonly trustAnchor: string; readonly tlsContext: string; readonly because: string }[];
  /** Which wave of the roll-out it belongs to, where there are waves. */
  readonly wave?: number;
}
