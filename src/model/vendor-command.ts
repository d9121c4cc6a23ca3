import type { Confidence, VendorProfile } from './knowledge.js';

/** How far a statement is backed, in the words the user reads. */
export const CONFIDENCE_WORDS: Readonly<Record<Confidence, string>> = {
  verified: 'verified',
  corroborated: 'corroborated by several sources',
  inferred: 'inferred, not verified',
  unknown: 'recalled, not verified on a device',
};

/** The same, to be put behind a statement; nothing for what is verified. */
export function confidenceNote(confidence: Confidence): string {
  return confidence === 'verified' ? '' : ` (${CONFIDENCE_WORDS[confidence]})`;
}

export interface FilledCommand {
  readonly text: string;
  readonly yields: string;
  readonly expect: string | null;
  /** How far it is backed, to be put behind it. */
  readonly note: string;
}

/** A command of the vendor with its `{placeholders}` filled, `null` where the profile has none of that name. */
export function vendorCommand(
  { commands }: VendorProfile,
  name: string,
  values: Readonly<Record<string, string>> = {},
): FilledCommand | null {
  const command = commands[name];
  if (!command) return null;
  const filled = (text: string) => text.replace(/\{(\w+)\}/g, (gap, key: string) => values[key] ?? gap);
  return {
    text: filled(command.text),
    yields: filled(command.yields),
    expect: command.expect === undefined ? null : filled(command.expect),
    note: confidenceNote(command.confidence),
  };
}
