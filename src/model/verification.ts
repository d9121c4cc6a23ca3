/** One planned addition, looked for in a fresh export. */
export interface Verification {
  readonly device: string;
  readonly trustAnchor: { readonly name: string; readonly sha256: string };
  readonly label: string;
  /** `null` for the trust store of the whole device. */
  readonly tlsContext: string | null;
  readonly status: 'present' | 'missing' | 'different' | 'unprovable';
  readonly because: string | null;
}

/** What a roll-out plan adds to one device. */
export interface PlannedDevice {
  readonly id: string;
  readonly additions: readonly Pick<Verification, 'trustAnchor' | 'label' | 'tlsContext'>[];
}
