import type { Problem } from '../../model/trust.js';
import type { Provenance } from '../../text/provenance.js';
import { statement } from '../problem.js';

/** Elements of which a device has one: a second one begins another export. */
const SINGLETONS: ReadonlySet<string> = new Set([
  'system-config',
  'sip-config',
  'media-manager',
  'tls-global',
  'security-config',
  'account-config',
  'ntp-config',
  'redundancy-config',
  'sip-monitoring',
  'password-policy',
  'ssh-config',
]);

/** Where a second export begins in one file. */
export function secondExport<Element extends { readonly type: string }>(
  elements: readonly Element[],
  placeOf: (element: Element) => Provenance,
): readonly Problem[] {
  const seen = new Set<string>();
  const again = elements.find(({ type }) => SINGLETONS.has(type) && (seen.has(type) || !seen.add(type)));
  if (!again) return [];
  const because = `a device has one ${again.type}: save each export in a file of its own`;
  return [statement('two exports in one file', because, placeOf(again))];
}
