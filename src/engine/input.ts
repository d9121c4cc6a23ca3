import type { Sha256 } from '../x509/sha256.js';
import type { RuleLevel, Scope } from '../config/scope.js';
import type { Device } from '../model/device.js';
import type { Knowledge } from '../model/knowledge.js';
import type { Shard } from '../model/shard.js';
import type { Moment } from '../model/time.js';

/** One file, read when it is needed. Paths use forward slashes. */
export interface InputFile {
  /** As the user is shown it. */
  readonly path: string;
  /** Below the argument that named it or its folder; for a file named itself, its name. */
  readonly relative: string;
  /** `named` by the user or found below a folder that was; `beside` lies near a named file, and is read as its evidence only. */
  readonly role: 'named' | 'beside';
  /** What it is called must not depend on which other files are read with it: a device goes by its whole path. */
  readonly byPath?: boolean;
  /** The device that it is by itself, wherever it lies and whatever else is read. */
  readonly device?: string;
  /** The roll-out pack that it lies in, if any: what a pack would make of a device is no evidence of what the device has. */
  readonly pack?: string;
  /** The archive that holds it: it can be read, and is not written to. */
  readonly archive?: string;
  /** What the system says of a folder that cannot be listed. */
  readonly failed?: string;
  /** Throws what the system says where the file cannot be read. */
  readonly read: () => Uint8Array;
}

/** What an archive holds, and what of it could not be read. */
export interface Expansion {
  readonly files: readonly InputFile[];
  readonly troubles: readonly ExpansionTrouble[];
}

export interface ExpansionTrouble {
  readonly path: string;
  readonly because: string;
  /** Set where the form is known and is not read, with what to give instead. */
  readonly form?: string;
  readonly instead?: string;
}

/** A device as `sbclint.yaml` puts it together. Paths are as in {@link InputFile.path}. */
export interface DeviceSetting {
  readonly id: string;
  readonly configuration: string;
  readonly evidence: readonly string[];
  /** Label, or name or index of a trust store, to file. */
  readonly certificates: Readonly<Record<string, string>>;
}

export type { RuleLevel } from '../config/scope.js';

export interface CheckOptions {
  readonly knowledge: Knowledge;
  readonly asOf: Moment;
  /** Every TLS leg that faces no known peer is taken to face this one. */
  readonly peer: string | null;
  /** Levels from the command line; they go before those of the settings. */
  readonly rules: Readonly<Record<string, RuleLevel>>;
  /** The settings that govern the device in hand, and where they come from: each file may lie below settings of its own. */
  readonly scope?: Scope;
  readonly scopeOf?: (path: string) => {
    readonly scope: Scope;
    readonly knowledge: Knowledge;
    readonly peer: string | null;
  };
  readonly devices: readonly DeviceSetting[];
  /** Paths that changed, those that are gone among them: each device that one of them belongs to is checked. */
  readonly changed?: readonly string[];
  /** Only the devices of this shard are checked; all inputs are read, as devices are made of all of them. */
  readonly shard?: Shard;
  /** `--certificate LABEL=FILE`, for every device that has the label. */
  readonly certificates: readonly { readonly label: string; readonly path: string }[];
  readonly sha256: Sha256;
  /** The files of an archive; `null` for a file that is none. Absent where archives are not read. */
  readonly expand?: (input: InputFile, bytes: Uint8Array) => Promise<Expansion | null>;
}

/** As {@link optionsFor}, for a device that was read. */
export function optionsOf({ files: [configuration] }: Pick<Device, 'files'>, options: CheckOptions): CheckOptions {
  return configuration ? optionsFor(configuration.path, options) : options;
}

/** The options for a device, by the path of its configuration: its settings, and the peers that they name. */
export function optionsFor(path: string, options: CheckOptions): CheckOptions {
  if (!options.scopeOf) return options;
  const { scope, knowledge, peer } = options.scopeOf(path);
  return { ...options, scope, knowledge, peer: options.peer ?? peer };
}
