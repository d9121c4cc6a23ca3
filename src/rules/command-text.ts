import type { VendorProfile } from '../model/knowledge.js';
import { vendorCommand } from '../model/vendor-command.js';

/** A hint made of one of the vendor's commands, with its placeholders filled. */
export function commandText(profile: VendorProfile, name: string, values: Readonly<Record<string, string>>): string {
  const command = vendorCommand(profile, name, values);
  if (!command) throw new Error(`vendor profile ${profile.id} has no command ${name}`);
  return `${command.text}: ${command.yields}${command.note}`;
}
