/** One planned addition, looked for in a fresh export. */
export interface Verification {
  readonly device: string;
  readonly trustAnchor: { readonly name: string; readonly sha256: string };
  readonly label: string;
  /** `null` for the trust store of the whole device. */
  readonly tlsContext: string | null;
  readonly status: Verdict;
  readonly because: string | null;
  /** Which wave of the roll-out the device belongs to, `null` where there are no waves. */
  readonly wave: number | null;
}

export const VERDICTS = ['present', 'missing', 'different', 'unprovable'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What a roll-out plan adds to one device. */
export interface PlannedAdditions {
  readonly id: string;
  readonly additions: readonly Pick<Verification, 'trustAnchor' | 'label' | 'tlsContext'>[];
  readonly wave: number | null;
}

/** What a plan came to: for each wave, and for each device. */
export interface VerificationSummary {
  readonly additions: Readonly<Record<Verdict, number>>;
  readonly devices: readonly VerifiedDevice[];
  readonly waves: readonly VerifiedWave[];
}

export interface VerifiedDevice {
  readonly id: string;
  readonly wave: number | null;
  /** The worst of its additions: `different` before `missing` before `unprovable`; one without additions has nothing to prove it. */
  readonly status: Verdict;
  readonly additions: Readonly<Record<Verdict, number>>;
}

export interface VerifiedWave {
  readonly wave: number;
  readonly status: Verdict;
  /** How many of its devices came to what. */
  readonly devices: Readonly<Record<Verdict, number>>;
  readonly additions: Readonly<Record<Verdict, number>>;
}
