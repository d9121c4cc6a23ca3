import type { Anchor } from '../fixer.js';

/** A new trustpoint for one root. */
export interface NewTrustpoint {
  readonly name: string;
  readonly anchor: Anchor;
}

/** The trustpoint as `show running-config` will print it. */
export function trustpointBlock({ name }: NewTrustpoint, revocation: string): readonly string[] {
  return [`crypto pki trustpoint ${name}`, ' enrollment terminal pem', ` revocation-check ${revocation}`];
}

/** The chain as `show running-config` will print it: eight groups of eight digits a line, and quit after a tab. */
export function chainBlock({ name, anchor }: NewTrustpoint): readonly string[] {
  const hex = [...anchor.der]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
  const groups = hex.match(/.{1,8}/g) ?? [];
  const lines: string[] = [];
  for (let i = 0; i < groups.length; i += 8) lines.push(`  ${groups.slice(i, i + 8).join(' ')}`);
  const serial = anchor.serial.toUpperCase();
  const label = serial.length % 2 === 0 ? serial : `0${serial}`;
  return [`crypto pki certificate chain ${name}`, ` certificate ca ${label}`, ...lines, '  \tquit'];
}
