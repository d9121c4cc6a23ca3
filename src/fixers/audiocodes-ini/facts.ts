import { releaseLine } from '../../parsers/audiocodes/release.js';
import type { VendorProfile } from '../../model/knowledge.js';
import { vendorCommand } from '../../model/vendor-command.js';

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

/** How many certificates a trust store takes on this release, or `null` where the profile does not say. */
export function storeLimit(profile: VendorProfile, release: string | null): number | null {
  const limits = record(profile.facts['storeLimit']?.value);
  const line = release === null ? null : releaseLine(release);
  const limit = (line === null ? undefined : limits[line]) ?? limits['default'];
  return typeof limit === 'number' ? limit : null;
}

export interface BuiltInBundle {
  readonly coversPeers: readonly string[];
  readonly fromRelease: string;
}

export function builtInBundle(profile: VendorProfile): BuiltInBundle | null {
  const { coversPeers, fromRelease } = record(profile.facts['builtInBundle']?.value);
  if (!Array.isArray(coversPeers) || typeof fromRelease !== 'string') return null;
  return { coversPeers: coversPeers.filter((peer) => typeof peer === 'string'), fromRelease };
}

/** The highest context id that may use the built-in list. */
export function lastContextWithBundle(profile: VendorProfile): number | null {
  const { max } = record(profile.facts['builtInBundleContexts']?.value);
  return typeof max === 'number' ? max : null;
}

export function restApiFrom(profile: VendorProfile): string | null {
  const { fromRelease } = record(profile.facts['restApi']?.value);
  return typeof fromRelease === 'string' ? fromRelease : null;
}

/** A command of the profile; where it has none, nothing stands in its place. */
export function command(
  profile: VendorProfile,
  id: string,
  values: Readonly<Record<string, string>> = {},
): { readonly text: string | null; readonly expect: string | null; readonly note: string } {
  return vendorCommand(profile, id, values) ?? { text: null, expect: null, note: '' };
}
