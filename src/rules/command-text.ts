import type { Confidence, VendorProfile } from '../model/knowledge.js';

/** How far a statement is backed, in the words the user reads; nothing for what is verified. */
export function confidenceNote(confidence: Confidence): string {
  const words: Record<Confidence, string> = {
    verified: '',
    corroborated: ' (corroborated by several sources)',
    inferred: ' (inferred, not verified)',
    unknown: ' (recalled, not verified on a device)',
  };
  return words[confidence];
}

/** A hint made of one of the vendor's commands, with its placeholders filled. */
export function commandText(profile: VendorProfile, name: string, data: Readonly<Record<string, string>>): string {
  const command = profile.commands[name];
  if (!command) throw new Error(`vendor profile ${profile.id} has no command ${name}`);
  const filled = (text: string) => text.replace(/\{(\w+)\}/g, (whole, key: string) => data[key] ?? whole);
  return `${filled(command.text)}: ${filled(command.yields)}${confidenceNote(command.confidence)}`;
}
