/** The parts of SARIF 2.1.0 that we write. */
export interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly kind: 'fail';
  readonly level: 'error' | 'warning' | 'note';
  readonly message: { readonly text: string };
  readonly locations: readonly object[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions?: readonly object[];
  readonly fixes?: readonly object[];
  readonly properties: object;
}

export interface SarifNotification {
  readonly level: 'error' | 'warning' | 'note';
  readonly message: { readonly text: string };
  readonly locations?: readonly object[];
  readonly descriptor?: { readonly id: string };
}

/** A message as it is meant: what an export names never becomes a link. */
export function message(text: string): { readonly text: string } {
  return { text: text.replaceAll('](', '\\](') };
}
