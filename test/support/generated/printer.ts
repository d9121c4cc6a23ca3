import type { Folder } from '../folder.js';
import type { GeneratedDevice, GeneratedTrunk, StoreForm } from './device.js';

/** Puts things in another order, wherever the vendor's order has no meaning. */
export type Shuffle = <T>(items: readonly T[]) => readonly T[];

export const asTheyAre: Shuffle = (items) => items;

/** Writes a generated device in one form, as in the fixtures of that form. */
export interface Printer {
  readonly format: string;
  readonly path: string;
  readonly store: StoreForm;
  /** All trunks use the one trust store of the device. */
  readonly isShared: boolean;
  /** A root that the export does not show is not there. */
  readonly isComplete: boolean;
  /** The form has one trunk, or one trust store, only. */
  readonly isSingle?: true;
  /** What a person's console shows around this form, where it comes from a console. */
  readonly console?: { readonly before: string; readonly after: string };
  /** A line that means nothing; absent where the form has none. */
  readonly comment?: string;
  /** The peer that a trust store is checked for by itself. */
  readonly peer?: string;
  readonly print: (device: GeneratedDevice, shuffle: Shuffle) => { readonly text: string; readonly evidence: Folder };
}

export function printed(printer: Printer, device: GeneratedDevice, shuffle: Shuffle = asTheyAre): Folder {
  const { text, evidence } = printer.print(within(printer, device), shuffle);
  return new Map([[printer.path, Buffer.from(text, 'latin1')], ...evidence]);
}

/** As much of a device as the form can hold; a store by itself is what it shows, and is none without a certificate. */
export function within({ isSingle, peer }: Printer, { trunks }: GeneratedDevice): GeneratedDevice {
  const held = isSingle ? trunks.slice(0, 1) : trunks;
  if (peer === undefined) return { trunks: held };
  return {
    trunks: held.map((trunk) => ({
      ...trunk,
      roots: trunk.roots.filter(({ shown }, i) => shown || i === 0).map((each) => ({ ...each, shown: true })),
    })),
  };
}

/** The file with all roots of a trunk; absent where not all of them are shown. */
export function bundles({ trunks }: GeneratedDevice, path: (trunk: GeneratedTrunk, i: number) => string): Folder {
  return new Map(
    trunks.flatMap((trunk, i) =>
      trunk.roots.every(({ shown }) => shown)
        ? [[path(trunk, i), Buffer.from(trunk.roots.map(({ root }) => root.pem).join(''), 'latin1')] as const]
        : [],
    ),
  );
}

/** One file for each root that is shown. */
export function files({ trunks }: GeneratedDevice, path: (label: string) => string, form: 'pem' | 'der'): Folder {
  return new Map(
    trunks.flatMap(({ roots }) =>
      roots
        .filter(({ shown }) => shown)
        .map(({ label, root }) => [path(label), form === 'der' ? root.der : Buffer.from(root.pem, 'latin1')] as const),
    ),
  );
}
