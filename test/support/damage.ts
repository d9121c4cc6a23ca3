import fc from 'fast-check';
import type { Folder } from './folder.js';

/** One way in which a file of a fixture gets damaged on its way to the user. */
export type Damage =
  | { readonly kind: 'cut'; readonly path: string; readonly at: number }
  | { readonly kind: 'flip'; readonly path: string; readonly at: number; readonly bit: number }
  | { readonly kind: 'join'; readonly path: string; readonly other: Fixture; readonly otherPath: string };

export interface Fixture {
  readonly name: string;
  readonly files: Folder;
}

/** The files of a fixture that can be damaged: all but its private keys, which nothing opens, and empty ones. */
function damageable({ files }: Fixture): string[] {
  return [...files].filter(([path, bytes]) => bytes.length > 0 && !/\.p?key$/i.test(path)).map(([path]) => path);
}

/** Certificates behind certificates are a larger bundle, and mean what they say. */
export const CERTIFICATES = /\.(pem|der|crt|cer|root|p7b|p12|pfx|jks|jceks|pkey)$/i;

function texts(fixture: Fixture): string[] {
  return damageable(fixture).filter((path) => !CERTIFICATES.test(path));
}

/** Any cut, any flipped bit and any other fixture's file behind it, for each file of each of `fixtures`. */
export function anyDamage(
  fixtures: readonly Fixture[],
  others: readonly Fixture[],
): fc.Arbitrary<{ fixture: Fixture; damage: Damage }> {
  const own = fixtures.flatMap((fixture) => damageable(fixture).map((path) => ({ fixture, path })));
  const foreign = others.flatMap((fixture) => texts(fixture).map((path) => ({ fixture, path })));
  return fc.constantFrom(...own).chain(({ fixture, path }) => {
    const at = fc.nat(bytesOf(fixture, path).length - 1);
    const cut = at.map((at): Damage => ({ kind: 'cut', path, at }));
    const flip = fc.tuple(at, fc.nat(7)).map(([at, bit]): Damage => ({ kind: 'flip', path, at, bit }));
    const join = fc
      .constantFrom(...foreign)
      .map((other): Damage => ({ kind: 'join', path, other: other.fixture, otherPath: other.path }));
    return (CERTIFICATES.test(path) ? fc.oneof(cut, flip) : fc.oneof(cut, flip, join)).map((damage) => ({
      fixture,
      damage,
    }));
  });
}

export function damaged({ files }: Fixture, damage: Damage): Folder {
  return new Map([...files].map(([path, bytes]) => [path, path === damage.path ? damagedBytes(bytes, damage) : bytes]));
}

export function inWords({ files }: Fixture, damage: Damage): string {
  if (damage.kind === 'join') return `${damage.path} followed by ${damage.other.name}/${damage.otherPath}`;
  const text = Buffer.from(files.get(damage.path) ?? []).toString('latin1');
  const around = JSON.stringify(text.slice(Math.max(0, damage.at - 40), damage.at + 20));
  return damage.kind === 'cut'
    ? `${damage.path} cut at ${damage.at} of ${text.length}: ${around}`
    : `${damage.path} bit ${damage.bit} of byte ${damage.at} flipped: ${around}`;
}

function bytesOf({ files }: Fixture, path: string): Uint8Array {
  return files.get(path) ?? new Uint8Array();
}

function damagedBytes(bytes: Uint8Array, damage: Damage): Uint8Array {
  if (damage.kind === 'cut') return bytes.subarray(0, damage.at);
  if (damage.kind === 'join') return Buffer.concat([bytes, bytesOf(damage.other, damage.otherPath)]);
  const flipped = Uint8Array.from(bytes);
  flipped[damage.at] = (flipped[damage.at] ?? 0) ^ (1 << damage.bit);
  return flipped;
}
